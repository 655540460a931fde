import type { RawFile } from 'discord.js'
import type { Clock } from '../../bot/clock.ts'
import type { Drawn, DrawnBlock, DrawnButton } from '../../bot/draw.ts'
import type { Log } from '../../bot/log.ts'
import type { Inline, Reader } from '../../bot/words.ts'
import type { Database } from '../../prisma/database.ts'
import { askFirst } from './confirm.ts'
import { readFiles, sizesOf, splitBySize } from './files.ts'
import { plainly } from './plainly.ts'
import { inlinesOf, render, type MessageBody } from './render.ts'
import { problemsOf } from './validate.ts'

/** A message ready to be sent: `rest.post(route, { body, files })`. */
export interface Composed {
  body: MessageBody
  files: RawFile[]
  /** the same in words alone, for when the platform refuses its form all the same */
  plain: MessageBody[]
}

export interface Means {
  database: Database
  clock: Clock
  log: Log
}

export interface About {
  reader: Reader
  /** where it is shown: only its members are mentioned */
  spaceId: number
  /** what is changed has components: it cannot go back to words alone */
  components?: boolean
}

/**
 * The pages of a view (what `engine.draw` gives with `limits`) as messages ready to be sent: their files read, a button that asks first
 * (`confirm`) turned into a call of `confirmAction`, each body checked. Usually one message a page; more where its files are too large
 * for one request. Never an empty list. A body that would be refused is a bug of ours: it is logged, and its words go without the rest.
 */
export async function compose(means: Means, pages: Drawn[], about: About): Promise<Composed[]> {
  const people = await peopleIn(means.database, pages, about.spaceId)
  const sizes = await sizesOf(means.database, pages)
  const all = await Promise.all(
    pages.flatMap((page) => splitBySize(page, sizes)).map(async (page) => {
      const { files, attached } = await readFiles(means.database, page, sizes)
      const asking = { ...page, blocks: await Promise.all(page.blocks.map((block) => withQuestions(block, means))) }
      return checked(means.log, asking, render(asking, { ...about, people, files: attached }), files, about)
    }),
  )
  return all.flat()
}

function checked(log: Log, page: Drawn, body: MessageBody, files: RawFile[], about: About): Composed[] {
  const plain = plainly(page, about, body.attachments)
  const problems = problemsOf(body)
  if (problems.length === 0) return [{ body, files, plain }]
  log.error({ problems }, 'a message was drawn that Discord would refuse; its words go alone')
  return plain.map((one, index) => ({ body: one, files: index === 0 ? files : [], plain: [one] }))
}

/** The ids of those who are to be mentioned; whoever has no account in this space is only named. */
async function peopleIn({ client }: Database, pages: Drawn[], spaceId: number): Promise<Map<number, string>> {
  const wanted = new Set(pages.flatMap((page) => inlinesOf(page).flatMap(mentionedPeople)))
  if (wanted.size === 0) return new Map()
  const accounts = await client.account.findMany({ where: { spaceId, personId: { in: [...wanted] } }, orderBy: { seenAt: 'asc' }, select: { personId: true, externalId: true } })
  return new Map(accounts.flatMap(({ personId, externalId }): [number, string][] => (/^\d{15,20}$/.test(externalId) ? [[personId, externalId]] : [])))
}

function mentionedPeople(inline: Inline): number[] {
  if ('inlines' in inline) return inline.inlines.flatMap(mentionedPeople)
  return inline.kind === 'person' && inline.mention ? [inline.personId] : []
}

/** A block whose buttons that ask first call the adapter, which asks. */
async function withQuestions(block: DrawnBlock, { database, clock }: Means): Promise<DrawnBlock> {
  const asking = (buttons: DrawnButton[]) =>
    Promise.all(buttons.map(async (one) => ('call' in one && one.confirm ? { ...one, call: await askFirst(database.client, one, clock.now()) } : one)))
  if (block.kind === 'buttons') return { ...block, buttons: await asking(block.buttons) }
  if (block.kind !== 'list') return block
  return { ...block, items: await Promise.all(block.items.map(async (item) => ({ ...item, buttons: await asking(item.buttons) }))) }
}
