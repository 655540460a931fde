import { action, ask, buttons, communityTag, fold, list as rows, member, text, view, type Block, type Button, type Context, type Item, type Json, type View } from '../kit.ts'
import { createButton, isOrganiser, listButton } from './access.ts'
import { searchKind } from './announce.ts'
import { levelOptions } from './fields.ts'
import { m } from './messages.ts'
import { draftsOf, listDates, registrationsOf, type Workshop, type WorkshopDate } from './store.ts'
import { row } from './views.ts'

const pageSize = 5

/** More that have one of the words are not looked through. */
const mostLooked = 1000

interface Found {
  total: number
  found: (WorkshopDate & { workshop: Workshop })[]
}

/** `/workshop list`: the dates to come, the next one first. */
export const list = action({
  name: 'workshop list',
  french: 'atelier lister',
  title: m.list,
  description: m.listAbout,
  can: member,
  reads: true,
  input: {
    words: ask.text({ label: m.words, hint: m.wordsHint, max: 200, optional: true }),
    level: ask.choice({ label: m.level, options: levelOptions, optional: true }),
    mine: ask.yesno({ label: m.mine, optional: true }),
    page: ask.number({ label: m.page, min: 1, max: 10_000, whole: true, optional: true, hidden: true }),
  },
  async run(context, input) {
    const { words, level, mine, page = 1 } = input
    const workshopIds = words === undefined ? undefined : await idsFor(context, words)
    const about = { workshopIds, level, personId: mine ? context.who.id : undefined, skip: (page - 1) * pageSize, take: pageSize }
    const isPlain = words === undefined && level === undefined && !mine
    const drafts = isPlain && page === 1 && isOrganiser(context) ? await draftRows(context) : []
    return drawn(context, { ...input, page }, await listDates(context, about), drafts)
  },
})

/** The workshops that fit these words; typed words that hold no letter and no digit can fit nothing. */
async function idsFor(context: Context, words: string): Promise<number[]> {
  if (fold(words).length === 0) return []
  const query = { kind: searchKind, need: words, tags: [communityTag(context.community.id)], limit: mostLooked, offset: 0 }
  return (await context.search.find(context.db, query)).hits.map(({ ref }) => ref)
}

/** A row for each date, with what this person has to do with it. */
export async function dateRows(context: Context, found: Found['found']): Promise<Item[]> {
  const hers = await registrationsOf(context, found.map(({ id }) => id), context.who.id)
  const items: Item[] = []
  for (const date of found) items.push(await row(context, date.workshop, date, hers.get(date.id)))
  return items
}

/** Drafts wait at the head of the plain list. */
async function draftRows(context: Context): Promise<Block[]> {
  const drafts = await draftsOf(context, pageSize)
  if (drafts.length === 0) return []
  const items = drafts.map(({ id, title }) => ({
    title: m.numbered({ number: String(id), title }), text: m.stateDraft, buttons: [{ label: m.resume, call: { action: 'workshops.preview', input: { number: id } } }],
  }))
  return [text(m.yourDrafts), rows(items)]
}

async function drawn(context: Context, given: Record<string, Json | undefined> & { page: number }, { total, found }: Found, drafts: Block[]): Promise<View> {
  const { page, mine } = given
  const isNarrowed = Object.entries(given).some(([name, value]) => name !== 'page' && value !== undefined)
  const to = (label: typeof m.next, number: number): Button => ({ label, call: { action: 'workshop list', input: { ...given, page: number } } })
  const own: Button = { label: m.ofMine, call: { action: 'workshop list', input: { mine: true } } }
  const isMineOnly = mine === true && given.words === undefined && given.level === undefined
  const about = { title: m.found({ count: total }) }
  const create = isOrganiser(context) && { ...createButton, label: m.create }
  if (found.length === 0)
    return view(about, ...drafts, text(isMineOnly ? m.noneOfMine : isNarrowed ? m.nothingFits : m.none), buttons(isNarrowed && listButton, create))
  const pages = Math.ceil(total / pageSize)
  const turned = pages > 1 ? text(m.pageOf({ page, pages })) : undefined
  const next = buttons(page > 1 && to(m.previous, page - 1), page < pages && to(m.next, page + 1), isNarrowed ? listButton : own, create)
  return view(about, ...drafts, rows(await dateRows(context, found)), turned, next)
}
