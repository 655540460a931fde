import { nanoid } from 'nanoid'
import { action, buttons, member, secret, text, view, type Block, type Button, type Context, type Document, type Documents, type Message, type View, type Work } from '../kit.ts'
import { listButton } from './access.ts'
import { calendarOf, freshFor, type Entry } from './calendar-file.ts'
import { datesOfHers, entriesOfAll, entriesOfPerson, entryOf, forgetSecrets, ownerOf, secretOf, shownSince, type FeedKind } from './calendar-store.ts'
import { m } from './messages.ts'
import type { Workshop, WorkshopDate } from './store.ts'

const mediaType = 'text/calendar; charset=utf-8'
const place = 'calendar'
const ending = '.ics'

/** Keeps dates as a file to open with a calendar, and shows it. */
async function fileOf({ db, community, publicUrl, now }: Work, ownerId: number, entries: Entry[]): Promise<Block> {
  const bytes = new Uint8Array(Buffer.from(calendarOf(entries, { name: community.name, publicUrl, now, use: 'published' })))
  const file = { id: nanoid(), name: `workshop-${entries[0]?.dateId ?? 0}${ending}`, size: bytes.length }
  await db.storedFile.create({ data: { ...file, ownerId, type: mediaType, bytes, createdAt: now } })
  return { kind: 'files', files: [{ fileId: file.id, name: file.name, size: file.size }] }
}

/** The date for the calendar of somebody who has just got a seat. */
export const calendarFile = (context: Context, workshop: Workshop, date: WorkshopDate): Promise<Block> =>
  fileOf(context, context.who.id, [entryOf(workshop, date, 'hers')])

/** That she no longer comes, for her calendar: a later version than the one with which she got her seat, and an earlier one than with which she would get it back. */
export async function calendarFileWithout(context: Context, workshop: Workshop, date: WorkshopDate): Promise<Block> {
  const { sequence } = await context.db.workshopDate.update({ where: { id: date.id }, data: { sequence: { increment: 2 } } })
  return fileOf(context, context.who.id, [{ ...entryOf(workshop, { ...date, sequence: sequence - 1 }, 'none'), state: 'cancelled' }])
}

/**
 * For each of those who have a seat, the dates of a changed workshop as a file for her calendar; those with the same dates share one. It
 * belongs to who made the workshop.
 */
export async function filesForThem(work: Work, workshop: Workshop, people: number[], since: Date): Promise<Map<number, Block>> {
  const made = new Map<string, Block>()
  const files = new Map<number, Block>()
  for (const [personId, dates] of await datesOfHers(work, workshop.id, people, since)) {
    const dated = dates.map(({ id }) => id).join()
    // once its author is forgotten, each has a file of her own
    const key = workshop.authorId === null ? `${personId}: ${dated}` : dated
    const file = made.get(key) ?? (await fileOf(work, workshop.authorId ?? personId, dates.map((date) => entryOf(workshop, date, 'hers'))))
    made.set(key, file)
    files.set(personId, file)
  }
  return files
}

export const calendarButton: Button = { label: m.calendarShort, call: { action: 'workshop calendar', input: {} } }

/** The addresses at which her calendar program finds the dates. */
async function addresses(context: Context, said: Message): Promise<View> {
  const addressOf = async (kind: FeedKind) => `${context.publicUrl}/${place}/${await secretOf(context, kind)}${ending}`
  const [mine, all] = [await addressOf('mine'), await addressOf('all')]
  const renew: Button = { label: m.calendarRenew, call: { action: 'workshops.renewCalendar', input: {} }, confirm: m.calendarRenewConfirm }
  return view({ title: m.calendarTitle }, text(said), secret(text(m.calendarMine({ address: mine }))), secret(text(m.calendarAll({ address: all }))),
    text(m.calendarGoogle), text(m.calendarApple), text(m.calendarOutlook), text(m.calendarKey), buttons(renew, listButton))
}

/** `/workshop calendar`: two addresses to follow in a calendar program, hers alone. */
export const calendar = action({
  name: 'workshop calendar',
  french: 'atelier calendrier',
  title: m.calendarShort,
  description: m.calendarAbout,
  can: member,
  input: {},
  run: (context) => addresses(context, m.calendarSaid),
})

/** New addresses; the old ones are dead. */
export const renewCalendar = action({
  name: 'workshops.renewCalendar',
  title: m.calendarRenew,
  description: m.calendarRenewConfirm,
  can: member,
  input: {},
  async run(context) {
    await forgetSecrets(context)
    return addresses(context, m.calendarRenewed)
  },
})

/** What is at `/calendar/<secret>.ics`. */
export const documents: Documents = {
  place,
  async find(work, asked): Promise<Document | undefined> {
    if (!asked.endsWith(ending)) return undefined
    const owner = await ownerOf(work, asked.slice(0, -ending.length))
    if (!owner) return undefined
    const { community, publicUrl, now } = work
    const isMine = owner.feed.kind === 'mine'
    const entries = isMine ? await entriesOfPerson(work, owner.feed.personId) : await entriesOfAll(work)
    const name = isMine ? `${community.name} · ${owner.name}` : community.name
    const body = calendarOf(entries, { name, publicUrl, now, use: 'followed' })
    return { type: mediaType, name: `workshops${ending}`, body, changedAt: await shownSince(work, owner.feed, body), freshFor }
  },
}
