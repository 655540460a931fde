import { action, ask, buttons, communityTag, fold, list as rows, member, text, view, type Action, type Block, type Button, type Context, type Json, type View } from '../kit.ts'
import { listButton, postButton } from './access.ts'
import type { Kind } from './kind.ts'
import { m } from './messages.ts'
import { matches } from './rules.ts'
import { listOpportunities, type Opportunity } from './store.ts'
import { row } from './views.ts'

const pageSize = 5

/** More of one's own, or with one tag, are not looked through. */
const mostLooked = 1000

interface Wanted {
  /** as it was said */
  need: string
  words: string[]
  tags: string[]
  mine: boolean
  page: number
}

interface Found {
  total: number
  found: Opportunity[]
}

/** `/job list`, `/deal list`. */
export const list = (kind: Kind): Action =>
  action({
    name: `${kind.name} list`,
    french: `${kind.french} lister`,
    title: kind.words.list,
    description: kind.words.listAbout,
    can: member,
    reads: true,
    input: {
      words: ask.text({ label: m.words, hint: m.wordsHint, max: 200, optional: true }),
      ...kind.filters,
      mine: ask.yesno({ label: m.mine, optional: true }),
      page: ask.number({ label: m.page, min: 1, max: 10_000, whole: true, optional: true, hidden: true }),
    },
    async run(context, input) {
      const { words, mine, page } = input
      const given: Record<string, unknown> = input
      const tags = Object.keys(kind.filters).flatMap((name) => (typeof given[name] === 'string' ? [`${name}_${given[name]}`] : []))
      const wanted = { need: words ?? '', words: words === undefined ? [] : fold(words), tags, mine: mine ?? false, page: page ?? 1 }
      // typed words that hold no letter and no digit can fit nothing
      const none = words !== undefined && wanted.words.length === 0
      const found = none ? { total: 0, found: [] } : await look(context, kind, wanted)
      return drawn(context, kind, wanted, found, input as Record<string, Json>, await draftsOf(context, kind, wanted))
    },
  })

async function look(context: Context, kind: Kind, wanted: Wanted): Promise<Found> {
  if (wanted.mine) return ownOnes(context, kind, wanted)
  const skip = (wanted.page - 1) * pageSize
  if (wanted.words.length === 0 && wanted.tags.length === 0)
    return listOpportunities(context, { kind: kind.name, states: ['open'], skip, take: pageSize })
  return searched(context, kind, wanted, skip)
}

async function ownOnes(context: Context, kind: Kind, { words, tags, page }: Wanted): Promise<Found> {
  const states = ['draft', 'open', 'closed', 'removed']
  const { found } = await listOpportunities(context, { kind: kind.name, authorId: context.who.id, states, take: mostLooked })
  const fitting = found.filter((one) => {
    const { strong, medium, tags: own } = kind.present(one.details)
    return tags.every((tag) => own.includes(tag)) && matches([one.title, strong, medium, one.description].join(' '), words)
  })
  return { total: fitting.length, found: fitting.slice((page - 1) * pageSize, page * pageSize) }
}

/** The best first when words are looked for, else the newest. */
async function searched(context: Context, kind: Kind, { need, words, tags }: Wanted, skip: number): Promise<Found> {
  const query = { kind: kind.name, tags: [communityTag(context.community.id), ...tags] }
  if (words.length === 0) {
    const { hits } = await context.search.find(context.db, { ...query, words, limit: mostLooked, offset: 0 })
    return listOpportunities(context, { kind: kind.name, states: ['open'], ids: hits.map(({ ref }) => ref), skip, take: pageSize })
  }
  const { total, hits } = await context.search.find(context.db, { ...query, need, limit: pageSize, offset: skip })
  return { total, found: await inOrder(context, kind, hits.map(({ ref }) => ref)) }
}

/** The open ones among these, in this very order. */
export async function inOrder(context: Context, kind: Kind, ids: number[]): Promise<Opportunity[]> {
  const { found } = await listOpportunities(context, { kind: kind.name, states: ['open'], ids, take: ids.length })
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? [])
}

/** Drafts wait at the head of the plain list. */
async function draftsOf(context: Context, kind: Kind, { words, tags, mine, page }: Wanted): Promise<Block[]> {
  if (mine || page > 1 || words.length || tags.length) return []
  const { found } = await listOpportunities(context, { kind: kind.name, authorId: context.who.id, states: ['draft'], take: pageSize })
  return found.length ? [text(m.yourDrafts), rows(found.map((one) => row(context, one, { state: true })))] : []
}

function drawn(
  context: Context, kind: Kind, { mine, page }: Wanted, { total, found }: Found, input: Record<string, Json>, drafts: Block[],
): View {
  const isNarrowed = Object.keys(input).some((name) => name !== 'page')
  const to = (label: typeof m.next, number: number): Button => ({ label, call: { action: `${kind.name} list`, input: { ...input, page: number } } })
  const own: Button = { label: m.ofMine, call: { action: `${kind.name} list`, input: { mine: true } } }
  const all: Button = { ...listButton(kind), label: m.all }
  if (found.length === 0) {
    const said = mine && Object.keys(input).length === 1 ? m.noneOfMine : isNarrowed ? m.nothingFits : kind.words.none
    return view({ title: kind.words.found({ count: total }) }, ...drafts, text(said), buttons(isNarrowed && all, postButton(kind)))
  }
  const pages = Math.ceil(total / pageSize)
  const turned = pages > 1 ? text(m.pageOf({ page, pages })) : undefined
  const next = buttons(page > 1 && to(m.previous, page - 1), page < pages && to(m.next, page + 1), isNarrowed ? all : own, postButton(kind))
  return view({ title: kind.words.found({ count: total }) }, ...drafts, rows(found.map((one) => row(context, one, { state: mine }))), turned, next)
}
