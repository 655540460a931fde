import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits as discord } from '../../adapters/discord/limits.ts'
import { limits as slack } from '../../adapters/slack/limits.ts'
import { limits as web } from '../../adapters/web/limits.ts'
import { drawnIn } from '../../bot/draw.ts'
import type { Drawn, DrawnBlock, DrawnButton } from '../../bot/draw.ts'
import { fit, lengthOf } from '../../bot/fit.ts'
import type { Limits } from '../../bot/limits.ts'
import { stageLimits } from '../stage/plain.ts'
import { charactersOf, controlsOf, reader, textsOf, views, words } from './views.ts'

const platforms: [name: string, limits: Limits][] = [['Discord', discord], ['Slack', slack], ['the web', web], ['the stage', stageLimits]]
const moreRow: DrawnBlock = { kind: 'buttons', buttons: [{ label: 'More', call: { action: 'bot.ticket', input: {} } }] }

/** What of a page is beyond a platform's limits. */
function excess(page: Drawn, limits: Limits): string[] {
  const over = (what: string, number: number, limit: number) => (number > limit ? [`${what}: ${number} > ${limit}`] : [])
  const title: DrawnBlock[] = page.title ? [{ kind: 'text', inlines: [{ kind: 'bold', inlines: page.title }] }] : []
  const sum = (all: DrawnBlock[], count: (block: DrawnBlock) => number) => all.reduce((total, block) => total + count(block), 0)
  const filesOf = (block: DrawnBlock) => (block.kind === 'files' ? block.files.length : block.kind === 'image' ? 1 : 0)
  return [
    ...over('title', limits.measure(page.title ?? []), limits.title),
    ...over('components', sum([...title, ...page.blocks, moreRow], (block) => limits.cost(block)), limits.components),
    ...over('total', sum([...title, ...page.blocks], (block) => lengthOf(block, limits)), limits.total),
    ...over('files', sum(page.blocks, filesOf), limits.files),
    ...over('items', sum(page.blocks, (block) => (block.kind === 'list' ? block.items.length : 0)), limits.itemsInMessage),
    ...page.blocks.flatMap((block) => excessOf(block, limits, over)),
  ]
}

function excessOf(block: DrawnBlock, limits: Limits, over: (what: string, number: number, limit: number) => string[]): string[] {
  const button = (one: DrawnButton) => [
    ...over('label', one.label.length, limits.buttonLabel),
    ...('link' in one ? over('link', one.link.length, limits.link) : []),
  ]
  switch (block.kind) {
    case 'text':
    case 'quote':
      return over(block.kind, limits.measure(block.inlines), limits.text)
    case 'facts':
      return [
        ...over('facts', block.facts.length, limits.factsInBlock),
        ...over('facts', lengthOf(block, limits), limits.text),
        ...block.facts.flatMap((fact) => over('fact', lengthOf({ kind: 'facts', facts: [fact] }, limits), limits.text / 2 + 1)),
      ]
    case 'list':
      return block.items.flatMap((item) => [
        ...over('item', lengthOf({ kind: 'list', items: [item] }, limits), limits.text),
        ...over('facts of an item', item.facts.length, limits.factsInBlock),
        ...over('buttons of an item', item.buttons.length, limits.buttonsInItem),
        ...item.buttons.flatMap(button),
      ])
    case 'image':
      return over('alt', block.alt.length, limits.optionLabel)
    case 'files':
      return over('files', block.files.length, limits.files)
    case 'buttons':
      return [...over('row', block.buttons.length, limits.buttonsInRow), ...block.buttons.flatMap(button)]
    case 'select':
      return [
        ...over('options', block.options.length, limits.options),
        ...over('select', block.label.length, limits.optionLabel),
        ...block.options.flatMap(({ label }) => over('option', label.length, limits.optionLabel)),
      ]
  }
}

describe.each(platforms)('any view on %s', (_, limits) => {
  test('keeps within every limit of a message, and nothing of it is lost', () => {
    fc.assert(
      fc.property(views, (view) => {
        const drawn = drawnIn(view, reader, words)
        const pages = fit(drawn, limits)
        const blocks = pages.flatMap((page) => page.blocks)
        expect(pages.flatMap((page) => excess(page, limits))).toEqual([])
        expect(controlsOf(blocks)).toEqual(controlsOf(drawn.blocks.map(linksWritten(limits)).flat()))
        expect(charactersOf(blocks)).toEqual(charactersOf(drawn.blocks.map(linksWritten(limits)).flat()))
        expect(pages.flatMap(textsOf).filter((text) => !text.isWellFormed())).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('is no empty message, as long as it says or shows something', () => {
    fc.assert(
      fc.property(views, (view) => {
        const pages = fit(drawnIn(view, reader, words), limits)
        const [first, ...others] = pages
        expect(others.filter(({ blocks }) => blocks.length === 0)).toEqual([])
        if (pages.length > 1) expect(first?.blocks).not.toEqual([])
        for (const { blocks } of pages)
          for (const block of blocks) if (block.kind === 'text' || block.kind === 'quote') expect(charactersOf([block])).not.toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('that fits is one message, unchanged', () => {
    const drawn = drawnIn({ title: 'Ada', blocks: [{ kind: 'text', text: 'Bonjour' }, { kind: 'buttons', buttons: [{ label: 'Oui', call: { action: 'a', input: {} } }] }] }, reader, words)
    expect(fit(drawn, limits)).toEqual([drawn])
  })
})

/** What becomes of the links that are too long for a button there: a text in their place. */
const linksWritten = (limits: Limits) => (block: DrawnBlock): DrawnBlock[] => {
  if (block.kind === 'list') return block.items.flatMap((item) => linksWritten(limits)({ kind: 'buttons', buttons: item.buttons }))
  if (block.kind !== 'buttons') return [block]
  return block.buttons.map((button) =>
    'link' in button && button.link.length > limits.link
      ? { kind: 'text', inlines: [{ kind: 'text', text: `${button.label}: ${button.link}` }] }
      : { kind: 'buttons', buttons: [button] },
  )
}
