import { nanoid } from 'nanoid'
import { action, ask, organiser, text, view, type Block, type Chapter, type Chart, type Context } from '../kit.ts'
import { drawChart } from './chart.ts'
import { m } from './messages.ts'
import { lastDays } from './period.ts'

const periods = [
  { value: '30', label: m.month },
  { value: '90', label: m.quarter },
  { value: '365', label: m.year },
] as const

const usual = '90'

/** The pictures of one answer are let go of when the next is asked for this many days later. */
const keptDays = 30

/** By it a picture of ours is told from files that people gave: the names of all are sealed. */
const idPrefix = 'chart-'

/** Draws a chart and keeps it for the one who asked. Where there is nothing to see, nothing is drawn. */
async function picture({ db, who, now }: Context, chart: Chart): Promise<Block[]> {
  if (!chart.series.flat().some((value) => value > 0)) return []
  const bytes = await drawChart(chart)
  const id = `${idPrefix}${nanoid(21 - idPrefix.length)}`
  await db.storedFile.create({ data: { id, ownerId: who.id, name: 'entraide-chart.png', type: 'image/png', size: bytes.length, bytes, createdAt: now } })
  return [text(chart.alt), { kind: 'image', fileId: id, alt: chart.alt }]
}

async function chapterBlocks(context: Context, { title, blocks, charts }: Chapter): Promise<Block[]> {
  const pictures: Block[] = []
  for (const chart of charts) pictures.push(...(await picture(context, chart)))
  return [text(m.chapter({ title })), ...blocks, ...pictures]
}

/** `/stats`: what the network brought, as figures and pictures. */
export const stats = action({
  name: 'stats',
  french: 'chiffres',
  title: m.title,
  description: m.description,
  can: organiser,
  input: { period: ask.choice({ label: m.period, options: periods, optional: true }) },
  async run(context, { period = usual }) {
    const { db, who, now } = context
    const old = new Date(now.getTime() - keptDays * 86_400_000)
    await db.storedFile.deleteMany({ where: { ownerId: who.id, id: { startsWith: idPrefix }, createdAt: { lt: old } } })
    const about = lastDays(Number(period), now)
    const blocks: Block[] = []
    for (const figures of context.figures) blocks.push(...(await chapterBlocks(context, await figures(context, about))))
    const others = periods.filter(({ value }) => value !== period)
    const again: Block = { kind: 'buttons', buttons: others.map(({ value, label }) => ({ label, call: { action: 'stats', input: { period: value } } })) }
    return view({ title: m.titleOf({ days: Number(period) }) }, ...blocks, text(m.counted), again)
  },
})
