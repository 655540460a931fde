import fc from 'fast-check'
import { expect, it } from 'vitest'
import { limits as discord } from '../../adapters/discord/limits.ts'
import { limits as slack } from '../../adapters/slack/limits.ts'
import { limits as web } from '../../adapters/web/limits.ts'
import { action, capability } from '../../bot/action.ts'
import type { Incoming } from '../../bot/adapter.ts'
import type { Drawn, DrawnButton } from '../../bot/draw.ts'
import { drawnIn } from '../../bot/draw.ts'
import { ask } from '../../bot/field.ts'
import { fit } from '../../bot/fit.ts'
import type { Limits } from '../../bot/limits.ts'
import { anyone } from '../../bot/person.ts'
import { ticketDays } from '../../bot/ticket.ts'
import { text, view as viewOf } from '../../bot/view.ts'
import type { Call, View } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../stage.ts'
import { optionsOf } from '../stage/plain.ts'
import type { Stage } from '../stage.ts'
import { reader, viewMessages as s, views, words } from './views.ts'

const run: { id: number; note: string }[] = []
const sample = capability({
  name: 'sample',
  messages: s,
  actions: [
    action({
      name: 'sample.do',
      title: s.label,
      description: s.label,
      can: anyone,
      input: { id: ask.number({ label: s.label, hidden: true }), note: ask.text({ label: s.label, max: 5000, hidden: true, optional: true }) },
      run: (_context, { id, note }) => {
        run.push({ id, note: note ?? '' })
        return Promise.resolve(viewOf({ title: 'done' }))
      },
    }),
  ],
})

/** The call behind each control of pages drawn for a platform. */
function callsIn(pages: Drawn[]): Call[] {
  const called = (buttons: DrawnButton[]) => buttons.flatMap((button) => ('call' in button ? [button.call] : []))
  return pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'buttons') return called(block.buttons)
      if (block.kind === 'list') return block.items.flatMap((item) => called(item.buttons))
      return block.kind === 'select' ? block.options.map(({ call }) => call) : []
    }),
  )
}

let keys = 0
const incoming = (stage: Stage, call: Call): Incoming => ({
  key: `press-${++keys}`,
  from: { spaceId: stage.spaceIds[0] ?? 0, externalId: 'ada', name: 'Ada' },
  channel: null,
  what: { call },
})

/** Pages drawn one answer after the other, *More* followed to the end, without the More buttons. */
async function readAll(stage: Stage, first: View, limits: Limits): Promise<Drawn[]> {
  const pages: Drawn[] = []
  for (let view: View | undefined = first; view; ) {
    const drawn: Drawn[] = await stage.engine.draw(view, reader, limits)
    expect(drawn.length).toBeLessThanOrEqual(limits.messages)
    view = await rest(stage, drawn)
    if (view) drawn.at(-1)?.blocks.pop()
    pages.push(...drawn)
  }
  return pages
}

/** What the More button of an answer shows, if it has one. */
async function rest(stage: Stage, pages: Drawn[]): Promise<View | undefined> {
  const last = pages.at(-1)?.blocks.at(-1)
  const button = last?.kind === 'buttons' && last.buttons.length === 1 ? last.buttons[0] : undefined
  if (!button || !('call' in button) || button.label !== 'Voir la suite') return undefined
  const plan = await stage.engine.plan(incoming(stage, button.call))
  const reply = await stage.engine.run(incoming(stage, button.call))
  if (plan.kind !== 'say' || reply.kind !== 'view') throw new Error('More does not show anything')
  expect(plan.view).toEqual(reply.view)
  return reply.view
}

/** Every call with which a ticket was drawn, in its place. */
async function redeemed(stage: Stage, pages: Drawn[]): Promise<Drawn[]> {
  const copy = structuredClone(pages)
  for (const call of callsIn(copy)) {
    if (call.action !== 'bot.ticket') continue
    const { action, input } = await stage.database.client.ticket.findUniqueOrThrow({ where: { id: call.input.id as string } })
    Object.assign(call, { action, input })
  }
  return copy
}

eachDatabase('calls too long for a button', (open) => {
  it('become tickets that stand for the very same call, and More leads to every one of them', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    for (const [index, limits] of [discord, slack, web].entries())
      for (const view of fc.sample(views, { numRuns: 12, seed: 20_261_123 + index })) {
        const pages = await readAll(stage, view, limits)
        for (const call of callsIn(pages)) expect(limits.measureCall(call)).toBeLessThanOrEqual(limits.call)
        for (const { call } of optionsOf(pages)) expect(limits.measureCall(call)).toBeLessThanOrEqual(limits.optionCall ?? limits.call)
        const whole = fit(drawnIn(view, reader, words), limits)
        expect(await redeemed(stage, pages)).toEqual(JSON.parse(JSON.stringify(whole)))
      }
  })

  it('are the same ticket when they are drawn again, and do what the button says', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const call = { action: 'sample.do', input: { id: 7, note: 'é'.repeat(3000) } }
    const shown: View = { blocks: [{ kind: 'buttons', buttons: [{ label: 'Oui', call }] }] }
    const [first] = callsIn(await stage.engine.draw(shown, reader, slack))
    const [again] = callsIn(await stage.engine.draw(shown, reader, slack))
    expect(first?.action).toBe('bot.ticket')
    expect(again).toEqual(first)
    expect(await stage.database.client.ticket.count()).toBe(1)
    run.length = 0
    await stage.engine.run(incoming(stage, first ?? call))
    expect(run).toEqual([call.input])
  })

  it('drawn by many at the same instant, they are one ticket', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const shown: View = { blocks: [{ kind: 'buttons', buttons: [{ label: 'Oui', call: { action: 'sample.do', input: { id: 8, note: 'é'.repeat(3000) } } }] }] }
    const drawn = await Promise.all(Array.from({ length: 20 }, () => stage.engine.draw(shown, reader, slack)))
    expect(new Set(drawn.map((pages) => JSON.stringify(callsIn(pages)))).size).toBe(1)
  })
})

eachDatabase('a ticket', (open) => {
  const tellingOf = async (stage: Stage, call: Call) => {
    const reply = await stage.engine.run(incoming(stage, call))
    if (reply.kind !== 'view') throw new Error('a form')
    return JSON.stringify(reply.view)
  }

  it('of another age is too old, whoever presses it', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const shown: View = { blocks: [{ kind: 'buttons', buttons: [{ label: 'Oui', call: { action: 'sample.do', input: { id: 7, note: 'é'.repeat(3000) } } }] }] }
    const [call] = callsIn(await stage.engine.draw(shown, reader, slack))
    if (!call) throw new Error('no ticket')
    run.length = 0
    await stage.passes({ days: ticketDays })
    expect(await tellingOf(stage, call)).toContain('done')
    await stage.passes({ days: 2 })
    expect(await tellingOf(stage, call)).toContain('bot.expired')
    expect(run).toHaveLength(1)
    // drawn again, it is renewed
    await stage.engine.draw(shown, reader, slack)
    expect(await tellingOf(stage, call)).toContain('done')
  })

  it.each([undefined, null, '', 'nonsense', 12, {}, ['x'], 'x'.repeat(100_000), '../..', '\u0000', '%00', "' OR 1=1 --"])('that was never given is too old: %j', async (id) => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    expect(await tellingOf(stage, { action: 'bot.ticket', input: { id } })).toContain('bot.expired')
    expect(stage.logged).toEqual([])
  })

  it('cannot be made up: neither a view to show, nor a way to an action that is no more', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const evil = { blocks: [{ kind: 'buttons', buttons: [{ label: 'x', link: 'javascript:alert(1)' }] }] }
    for (const view of [evil, JSON.stringify(evil)]) expect(await tellingOf(stage, { action: 'bot.more', input: { view, shown: 0 } })).toContain('bot.notOffered')
    await stage.database.client.ticket.create({ data: { id: 'gone', action: 'sample.gone', input: {}, expiresAt: new Date('2027-01-01') } })
    expect(await tellingOf(stage, { action: 'bot.ticket', input: { id: 'gone' } })).toContain('bot.notOffered')
  })

  it('leads into no circle of tickets', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    await stage.database.client.ticket.create({ data: { id: 'round', action: 'bot.ticket', input: { id: 'round' }, expiresAt: new Date('2027-01-01') } })
    expect(await tellingOf(stage, { action: 'bot.ticket', input: { id: 'round' } })).toContain('bot.notOffered')
  })

  it('of More leads through texts of any length', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const long: View = { blocks: Array.from({ length: 20 }, (_, index) => text(`${index} ${'mot '.repeat(900)}`)) }
    const pages = await readAll(stage, long, discord)
    const read = pages.flatMap(({ blocks }) => blocks.map((block) => (block.kind === 'text' ? JSON.stringify(block.inlines) : ''))).join('')
    expect(Array.from({ length: 20 }, (_, index) => index).filter((index) => !read.includes(`"${index} mot`))).toEqual([])
  })
})
