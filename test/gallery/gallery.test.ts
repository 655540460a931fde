import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../bot/text.ts'
import { createDiscordDraw } from './discord.ts'
import { openGallery, type GalleryCommunity } from './community.ts'
import { pageOf, type Draw, type Hung } from './draw.ts'
import { createSlackDraw } from './slack.ts'
import { createWebDraw } from './web.tsx'
import { hostile } from './tour/hostile.ts'
import { tour } from './tour/index.ts'

const platforms: Record<string, (gallery: GalleryCommunity) => Draw> = { discord: createDiscordDraw, slack: createSlackDraw, web: createWebDraw }

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

  it.each(Object.entries(platforms))('is drawn on %s, which takes all of it', async (platform, createDraw) => {
    const draw = createDraw(gallery)
    const drawn: Hung[] = []
    for (const piece of gallery.album.pieces) drawn.push({ piece, drawings: await draw(piece) })
    const problems = drawn.flatMap(({ piece, drawings }) => drawings.flatMap((drawing) => drawing.problems.map((problem) => `${piece.name}: ${problem}`)))
    expect(problems).toEqual([])
    expect(drawn.flatMap(swallowed)).toEqual([])
    for (const page of new Set(drawn.map(({ piece }) => piece.page)))
      await expect(pageOf(drawn.filter(({ piece }) => piece.page === page))).toMatchFileSnapshot(`snapshots/${platform}/${locale}/${page}.txt`)
  })
})
