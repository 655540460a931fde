import { z } from 'zod'
import { action, capability, job } from '../../bot/action.ts'
import type { Context } from '../../bot/action.ts'
import { Refusal } from '../../bot/errors.ts'
import { ask } from '../../bot/field.ts'
import { anyone, organiser } from '../../bot/person.ts'
import { catalogue } from '../../bot/text.ts'
import { buttons, text, view } from '../../bot/view.ts'

/** A capability as small as can be that does all an action can do: writes, tells a person and a channel, and plans a job that tells. */

const s = catalogue('ledger', {
  en: { number: 'Number', done: 'Entry {entry} is written.', refused: 'Entry {entry} is refused.', taken: 'Entry {entry} is taken.', title: 'Write' },
  fr: { number: 'Numéro', done: 'L’écriture {entry} est faite.', refused: 'L’écriture {entry} est refusée.', taken: 'L’écriture {entry} est prise.', title: 'Écrire' },
})

const said = (words: string) => view({}, text(words))

/** Writes an entry in the only list that any action may write in. */
async function write({ db, who, now }: Context, entry: number): Promise<void> {
  await db.audit.create({ data: { personId: who.id, action: 'ledger', subject: `entry:${entry}`, createdAt: now } })
}

/** The actions speak in several places, each of which has its own order. */
export const channels = ['general', 'jobs', 'deals', 'stories']
const channelOf = (entry: number) => channels[entry % channels.length] ?? 'general'

const remind = job({
  name: 'ledger.remind',
  input: z.object({ entry: z.number(), person: z.number() }),
  run: (work, { entry, person }) => work.tell({ person }, said(`Reminder of ${entry}`), { key: `remind:${entry}` }),
})

const entry = { entry: ask.number({ label: s.number, whole: true }) }
const about = { title: s.title, description: s.title, can: anyone, input: entry }

export const ledger = capability({
  name: 'ledger',
  messages: s,
  jobs: [remind],
  channels: Object.fromEntries(channels.map((name) => [name, s.title])),
  actions: [
    action({
      ...about,
      name: 'ledger write',
      async run(context, { entry }) {
        const { tell, later, now, who } = context
        await write(context, entry)
        await tell({ person: who.id }, said(`Private ${entry}`), { key: `private:${entry}` })
        await tell({ channel: channelOf(entry) }, said(`Public ${entry}`), { key: `public:${entry}` })
        await later(remind, { entry, person: who.id }, { at: now, key: `remind:${entry}` })
        return view({ tone: 'good' }, text(s.done({ entry: String(entry) })), buttons({ label: s.title, call: { action: 'ledger.rule', input: { entry } } }))
      },
    }),
    action({
      ...about,
      name: 'ledger take',
      async run(context, { entry }) {
        const { count } = await context.db.question.updateMany({ where: { id: entry, status: 'open' }, data: { status: 'answered', text: context.who.name } })
        if (count === 0) throw new Refusal(s.taken({ entry: String(entry) }))
        await write(context, entry)
        await context.tell({ channel: 'general' }, said(`Taken by ${context.who.name}`), { key: `taken:${entry}` })
        return said(`Yours, ${context.who.name}`)
      },
    }),
    action({ ...about, name: 'ledger break', run: (context, { entry }) => everythingThen(context, entry, new TypeError(`the secret plan of ${context.who.name}`)) }),
    action({ ...about, name: 'ledger refuse', run: (context, { entry }) => everythingThen(context, entry, new Refusal(s.refused({ entry: String(entry) }))) }),
    action({
      ...about,
      name: 'ledger.rule',
      can: organiser,
      asks: 'always',
      fill: () => Promise.resolve({ entry: 77 }),
      async run(context, { entry }) {
        await write(context, entry)
        return said('ruled')
      },
    }),
    action({ ...about, name: 'ledger rule', can: organiser, run: (context, { entry }) => write(context, entry).then(() => said('ruled')) }),
  ],
})

async function everythingThen(context: Context, entry: number, error: Error): Promise<never> {
  const { tell, later, now, who, audit } = context
  await write(context, entry)
  await audit(`entry:${entry}`)
  await tell({ person: who.id }, said(`Private ${entry}`), { key: `private:${entry}` })
  await tell({ channel: 'general' }, said(`Public ${entry}`), { key: `public:${entry}` })
  await later(remind, { entry, person: who.id }, { at: now, key: `remind:${entry}` })
  throw error
}
