import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { action, anyone, capability, catalogue, list, member, organiser, text, view } from '../kit.ts'
import { settings } from '../settings/index.ts'
import { help } from './index.ts'

const m = catalogue('bakery', {
  en: { list: 'See the cakes', order: 'Order a cake', close: 'Close the bakery', found: 'Cakes', fresh: 'Fresh today' },
  fr: { list: 'Voir les gâteaux', order: 'Commander un gâteau', close: 'Fermer la boulangerie', found: 'Gâteaux', fresh: 'Tout frais' },
})

const say = async () => view({}, text(m.found))

/** A capability that finds cakes. */
const bakery = capability({
  name: 'bakery',
  messages: m,
  actions: [
    action({ name: 'cake list', french: 'gâteau liste', title: m.list, description: m.list, can: member, reads: true, input: {}, run: say }),
    action({ name: 'cake order', title: m.order, description: m.order, can: member, input: {}, run: say }),
    action({ name: 'bakery close', title: m.close, description: m.close, can: organiser, input: {}, run: say }),
    action({ name: 'bakery.smell', title: m.close, description: m.close, can: anyone, input: {}, run: say }),
  ],
  home: async ({ who }) => (member.allows(who) ? [text(m.fresh), list([{ title: 'Apple tart' }])] : []),
  finder: async (_context, need) => (need.includes('cake') ? [text(m.found), list([{ title: 'Cheesecake' }])] : []),
})

const capabilities = [help, bakery, settings]

eachDatabase('help', (open) => {
  it('shows each what is theirs, with buttons', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await ada.types('/help')
    ada.sees('What I can do for you, Ada', 'You are a member of Cyberelles', '• /cake', 'Order a cake: Order a cake /cake order', 'simply write me what you need')
    ada.seesNot('bakery close', 'bakery.smell', 'Settings')
    expect(ada.labels()).toEqual(['Home', 'See the cakes', 'Order a cake', 'My language'])
    await ada.presses('See the cakes')
    ada.sees('Cakes')

    const olga = await stage.person('Olga', { roles: ['organiser'], locale: 'fr' })
    await olga.types('/aide')
    olga.sees('équipe d’organisation du réseau Cyberelles', '• /gâteau', '/gâteau liste', 'Fermer la boulangerie', 'Réglages')
  })

  it('tells a guest how to become a member', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const gus = await stage.person('Gus', { roles: [] })
    await gus.types('/help')
    gus.sees(/^What I can do for you$/m, 'You are visiting Cyberelles', 'ask an organiser for an invitation', 'My language')
    gus.seesNot('/cake')
    await gus.types('I need a cake')
    gus.sees('ask an organiser for an invitation')
    gus.seesNot('Cheesecake')
    await gus.types('merci !')
    gus.sees('With pleasure! What else')
  })

  it('has a home with what there is for each, from which help leads on', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { locale: 'fr' })
    await ada.types('/accueil')
    ada.sees('Cyberelles', 'Bonjour Ada, voici où vous en êtes', 'Tout frais', 'Apple tart')
    await ada.presses('/aide')
    ada.sees('Ce que je peux faire pour vous, Ada')
    const gus = await stage.person('Gus', { roles: [] })
    await gus.types('/home')
    gus.sees('Hello Gus! Nothing waits for you here.')
    gus.seesNot('Apple tart')
    expect(gus.labels()).toEqual(['/help'])
  })

  it('takes free text for a need', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await ada.types('a cake for ten')
    ada.sees('For “a cake for ten”', 'Cakes', 'Cheesecake', '[Help]')
    await ada.types('hello, I would like a cake')
    ada.sees('Cheesecake')
    await ada.types('a submarine')
    ada.sees('I looked for “a submarine”', 'nothing fits yet', '[My language] [Help]')
    ada.seesNot('understand')
    await ada.types(`${'very '.repeat(2000)}long`)
    ada.sees('I looked for “very very', 'very…”')
  })

  it('answers what is no need fittingly', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { locale: 'fr' })
    for (const [typed, expected] of [
      ['Bonjour à toutes et tous', 'Bonjour Ada'],
      ['salut !', 'Bonjour Ada'],
      ['aide', 'Bonjour Ada'],
      ['Merci beaucoup 🙏', 'Avec plaisir, Ada'],
      ['bonjour, merci', 'Avec plaisir, Ada'],
      ['🎉🎉', 'Je comprends surtout les mots'],
      ['', 'Je comprends surtout les mots'],
      ['\u200b \u202e', 'Je comprends surtout les mots'],
      ['<script>alert(1)</script>', /J’ai cherché «\s<script>alert\(1\)<\/script>\s»/],
      ['NEAR("a" *) -b', /J’ai cherché «\sNEAR\("a" \*\) -b\s»/],
    ] as const) {
      await ada.types(typed)
      ada.sees(expected, '[Aide]')
    }
  })
})
