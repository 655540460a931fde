import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { h as discordHindrances } from '../../adapters/discord/hindrances.ts'
import { m as discord } from '../../adapters/discord/messages.ts'
import { h as slackHindrances } from '../../adapters/slack/hindrances.ts'
import { m as slack } from '../../adapters/slack/messages.ts'
import { m as bot } from '../../bot/messages.ts'
import { locales, type Catalogue } from '../../bot/text.ts'
import type { Words } from '../../bot/words.ts'
import { createDiscordDraw } from './discord.ts'
import { openGallery, type GalleryCommunity } from './community.ts'
import { pageOf, type Draw, type Hung } from './draw.ts'
import { ownOnDiscord } from './own/discord.ts'
import { listening } from './own/heard.ts'
import type { Own, OwnPiece } from './own/own.ts'
import { ownOnSlack } from './own/slack.ts'
import { createSlackDraw } from './slack.ts'
import { createWebDraw } from './web.tsx'
import { hostile } from './tour/hostile.ts'
import { tour } from './tour/index.ts'

interface Platform {
  createDraw(gallery: GalleryCommunity, words: Words): Draw
  /** the adapter’s own words, and what it says with them; the web’s are those of its pages */
  catalogues: Catalogue[]
  own(own: Own): OwnPiece[] | Promise<OwnPiece[]>
}

const platforms: Record<string, Platform> = {
  discord: { createDraw: createDiscordDraw, catalogues: [discord, discordHindrances], own: ownOnDiscord },
  slack: { createDraw: createSlackDraw, catalogues: [slack, slackHindrances], own: ownOnSlack },
  web: { createDraw: createWebDraw, catalogues: [], own: () => [] },
}

/** What people typed to do harm and is not read there as they typed it: it became markup, or was taken for it. */
function swallowed({ piece, drawings }: Hung): string[] {
  const count = (text: string, one: string) => text.split(one).length - 1
  const [meant, read] = (['meant', 'read'] as const).map((key) => drawings.map((drawing) => drawing[key] ?? '').join('\n'))
  return hostile.flatMap((one) => (count(read ?? '', one) < count(meant ?? '', one) ? [`${piece.name}: ${one}`] : []))
}

describe.each(locales)('the gallery in %s', (locale) => {
  let gallery: GalleryCommunity
  beforeAll(async () => {
    gallery = await openGallery(locale)
    await tour(gallery)
  })
  afterAll(() => gallery.close())

  it('shows a view of every action, and the form of each that has one', () => {
    expect(gallery.album.missing()).toEqual([])
  })

  it.each(Object.entries(platforms))('is drawn on %s, which takes all of it, with every word of its own', async (platform, { createDraw, catalogues, own }) => {
    const { words, unsaid } = listening(catalogues, [bot])
    const draw = createDraw(gallery, words)
    const ours = await own({ gallery, words, reader: { locale, timeZone: 'Europe/Paris' } })
    const drawn: Hung[] = []
    for (const piece of [...gallery.album.pieces, ...ours]) drawn.push({ piece, drawings: 'drawing' in piece ? [piece.drawing] : await draw(piece) })
    expect(unsaid()).toEqual([])
    const problems = drawn.flatMap(({ piece, drawings }) => drawings.flatMap((drawing) => drawing.problems.map((problem) => `${piece.name}: ${problem}`)))
    expect(problems).toEqual([])
    expect(drawn.flatMap(swallowed)).toEqual([])
    for (const page of new Set(drawn.map(({ piece }) => piece.page)))
      await expect(pageOf(drawn.filter(({ piece }) => piece.page === page))).toMatchFileSnapshot(`snapshots/${platform}/${locale}/${page}.txt`)
  })
})
