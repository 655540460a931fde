import { drawPages } from '../../bot/draw-pages.ts'
import type { Form } from '../../bot/form.ts'
import { meet, recognise, type AccountRef, type Who } from '../../bot/person.ts'
import type { Message } from '../../bot/text.ts'
import { text, view, type Call, type View } from '../../bot/view.ts'
import { workIn } from '../../bot/work.ts'
import type { Reader } from '../../bot/words.ts'
import type { Answer } from './answer.ts'
import { compose } from './compose.ts'
import type { Discord } from './discord.ts'
import { callFor, type FormState } from './form-state.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { modalFor } from './modal.ts'
import { formOffer } from './own-views.ts'

/** Something that a person did, and where it is answered. */
export interface Asking {
  discord: Discord
  /** the same for each delivery of it */
  key: string
  from: AccountRef
  /** null in private */
  channel: string | null
  /** it was a button or a select: nothing has to be said if there is nothing to say */
  isPress: boolean
  answer: Answer
}

export interface Shown {
  view: View
  reader: Reader
  personId: number
}

/** The person who asks, as she is known. */
export async function whoAsks({ discord, from }: Pick<Asking, 'discord' | 'from'>): Promise<Who> {
  return (await recognise(discord.database.client, from, await discord.engine.community())).who
}

/** The person who asks, written down: what is kept of hers has an owner. */
export async function met({ discord, from }: Pick<Asking, 'discord' | 'from'>): Promise<Who> {
  const { database, engine, clock } = discord
  const community = await engine.community()
  return database.transaction((db) => meet(db, from, community, clock.now()))
}

/** Shows what the engine answers; when it is too late to answer, it is sent to her. */
export async function show(asking: Asking, { view: shown, reader, personId }: Shown): Promise<void> {
  const { discord, from, answer, isPress } = asking
  const isEmpty = shown.title === undefined && shown.blocks.length === 0
  if (isEmpty && isPress && (await answer.passes())) return
  if (isEmpty) return say(asking, m.done)
  const about = { reader, spaceId: from.spaceId, components: answer.inPlace }
  if (await answer.says(await compose(discord, await discord.door.draw(shown, reader, limits), about))) return
  await sendLater(asking, shown, personId)
}

/** As a message to her, which is kept until it is delivered. */
async function sendLater({ discord, key, from }: Asking, shown: View, personId: number): Promise<void> {
  const { database, engine, clock, config } = discord
  // Somebody who only looked is not known yet.
  const person = personId || (await met({ discord, from })).id
  const community = await engine.community()
  const account = await database.client.account.findFirst({ where: { spaceId: from.spaceId, externalId: from.externalId } })
  await database.transaction(async (db) => {
    const around = { search: database.search, community, now: clock.now(), publicUrl: config.publicUrl ?? '', gathered: engine.gathered }
    await workIn(db, around, () => undefined).tell({ person, account: account?.id }, shown, { key: `answer:${key}` })
  })
}

/** Says something of our own. */
export async function showOurs(asking: Asking, shown: View, reader: Reader): Promise<void> {
  const { discord, answer, from } = asking
  const { words, database, clock } = discord
  const pages = await drawPages(shown, reader, limits, { words, db: database.client, now: clock.now() })
  await answer.says(await compose(discord, pages, { reader, spaceId: from.spaceId, components: answer.inPlace }))
}

export const say = async (asking: Asking, message: Message): Promise<void> => showOurs(asking, view({}, text(message)), await whoAsks(asking))

/** Opens a form; where it is too late to open one, offers a button that does. */
export async function openForm(asking: Asking, form: Form, state: FormState): Promise<void> {
  const { discord, from, channel, answer } = asking
  const who = await whoAsks(asking)
  const opening = { reader: who, personId: who.id, spaceId: from.spaceId, inGuild: channel !== null }
  if (await answer.opens(await modalFor(discord, form, state, opening))) return
  await showOurs(asking, formOffer(form, await offeredCall(discord, state, who)), who)
}

/** Of a button that opens a form, in a message about it alone. */
export const offeredCall = ({ database, clock }: Discord, state: FormState, who: Who): Promise<Call> =>
  callFor(database, { ...state, here: true }, who.id, clock.now())
