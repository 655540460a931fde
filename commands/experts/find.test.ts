import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import { createPace } from '../../bot/pace.ts'
import type { RawInput } from '../../bot/read.ts'
import { capability } from '../kit.ts'
import { experts } from './index.ts'
import { finder } from './finder.ts'
import { help } from '../help/index.ts'

const publish = async (stage: Stage, name: string, profile: RawInput) => {
  const person = await stage.person(name)
  await person.types('/profile edit')
  await person.fills({ headline: `Je suis ${name}`, skills: 'conseil', weeklyLimit: 2, ...profile })
  await person.presses('Publish')
  return person
}

const cast = async (stage: Stage) => ({
  claire: await publish(stage, 'Claire', { headline: 'Comptable de boutiques', skills: 'TVA, e-commerce', languages: ['fr'], city: 'Lyon' }),
  denise: await publish(stage, 'Denise', { skills: 'Référencement, Shopify', languages: ['fr', 'en'], city: 'Évry', bio: 'Je connais la TVA de loin.' }),
  emma: await publish(stage, 'Emma', { headline: 'Développeuse C++ et .NET', skills: 'C++, Node.js', languages: ['en'], city: 'Lyon' }),
  ada: await stage.person('Ada'),
})

eachDatabase('expert find', (open) => {
  it('finds by skill, headline, bio and city, best first, and says why', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { ada, claire } = await cast(stage)
    await ada.types('/expert find tva e-commerce')
    ada.sees('Experts for “tva e-commerce”', /Claire[^]*Denise/, 'Why: TVA, e-commerce', 'Why: TVA\n')
    ada.seesNot('Emma')
    await ada.types('/expert find REFERENCEMENT')
    ada.sees('Denise', 'Why: Référencement')
    await ada.types('/expert find compta')
    ada.sees('Claire', 'Why: Comptable')
    await ada.types('/expert find c++')
    ada.sees('Emma', 'Why: C++')
    ada.seesNot('Claire', 'Denise')
    await ada.types('/expert find evry')
    ada.sees('Denise', 'Why: Évry')
    await ada.types('/expert trouver Qui pourrait m’aider pour la TVA, s’il vous plaît ?')
    ada.sees(/Claire[^]*Denise/)
    ada.seesNot('Emma')
    await ada.presses('Profile')
    ada.sees('Je connais la TVA de loin')
    await claire.types('/expert find tva')
    claire.sees('Denise')
    claire.seesNot('Claire\n')
  })

  it('narrows by language and city, and offers to widen again', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { ada } = await cast(stage)
    await ada.types('/expert find tva --language en')
    ada.sees('Denise')
    ada.seesNot('Claire')
    await ada.types('/expert find tva --city LYON')
    ada.sees('Claire')
    ada.seesNot('Denise')
    await ada.types('/expert find tva language:english city:Lyon')
    ada.sees('Nobody found for “tva”', 'try without', 'Skills found here')
    await ada.presses('In every city')
    ada.sees('Denise')
    ada.seesNot('Claire')
    await ada.types('/expert find poterie')
    ada.sees('Try another word')
    await ada.chooses('Shopify')
    ada.sees('Denise', 'Why: Shopify')
  })

  it('shows five at a time, nobody twice, nobody left out, never the one who looks', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const seeker = await publish(stage, 'Seeker', { skills: 'TVA' })
    const names = Array.from({ length: 12 }, (_, index) => `Person ${String.fromCharCode(65 + index)}`)
    for (const name of names) await publish(stage, name, { skills: 'TVA' })
    await seeker.types('/expert find tva')
    const pages = [seeker.answer]
    while (seeker.labels().includes('More')) {
      await seeker.presses('More')
      pages.push(seeker.answer)
    }
    const seen = pages.map((page) => [...page.matchAll(/• (.*)/g)].map(([, name]) => name))
    expect(seen.map(({ length }) => length)).toEqual([5, 5, 2])
    expect(seen.flat().sort()).toEqual(names)
  })

  it('follows an edited profile, and forgets a person who is gone', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { ada, claire, denise } = await cast(stage)
    await claire.types('/profile edit')
    await claire.fills({ headline: 'Potière', skills: 'poterie' })
    await ada.types('/expert find poterie')
    ada.sees('Claire')
    await ada.types('/expert find e-commerce')
    ada.seesNot('Claire')
    await stage.database.client.person.delete({ where: { id: denise.id } })
    await ada.types('/expert find shopify')
    ada.sees('Nobody found')
    const gone = await Promise.all(Array.from({ length: 6 }, () => publish(stage, 'Gone', { skills: 'vitrail' })))
    await publish(stage, 'Zoé', { skills: 'vitrail' })
    await stage.database.client.person.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
    await ada.types('/expert find vitrail')
    ada.sees('Zoé')
  })

  it('makes no sense of what is not words, and takes no search syntax', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { ada } = await cast(stage)
    for (const need of ['🎉🎉', '"', '*', '-', '""" ***', '--', '( ) ^ :']) {
      await ada.sends({ call: { action: 'expert find', input: { need } } })
      ada.sees('Please say what you need in words')
    }
    for (const need of ['"tva"', 'tva*', '-tva', 'tva NEAR shopify', 'strong:tva', `tva'); DROP TABLE "Person"; --`, '<script>tva</script>', '=HYPERLINK("tva")', 'ت tva', 't\u200bva', 'tva\u0000']) {
      await ada.sends({ call: { action: 'expert find', input: { need } } })
      ada.sees('Claire')
    }
    for (const need of ['', '   ', '\u200b\u200d']) {
      await ada.sends({ call: { action: 'expert find', input: { need } } })
      expect(ada.form?.action).toBe('expert find')
    }
    await ada.sends({ call: { action: 'expert find', input: { need: 'tva '.repeat(2500) } }, submitted: true })
    ada.sees('Please shorten it')
    expect(ada.form?.values.need).toHaveLength(10_000)
    await ada.sends({ call: { action: 'expert find', input: { need: 'tva', skip: -3 } } })
    ada.sees('This button is too old')
    await ada.sends({ call: { action: 'expert find', input: { need: 'tva', skip: 900_000 } } })
    ada.sees('That was everybody')
  })

  it('shows what people typed as they typed it', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const ada = await stage.person('Ada')
    await publish(stage, '<b>Eve</b>', { headline: '@everyone <script>alert(1)</script>', skills: '=HYPERLINK("x"), مرحبا' })
    await ada.types('/expert find مرحبا')
    ada.sees('• <b>Eve</b>', '@everyone <script>alert(1)</script>', 'Why: مرحبا')
  })

  it('answers needs said in free text with three experts and their reasons', async () => {
    let found: unknown
    const listening = capability({ ...experts, hears: async (context, said) => ({ blocks: (found = await finder(context, said), found) as never }) })
    const stage = await openStage({ database: await open(), capabilities: [listening] })
    const { ada } = await cast(stage)
    for (const name of ['Fanny', 'Gina']) await publish(stage, name, { skills: 'TVA' })
    await ada.types('je cherche quelqu’un pour ma TVA')
    ada.sees('Members who may know', 'Claire', 'Why: TVA')
    expect(ada.answer.match(/• /g)).toHaveLength(3)
    await ada.presses('Ask')
    expect(ada.form?.values.question).toBe('je cherche quelqu’un pour ma TVA')
    await ada.types('bonjour 🎉')
    expect(found).toEqual([])
    const gus = await stage.person('Gus', { roles: [] })
    await gus.types('TVA')
    expect(found).toEqual([])
  })
})

eachDatabase('many searches', (open) => {
  it('of one person are slowed, and nobody else’s', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts, help], pace: createPace({ perMinute: 30 }) })
    const { ada, claire } = await cast(stage)
    for (let search = 0; search < 30; search++) await ada.types(`/expert find tva ${search}`)
    ada.sees('Claire')
    for (let search = 0; search < 70; search++) {
      await ada.types('/expert find tva')
      ada.sees(/a lot at once\. Please try again in \d+ seconds?/)
    }
    await ada.types('tva')
    ada.sees(/a lot at once/)
    await claire.types('/expert find tva')
    claire.sees('Denise')
  })
})
