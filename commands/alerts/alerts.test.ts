import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { capabilities } from '../index.ts'

const job = {
  title: 'Shopify developer', company: 'Lanterns', contract: 'freelance', remote: 'hybrid', place: 'Lyon', description: 'A shop to build, in three months.',
}

async function posts(author: StagePerson, form: Partial<typeof job> = {}): Promise<void> {
  await author.types('/job post')
  await author.fills({ ...job, ...form })
  await author.presses('Publish')
}

async function opened(open: Parameters<Parameters<typeof eachDatabase>[1]>[0], now = '2026-11-23T09:00:00Z') {
  const stage = await openStage({ database: await open(), capabilities, now })
  return { stage, ada: await stage.person('Ada'), grace: await stage.person('Grace') }
}

async function wants(person: StagePerson, line: string): Promise<void> {
  await person.types(`/alert add ${line}`)
  await person.presses('Save this alert')
}

/** What alerts told her, as it stands. */
const told = (person: StagePerson) => person.messages.filter((message) => message.includes('your alert'))
const count = (stage: Stage) => stage.database.client.alert.count()

eachDatabase('an alert', (open) => {
  it('is tried on what there is, saved, and tells at once of what comes', async () => {
    const { ada, grace } = await opened(open)
    await posts(grace, { title: 'Shopify expert' })
    await ada.types('/alert add shopify lyon')
    ada.sees('An alert for “shopify lyon”', 'one would have matched', 'Shopify expert')
    await ada.presses('Save this alert')
    ada.sees('is on', 'as soon as something comes')
    expect(told(ada)).toEqual([])
    await posts(grace)
    expect(told(ada)).toHaveLength(1)
    ada.sees('Something new for you', 'Shopify developer')
    await posts(grace, { title: 'Gardener', description: 'Roses.' })
    await posts(grace, { title: 'Shopify in Nantes', place: 'Nantes' })
    expect(told(ada)).toHaveLength(1)
  })

  it('knows what the organisers wrote that words mean here', async () => {
    const { stage, ada, grace } = await opened(open)
    const sofia = await stage.person('Sofia', { roles: ['member', 'organiser'] })
    await sofia.types('/settings teach zinzolin = purple dyeing')
    await wants(ada, 'zinzolin')
    await posts(grace, { title: 'Somebody for purple dyeing' })
    expect(told(ada)).toHaveLength(1)
    ada.sees('Somebody for purple dyeing', 'your alert “zinzolin”')
  })

  it('never tells of the same twice: three alerts, an edit, a renewal, closed and opened again', async () => {
    const { stage, ada, grace } = await opened(open)
    for (const words of ['shopify', 'lyon', 'shop']) await wants(ada, words)
    await posts(grace)
    expect(told(ada)).toHaveLength(1)
    await grace.types('/job edit 1')
    await grace.fills({ title: 'Shopify developer, soon' })
    await grace.sends({ call: { action: 'opportunities.renew', input: { number: 1 } } })
    await grace.types('/job close 1 --reason withdrawn')
    await grace.presses('Open it again')
    await stage.passes({ days: 8 })
    expect(told(ada)).toHaveLength(1)
  })

  it('tells nobody of her own, nor of what is closed by then, and of the latter when it is open again', async () => {
    const { stage, ada, grace } = await opened(open)
    await wants(grace, 'shopify')
    await wants(ada, 'shopify --rhythm daily')
    await posts(grace)
    expect(told(grace)).toEqual([])
    await grace.types('/job close 1 --reason withdrawn')
    await stage.passes({ days: 2 })
    expect(told(ada)).toEqual([])
    await grace.presses('Open it again')
    await stage.passes({ days: 1 })
    expect(told(ada)).toHaveLength(1)
  })

  it('that is daily tells at eight in her zone, once for all that came; weekly on Monday', async () => {
    const { stage, ada, grace } = await opened(open, '2026-11-23T15:00:00Z')
    const mia = await stage.person('Mia', { timeZone: 'America/New_York' })
    await wants(ada, 'shopify --rhythm daily')
    ada.sees('at 8:00, on the days')
    await wants(mia, 'shopify --rhythm weekly')
    await posts(grace)
    await posts(grace, { title: 'Shopify again' })
    await stage.passes({ hours: 15 })
    expect(told(ada)).toEqual([])
    await stage.passes({ hours: 1 })
    expect(told(ada)).toHaveLength(1)
    ada.sees('2 new things for you', 'Shopify developer', 'Shopify again')
    await stage.passes({ days: 6, hours: 5 })
    expect(told(mia)).toEqual([])
    await stage.passes({ hours: 1 })
    expect(told(mia)).toHaveLength(1)
    await stage.passes({ days: 8 })
    expect([told(ada).length, told(mia).length]).toEqual([1, 1])
  })

  it('waits for the end of quiet hours, and then tells of all in one message', async () => {
    const { stage, ada, grace } = await opened(open, '2026-11-23T21:30:00Z')
    await wants(ada, 'shopify')
    await posts(grace)
    await posts(grace, { title: 'Shopify again' })
    await stage.passes({ hours: 9 })
    expect(told(ada)).toEqual([])
    await stage.passes({ hours: 1 })
    expect(told(ada)).toHaveLength(1)
    ada.sees('2 new things for you')
  })

  it('is stopped in one tap from its message, started again, changed and removed', async () => {
    const { stage, ada, grace } = await opened(open)
    await wants(ada, 'shopify')
    await posts(grace)
    await ada.presses('Stop this alert')
    ada.sees('is stopped')
    await posts(grace, { title: 'Shopify again' })
    expect(told(ada)).toHaveLength(1)
    await ada.types('/alert list')
    ada.sees('Your alert', 'Paused')
    await ada.presses('Start it again')
    await posts(grace, { title: 'Shopify a third time' })
    expect(told(ada)).toHaveLength(2)
    await ada.types('/alert list')
    await ada.presses('Change')
    await ada.fills({ words: 'gardener', kind: 'job', rhythm: 'weekly' })
    await ada.presses('Save this alert')
    expect(await count(stage)).toBe(1)
    await ada.types('/alert remove')
    ada.sees('Which one?', 'gardener')
    await ada.presses('Remove')
    ada.sees('is removed')
    await ada.types('/alert list')
    ada.sees('You have no alert yet')
  })

  it('is narrowed by what things of its kind have, with a tap', async () => {
    const { ada, grace } = await opened(open)
    await ada.types('/alert add shopify --kind job --place lyon')
    await ada.chooses('Freelance')
    ada.sees('Contract: Freelance')
    await ada.chooses('Once a day')
    await ada.chooses('At once')
    await ada.presses('Save this alert')
    await posts(grace, { contract: 'permanent' })
    await posts(grace, { title: 'Shopify in Nantes', place: 'Nantes' })
    expect(told(ada)).toEqual([])
    await posts(grace, { title: 'Shopify freelance' })
    expect(told(ada)).toHaveLength(1)
  })

  it('takes what is typed to do harm for words, asks for words that say something, and for no more alerts than one can follow', async () => {
    const { stage, ada } = await opened(open)
    await ada.types('/alert add')
    ada.sees('What are you looking for?')
    await ada.types('/alert add le la de')
    ada.sees('These words are everywhere')
    await ada.types('/alert add 💬 "" *')
    ada.sees('These words are everywhere')
    await ada.types(`/alert add ${'x'.repeat(10_000)}`)
    expect(ada.form?.problems['words']).toMatch(/10,?000/)
    await wants(ada, 'NEAR(a b) OR "x* NOT {strong}: -y; DROP TABLE Alert')
    expect(await count(stage)).toBe(1)
    await wants(ada, 'near(A, B) or x not strong y drop table alert')
    expect(await count(stage)).toBe(1)
    for (let index = 0; index < 500; index++) await stage.database.client.alert.create({ data: alertRow(stage, ada.id, `word${index}`) })
    await ada.types('/alert add shopify')
    ada.sees('as many as one can follow')
    await ada.types('/alert list')
    await ada.presses('Next')
    ada.sees('Page 2 of 101')
    await ada.sends({ call: { action: 'alerts.stop', input: { alert: 99_999 } } })
    ada.sees('You have no alert number 99999')
  })

  it('of two accounts of one human being is one, and what either was told of is told once', async () => {
    const { stage, ada, grace } = await opened(open)
    const other = await stage.person('Ada L.')
    await wants(ada, 'shopify')
    await wants(other, 'shopify --rhythm daily')
    await wants(other, 'gardener')
    await posts(grace)
    expect(told(ada)).toHaveLength(1)
    await joins(ada, other)
    expect(await count(stage)).toBe(2)
    await stage.passes({ days: 2 })
    expect(await stage.database.client.posting.count({ where: { key: { startsWith: 'alerts:' } } })).toBe(1)
    await posts(grace, { title: 'Gardener' , description: 'Roses.' })
    expect(await stage.database.client.posting.count({ where: { key: { startsWith: 'alerts:' } } })).toBe(2)
  })
})

const alertRow = (stage: Stage, personId: number, words: string) =>
  ({ communityId: stage.communityId, personId, words, kind: '', place: '', tags: [], anchor: words.slice(0, 6), rhythm: 'at-once', createdAt: stage.clock.now() })

async function joins(one: StagePerson, other: StagePerson): Promise<void> {
  await one.types('/link')
  const code = /Your code: (\w{8})/.exec(one.answer)?.[1] ?? ''
  await other.types(`/link ${code}`)
  await other.presses('Yes, both are me')
}
