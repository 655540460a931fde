import { readFileSync } from 'node:fs'
import { publishContest } from '../../../commands/contest/store.ts'
import { small, withRelays } from '../../../commands/contest/testing.ts'
import type { GalleryCommunity } from '../community.ts'

export async function contest(gallery: GalleryCommunity): Promise<void> {
  const { visitor, database, engine, clock, passes } = gallery
  const [zoe, eve, olga] = [await visitor('Zoé', { roles: [] }), await visitor('Ève Candidate', { roles: [] }), await visitor('Olga', { roles: ['organiser', 'member'] })]
  await zoe.types('/contest info', 'none is open')
  for (const command of ['info', 'apply', 'status', 'withdraw']) await zoe.opens(`contest ${command}`, 'fresh')
  await publishContest({ db: database.client, community: await engine.community(), now: clock.now() }, { ...small, opensAt: clock.now(), closesAt: new Date(clock.now().getTime() + 40 * 86_400_000) })
  await zoe.types('/contest info', 'open')
  await zoe.types('/contest status', 'no application')
  await zoe.types('/contest apply', 'the first question')
  await zoe.presses('contest.answer', 'of words', { answer: true })
  await zoe.types('Zoé')
  await zoe.types('06 12', 'a phone number that does not exist')
  await zoe.presses('contest.skip', 'passed')
  await zoe.presses('contest.back', 'back')
  await zoe.presses('contest.skip')
  await zoe.presses('contest.answer', 'its form')
  await zoe.types('C’est quoi un business plan ?', 'explained')
  await zoe.types('Est-ce que des gâteaux conviennent ?', 'a question or an answer')
  await zoe.types('/help', 'the question comes back')
  await zoe.presses('contest.help', 'asked for')
  await olga.opens('contest.reply', 'fresh', { application: 1 })
  await olga.calls({ action: 'contest.reply', input: { application: 1, words: 'Oui, tout à fait.' } }, 'to who asked')
  await zoe.types('Merci', 'passed on')
  await zoe.presses('contest.go-on', 'where she was')
  await zoe.types('Des gâteaux')
  await zoe.types('oui')
  await zoe.types('Au marché', 'several choices')
  await zoe.presses('contest.later', 'kept')
  await passes({ days: 30 }, { action: 'contest apply', note: 'reminders' })
  await zoe.calls({ action: 'contest.no-reminder', input: { application: 1 } }, 'no more')
  await zoe.types('/contest status', 'begun')
  await zoe.types('/contest apply')
  await zoe.types('1, 3', 'consent')
  await zoe.presses('contest.answer', 'read again', { answer: true })
  await zoe.presses('contest.edit', 'again', { question: 'idea' })
  await zoe.presses('contest.answer', undefined, { answer: 'Des gâteaux' })
  await zoe.presses('contest.submit', 'sent')
  await zoe.types('/contest withdraw', 'asks first')
  await zoe.presses('contest.withdraw', 'withdrawn')
  await eve.types('/contest apply')
  await eve.presses('contest.answer', 'it ends here', { answer: false })
  await eve.types('recommencer', 'to begin again')
  await eve.calls({ action: 'contest.restart', input: { application: 2 } }, 'from the beginning')
}

/** A relay, its people, and one whom it brings. */
export async function relays(gallery: GalleryCommunity): Promise<void> {
  const { visitor, database, engine, clock } = gallery
  const [olga, nadia, ines] = [await visitor('Orsola', { roles: ['organiser', 'member'] }), await visitor('Nadia', { roles: ['relay'] }), await visitor('Inès', { roles: [] })]
  await publishContest({ db: database.client, community: await engine.community(), now: clock.now() }, { ...withRelays, slug: 'second-edition', about: { ...withRelays.about, reminders: [] }, opensAt: clock.now(), closesAt: new Date(clock.now().getTime() + 40 * 86_400_000) })
  await nadia.types('/contest relay list', 'works for none')
  await olga.types('/contest relay list', 'none yet')
  for (const command of ['add', 'team', 'edit', 'close']) await olga.opens(`contest relay ${command}`, 'fresh')
  const about = { name: 'Maison des femmes', kind: 'association', contact: 'Nadia, 01 23 45 67 89', language: 'fr', contest: 'second-edition' }
  await olga.calls({ action: 'contest relay add', input: about }, 'added')
  // what a code is made of is left to chance
  const code = 'KYTRAX'
  await database.client.relay.updateMany({ data: { code } })
  await olga.calls({ action: 'contest relay edit', input: { code } }, 'as it is')
  await olga.fills({ name: 'Maison de quartier' }, 'changed')
  await olga.calls({ action: 'contest relay add', input: { ...about, name: 'Maison de quartier' } }, 'there is one already')
  await olga.calls({ action: 'contest relay team', input: { code } }, 'nobody')
  await olga.calls({ action: 'contest.relay-joins', input: { code } }, 'fresh')
  await olga.calls({ action: 'contest.relay-joins', input: { code, person: nadia.id } }, 'one')
  await ines.types('/contest apply second-edition --relay AAAAAA', 'a code that is none')
  await ines.types(`/contest apply second-edition --relay ${code}`, 'brought by a relay')
  await olga.types('/contest relay list', 'one')
  await nadia.types('/contest relay list', 'hers')
  await nadia.presses('contest.relay-seen', 'nobody agreed')
  await together(gallery, { nadia, code })
  await olga.calls({ action: 'contest.relay-leaves', input: { code, person: nadia.id } }, 'gone')
  await olga.calls({ action: 'contest relay close', input: { code } }, 'closed')
}

/** A file that a relay writes with a candidate, who takes it over. */
async function together({ visitor, database }: GalleryCommunity, { nadia, code }: { nadia: Awaited<ReturnType<GalleryCommunity['visitor']>>; code: string }): Promise<void> {
  const aya = await visitor('Aya', { roles: [] })
  await nadia.types('/contest relay files', 'none')
  await nadia.opens('contest relay open', 'fresh', { code })
  await nadia.fills({ name: 'Aya', language: 'fr' }, 'the first question')
  await nadia.presses('contest.answer', 'written together', { answer: true })
  await nadia.types('Aya')
  await nadia.presses('contest.later', 'of a relay')
  await nadia.types('/contest relay files', 'one')
  await nadia.presses('contest.hand-over', 'with its code')
  await aya.opens('contest claim', 'fresh')
  await aya.types('/contest claim K7MF-3XWA-KTRC', 'a code that is none')
  const { handle, secret } = await database.client.handover.findFirstOrThrow()
  await aya.types(`/contest claim ${handle}${secret}`, 'hers from now on')
}

/** A contest from its file, announced, given longer and copied. */
export async function running({ visitor, database, clock }: GalleryCommunity): Promise<void> {
  const olga = await visitor('Olympe', { roles: ['organiser', 'member'] })
  for (const command of ['import', 'announce', 'extend', 'copy']) await olga.opens(`contest ${command}`, 'fresh')
  const day = (days: number) => new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const example = readFileSync('docs/contests/power-starter.yaml', 'utf8')
  const file = async (id: string, text: string) => {
    const bytes = new Uint8Array(Buffer.from(text))
    await database.client.storedFile.create({ data: { id, ownerId: olga.id, name: 'next.yaml', type: 'application/yaml', size: bytes.length, bytes, createdAt: clock.now() } })
    return { action: 'contest import', input: { file: [id] } }
  }
  const [opens, closes] = [`opens: ${day(-1)} 09:00`, `closes: ${day(30)} 18:00`]
  const whole = example.replace(/opens: .*/, opens).replace(/closes: .*/, closes).replace('contest: power-starter', 'contest: third-edition').replace(/ {2}list:\n(?: {4}.*\n)*/, '')
  await olga.calls(await file('contest-file-wrong--1', whole.replace('minutes: 12', 'minutes: many')), 'a line that is wrong')
  await olga.calls(await file('contest-file-right--1', whole), 'published')
  await olga.types('/contest info third-edition', 'prizes and rubric')
  const lou = await visitor('Lou', { roles: [] })
  for (const said of ['/contest apply third-edition', '1', 'Lou']) await lou.types(said)
  await lou.types('01500', 'a postcode of several towns')
  await lou.types('/contest withdraw third-edition')
  await lou.presses('contest.withdraw')
  await olga.types('/contest announce third-edition', 'in the channels')
  await olga.calls({ action: 'contest extend', input: { contest: 'third-edition', until: day(40) } }, 'for everybody')
  await olga.types('/contest audit', 'who did what')
  await olga.calls({ action: 'contest copy', input: { contest: 'third-edition', name: 'fourth-edition', opens: day(300), closes: day(360) } }, 'the next edition')
}

/** What becomes of what was sent to a contest that is over, and that what was not sent will be erased. */
export async function results({ visitor, database, engine, clock }: GalleryCommunity): Promise<void> {
  const { client } = database
  const day = (days: number) => new Date(clock.now().getTime() + days * 86_400_000)
  const [oda, ines, maya, lea] = [await visitor('Oda', { roles: ['organiser', 'member'] }), await visitor('Inaya', { roles: [] }), await visitor('Maya', { roles: [] }), await visitor('Léa', { roles: [] })]
  await oda.types('/contest results', 'none is over')
  const about = { ...small.about, name: { in: { en: 'The first edition', fr: 'La première édition' } }, reminders: [] }
  const { id } = await publishContest({ db: client, community: await engine.community(), now: clock.now() }, { ...small, slug: 'first-edition', about, opensAt: day(-450), closesAt: day(-400) })
  const applies = (personId: number, more: { status: string; reference?: string }) =>
    client.application.create({ data: { contestId: id, personId, version: 1, listening: false, createdAt: day(-410), updatedAt: day(-410), ...more } })
  await applies(ines.id, { status: 'submitted', reference: 'FE-7KM2QXW' })
  await applies(maya.id, { status: 'submitted', reference: 'FE-9ABCDEF' })
  await applies(lea.id, { status: 'draft' })
  const decides = (stage: string, note: string, references?: string) => oda.calls({ action: 'contest decide', input: { stage, ...(references ? { references } : {}) } }, note)
  const announces = (note: string) => oda.calls({ action: 'contest.results-announce', input: { contest: 'first-edition' } }, note)
  for (const command of ['decide', 'results']) await oda.opens(`contest ${command}`, 'fresh')
  await decides('shortlisted', 'a reference that is none', 'FE-NOTHING')
  await decides('laureate', 'of nobody')
  await decides('shortlisted', 'of two', 'FE-7KM2QXW, FE-9ABCDEF')
  await oda.types('/contest results', 'not announced')
  await announces('shortlisted; a draft is to be erased')
  await decides('laureate', 'of one', 'FE-7KM2QXW')
  await decides('refused', 'of the others')
  await announces('laureate, and not chosen')
  await decides('shop-open', 'a shop', 'FE-7KM2QXW')
  await announces('the shop is open')
  await oda.types('/contest results', 'announced')
  await client.contest.delete({ where: { id } })
}
