import { expect, it } from 'vitest'
import type { Database } from '../../prisma/database.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { experts } from '../experts/index.ts'
import { help } from '../help/index.ts'
import { settings } from '../settings/index.ts'
import { accounts } from './index.ts'

const capabilities = [help, experts, accounts, settings]

const openSpaces = (database: Database, spaces = 3) => openStage({ database, capabilities, spaces })

/** She types a code, and says that both are her. */
async function joins(person: StagePerson, code: string): Promise<void> {
  await person.types(`/link ${code}`)
  const yes = person.labels().find((label) => label === 'Yes, both are me')
  if (yes) await person.presses(yes)
}

/** The code that she is shown. */
async function codeOf(person: StagePerson): Promise<string> {
  await person.types('/link')
  return /Your code: (\w{8})/.exec(person.answer)?.[1] ?? `no code in: ${person.answer}`
}

async function profile(person: StagePerson, headline: string, skills: string): Promise<void> {
  await person.types('/profile edit')
  await person.fills({ headline, skills, weeklyLimit: '3' })
  await person.types('/profile publish')
}

const people = ({ database }: Stage) => database.client.person.findMany({ include: { roles: true, accounts: true }, orderBy: { id: 'asc' } })
const minutes = (count: number) => ({ minutes: count })

eachDatabase('/link', (open) => {
  it('makes one person of two accounts, with what each had, and tells both', async () => {
    const stage = await openSpaces(await open())
    const ada = await stage.person('Ada', { roles: ['member'] })
    const other = await stage.person('ada_l', { roles: ['juror'], space: 1 })
    await profile(ada, 'Accountant', 'VAT')
    const code = await codeOf(ada)
    await joins(other, `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)
    other.sees('You are now one', 'I know you as Ada in all these places: ', 'Stage 0', 'Stage 1')
    expect(ada.messages.filter((message) => message.includes('You are now one'))).toHaveLength(1)
    expect(other.messages).toEqual([])
    const [one, ...rest] = await people(stage)
    expect(rest).toEqual([])
    expect(one).toMatchObject({ id: ada.id, name: 'Ada' })
    expect(one?.roles.map(({ role }) => role).sort()).toEqual(['juror', 'member'])
    await other.types('/profile show')
    other.sees('Accountant', 'VAT')
    expect((await stage.database.client.audit.findMany()).map(({ subject, personId }) => [subject, personId])).toEqual([[`accounts.link:${ada.id}`, ada.id]])
    expect(stage.logged).toEqual([])
  })

  it('joins by the button and the form too, in French', async () => {
    const stage = await openSpaces(await open())
    const ada = await stage.person('Ada', { roles: ['member'], locale: 'fr' })
    const code = await (async () => {
      await ada.types('/relier')
      ada.sees('Votre code', /\/relier \w{8}/, 'Mes comptes')
      return /Votre code\s: (\w{8})/.exec(ada.answer)?.[1] ?? ''
    })()
    const guest = await stage.person('Visiteuse', { roles: [], locale: 'fr', space: 1 })
    await guest.types('/aide')
    await guest.presses('Mes comptes')
    await guest.presses('Taper un code')
    await guest.fills({ code })
    guest.sees('Est-ce bien vous', 'Ce code a été donné à Ada, dans Stage 0.')
    await guest.presses('Oui, c’est bien moi')
    guest.sees('Vos comptes ne font plus qu’un', 'vous êtes Ada')
  })

  it('keeps the person who has something here, whoever types the code', async () => {
    const stage = await openSpaces(await open())
    const visitor = await stage.person('Visitor', { roles: [] })
    const grace = await stage.person('Grace', { roles: ['member'], space: 1 })
    await joins(visitor, await codeOf(grace))
    expect((await people(stage)).map(({ name }) => name)).toEqual(['Grace'])
    await visitor.types('/profile show')
    visitor.sees('You have no profile yet')
    expect(grace.messages.join()).toContain('You are now one')
  })

  it('lists accounts, and separates one after a question, which becomes somebody with nothing but a name', async () => {
    const stage = await openSpaces(await open())
    const ada = await stage.person('Ada', { roles: ['member'] })
    const other = await stage.person('ada_l', { roles: [], space: 1 })
    await profile(ada, 'Accountant', 'VAT')
    await ada.types('/link')
    ada.sees('• Stage 0', 'Last used: now')
    expect(ada.labels()).not.toContain('Separate')
    await joins(other, await codeOf(ada))
    await stage.passes({ days: 2 })
    await ada.types('/link')
    ada.sees('• Stage 0', '• Stage 1', 'Last used: 23 November 2026')
    await ada.presses('Separate')
    ada.sees('Separated', 'The account in Stage 1 is no longer yours here')
    expect(other.messages.at(-1)).toContain('a person of its own again, with nothing but its name')
    await other.types('/profile show')
    other.sees('This is for members')
    await ada.types('/profile show')
    ada.sees('Accountant')
    expect(await people(stage)).toMatchObject([{ name: 'Ada', accounts: [{}] }, { name: 'Ada', roles: [], accounts: [{}] }])
  })

  it('separates the account she uses, and what is said to her goes on at the other', async () => {
    const stage = await openSpaces(await open())
    const ada = await stage.person('Ada', { roles: ['member'] })
    const phone = await stage.person('ada_l', { roles: [], space: 1 })
    await profile(ada, 'Accountant', 'VAT')
    await joins(phone, await codeOf(ada))
    await stage.passes({ hours: 2 })
    await phone.types('/link')
    const grace = await stage.person('Grace', { roles: ['member'], space: 2 })
    await grace.types(`/expert ask How do I declare VAT? --expert ${ada.id}`)
    expect(phone.messages.at(-1)).toContain('Grace has a question for you')
    const id = (await stage.database.client.account.findFirstOrThrow({ where: { space: { name: 'Stage 1' } } })).id
    await phone.sends({ call: { action: 'accounts.separate', input: { account: id } } })
    phone.sees('Separated', 'The account in Stage 1 is a person of its own again')
    expect(ada.messages.at(-1)).toContain('The account in Stage 1 is no longer yours here')
    await ada.types('/expert questions')
    await ada.presses('Answer')
    await ada.fills({ answer: 'Every month, online.' })
    expect(ada.messages.join()).toContain('Every month, online.')
    await phone.sends({ call: { action: 'accounts.separate', input: { account: id } } })
    phone.sees('This is your only account')
    await ada.sends({ call: { action: 'accounts.separate', input: { account: id } } })
    ada.sees('no account of yours')
  })

  it('takes a code once, for ten minutes, from somebody else, and keeps no code', async () => {
    const stage = await openSpaces(await open())
    const [ada, grace, eve] = [await stage.person('Ada'), await stage.person('Grace', { space: 1 }), await stage.person('Eve', { space: 2 })]
    const first = await codeOf(ada)
    const code = await codeOf(ada)
    expect(JSON.stringify(await stage.database.client.linkCode.findMany())).not.toContain(code)
    await joins(grace, first)
    grace.sees(`The code “${first}” is wrong`)
    await joins(ada, code)
    ada.sees('the very account you are using')
    await joins(grace, code)
    grace.sees('You are now one')
    await joins(eve, code)
    eve.sees('is wrong, used already or older')
    const late = await codeOf(ada)
    await stage.passes(minutes(10))
    await joins(eve, late)
    eve.sees('older than ten minutes')
    expect((await people(stage)).map(({ name }) => name)).toEqual(['Ada', 'Eve'])
  })

  it('asks for patience after five wrong codes in ten minutes, even with the right one', async () => {
    const stage = await openSpaces(await open())
    const [ada, eve] = [await stage.person('Ada'), await stage.person('Eve', { space: 1 })]
    for (let index = 0; index < 5; index++) {
      await eve.types(`/link WRONG${index}`)
      eve.sees(`“WRONG${index}” is wrong`)
      await stage.passes(minutes(1))
    }
    const code = await codeOf(ada)
    await joins(eve, code)
    eve.sees('one wrong code too many', 'You can try again at 10:10')
    await stage.passes(minutes(5))
    await joins(eve, code)
    eve.sees('You are now one')
  })

  it('repeats what it did when the same delivery comes again', async () => {
    const stage = await openSpaces(await open())
    const [ada, other] = [await stage.person('Ada'), await stage.person('ada_l', { space: 1 })]
    const call = { action: 'accounts.confirm', input: { code: await codeOf(ada) } }
    await Promise.all([other.sends({ key: 'once', call }), other.sends({ key: 'once', call })])
    other.sees('You are now one')
    expect(await people(stage)).toHaveLength(1)
    expect(await stage.database.client.audit.count()).toBe(1)
  })

  it('keeps no code with what was answered, so that the same delivery again says how to get another', async () => {
    const stage = await openSpaces(await open())
    const [ada, other] = [await stage.person('Ada'), await stage.person('ada_l', { space: 1 })]
    const asks = () => ada.sends({ key: 'once', call: { action: 'link', input: {} } })
    await asks()
    const code = /Your code: (\w{8})/.exec(ada.answer)?.[1] ?? 'none'
    await other.types(`/link ${code}`)
    expect(other.labels()).toContain('Yes, both are me')
    const kept = JSON.stringify([await stage.database.client.delivery.findMany(), await stage.database.client.ticket.findMany(), stage.logged])
    expect(kept).not.toContain(code)
    await asks()
    ada.sees('it is shown only once', 'Stage 0')
    ada.seesNot(code)
    await joins(other, code)
    other.sees('You are now one')
  })

  it('lets buttons go on that were made for the person she was', async () => {
    const stage = await openSpaces(await open())
    const grace = await stage.person('Grace', { space: 2 })
    const [ada, other] = [await stage.person('Ada'), await stage.person('ada_l', { space: 1 })]
    await profile(other, 'Tax lawyer', 'customs')
    await grace.types('/expert find customs')
    await joins(other, await codeOf(ada))
    await grace.presses('Profile')
    grace.sees('Tax lawyer')
    await grace.types(`/expert ask --expert ${other.id} Who pays customs duties?`)
    grace.sees('Your question is sent')
    ada.sees('Who pays customs duties?')
    await grace.types('/expert find customs')
    expect(grace.answer.match(/Tax lawyer/g)).toHaveLength(1)
  })
})
