import { z } from 'zod'
import { erase } from '../../bot/erasure.ts'
import { rowsIn } from '../../bot/holding.ts'
import { quotedForDays } from '../../bot/worker.ts'
import { action, anyone, ask, fold, Invalid, job, list, text, view, type Context, type Message } from '../kit.ts'
import { m } from './messages.ts'

/** The word in every language, as it is compared. */
const confirmations = ['erase', 'effacer']

/** How long a message may take to be replaced where it stands before its row goes all the same, in minutes. */
const patience = { every: 5, most: 288 }

/** Removes the rows of messages to others once they are replaced where they stand. */
export const retracted = job({
  name: 'privacy.retracted',
  input: z.object({ postings: z.array(z.int()), tries: z.int() }),
  async run(work, { postings, tries }) {
    const left = { id: { in: postings } }
    const waiting = await work.db.posting.count({ where: { ...left, status: { in: ['waiting', 'sending'] } } })
    if (waiting === 0 || tries >= patience.most) await work.db.posting.deleteMany({ where: left })
    else await work.later(retracted, { postings, tries: tries + 1 }, { at: new Date(work.now.getTime() + patience.every * 60_000), key: `privacy:retracted:${postings[0] ?? 0}` })
  },
})

/** `/privacy erase`: everything held about who asks is erased, once she has typed the word. */
export const eraseData = action({
  name: 'privacy erase',
  french: 'données effacer',
  title: m.eraseTitle,
  description: m.eraseAbout,
  can: anyone,
  input: { confirm: ask.text({ label: m.confirmLabel, hint: m.confirmHint, max: 40 }) },
  async run(context, { confirm }) {
    if (!confirmations.includes(fold(confirm).join(' '))) throw new Invalid({ confirm: m.notConfirmed })
    const { db, now, who } = context
    const stays = await staying(context)
    const postings = await erase(context, who.id)
    // Only that it was done, and to which number: a backup that is put back has to be followed by it again.
    await db.audit.create({ data: { personId: null, action: 'privacy.erase', subject: `privacy.erase:${who.id}`, createdAt: now } })
    if (postings.length) await context.later(retracted, { postings, tries: 0 }, { at: now, key: `privacy:retracted:${postings[0] ?? 0}` })
    const { locale, timeZone } = who
    await context.becomesAnother()
    context.readsIn({ locale, timeZone })
    return view(
      { title: m.erased, tone: 'good' }, text(m.erasedAbout), text(m.othersAbout({ days: quotedForDays })), text(m.elsewhere),
      stays.length > 0 && text(m.staysTitle), stays.length > 0 && list(stays.map((title) => ({ title }))), text(m.goodbye),
    )
  },
})

/** Why something of hers stays without her name; nothing where there is none. */
async function staying({ db, holdings, who }: Context): Promise<Message[]> {
  const whys: Message[] = []
  for (const { stays } of holdings) {
    if (!stays) continue
    let count = 0
    for (const table of Object.keys(stays.columns) as (keyof typeof stays.columns)[])
      for (const column of stays.columns[table] ?? []) count += await rowsIn(db, table).count({ where: { [column]: who.id } })
    if (count > 0) whys.push(stays.why)
  }
  return whys
}
