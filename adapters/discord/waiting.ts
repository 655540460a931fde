import { text, view, type View } from '../../bot/view.ts'
import { drawPages } from '../../bot/draw-pages.ts'
import { compose } from './compose.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { whoAsks, type Asking } from './show.ts'

/** A posting older than this is no news any more. */
const newsMs = 30 * 86_400_000
const shownAtOnce = 3

/** Shows somebody what could not be brought to her anywhere, beside the answer that only she sees; each once. */
export async function showWaiting(asking: Pick<Asking, 'discord' | 'from' | 'answer'>): Promise<void> {
  const { discord, from, answer } = asking
  const { database, clock, door, words, log } = discord
  const { id: personId, locale, timeZone } = await whoAsks(asking)
  if (!personId) return
  const since = new Date(clock.now().getTime() - newsMs)
  const waiting = { personId, status: 'failed', messageId: null, createdAt: { gt: since } }
  const rows = await database.client.posting.findMany({ where: waiting, orderBy: { id: 'asc' }, take: shownAtOnce })
  if (rows.length === 0) return
  const about = { reader: { locale, timeZone }, spaceId: from.spaceId }
  const hint = await drawPages(view({}, text(m.waiting)), about.reader, limits, { words, db: database.client, now: clock.now() })
  if (!(await answer.adds(await compose(discord, hint, about)))) return
  for (const { id, revision, view: shown } of rows) {
    if (!(await answer.adds(await compose(discord, await door.draw(shown as unknown as View, about.reader, limits), about)))) return
    await database.client.posting.updateMany({ where: { id, revision, status: 'failed' }, data: { status: 'sent', delivered: revision, error: null } })
  }
  log.info({ shown: rows.length }, 'what could not be delivered to somebody was shown to her beside an answer')
}
