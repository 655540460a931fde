import { nanoid } from 'nanoid'
import { drawPages } from '../../bot/draw-pages.ts'
import type { Drawn } from '../../bot/draw.ts'
import { recognise } from '../../bot/person.ts'
import type { Message } from '../../bot/text.ts'
import type { View } from '../../bot/view.ts'
import type { Reader } from '../../bot/words.ts'
import { compose } from './compose.ts'
import { actionFor } from './errors.ts'
import { shareFiles } from './files.ts'
import { limits } from './limits.ts'
import { inTheWay } from './own-views.ts'
import { digestOf, findPosted, metadataFor } from './reconcile.ts'
import type { Here, Place } from './place.ts'
import type { Body } from './render.ts'
import type { Slack } from './slack.ts'

/** Answers a person where she did something: to her alone. */
export async function answer(slack: Slack, place: Place, { view, reader }: { view: View; reader: Reader }): Promise<void> {
  await show(slack, place, await slack.door.draw(view, reader, limits), reader)
}

/** The same, in words of ours that no capability has. */
export async function answerOurs(slack: Slack, place: Place, view: View, reader: Reader): Promise<void> {
  const { words, database, clock } = slack
  await show(slack, place, await drawPages(view, reader, limits, { words, db: database.client, now: clock.now() }), reader)
}

/** The same in a sentence, about what is in the way. */
export async function say(slack: Slack, here: Here, message: Message): Promise<void> {
  await answerOurs(slack, here, inTheWay(message), await readerOf(slack, here))
}

/** In which language and zone somebody reads: what she chose here, else what Slack knows of her. */
export async function readerOf({ database, engine }: Slack, { from }: Pick<Here, 'from'>): Promise<Reader> {
  const { who } = await recognise(database.client, from, await engine.community())
  return { locale: who.locale, timeZone: who.timeZone }
}

async function show(slack: Slack, place: Place, pages: Drawn[], reader: Reader): Promise<void> {
  const means = { ...slack, urgent: true }
  const { bodies, files } = await compose(means, place.workspace, pages, reader)
  const there = await answeredBefore(slack, place)
  for (const [page, body] of bodies.entries()) if (!there.has(page)) await tell(slack, place, body, page)
  // Slack shows no file to one person of a channel: it comes in private.
  if (files.length) await shareFiles(means, place.workspace, await slack.direct.of(place.workspace, place.user, { urgent: true }), answerKey(place) ?? nanoid(), files)
}

const answerKey = ({ answering }: Place): string | undefined => answering && digestOf(`answer:${answering.key}`)

/** The pages of the answer that are there already: whoever answered before may have been killed before it could say so. */
async function answeredBefore(slack: Slack, place: Place): Promise<Map<number, string>> {
  const { workspace, user, channel, thread, answering } = place
  const key = answerKey(place)
  // What only she saw in a channel is in no history.
  if (!answering?.isAgain || !key || channel !== null) return new Map()
  return findPosted(slack, workspace, { channel: await slack.direct.of(workspace, user, { urgent: true }), thread, key, since: answering.since, known: [] })
}

async function tell(slack: Slack, place: Place, body: Body, page: number): Promise<void> {
  if (await byResponseUrl(slack, place, body)) return
  if (place.channel === null) return inPrivate(slack, place, { body, page, thread: place.thread })
  try {
    await ephemeral(slack, place, place.channel, body)
  } catch (error) {
    const action = actionFor(error)
    if (action.do !== 'refuse') throw error
    await inPrivate(slack, place, { body, page })
  }
}

/** In private an answer stays; in a channel only she sees it, until Slack is loaded anew. */
async function byResponseUrl({ responses }: Slack, { response, channel, thread, answering }: Place, body: Body): Promise<boolean> {
  // What stays has to be found again, should it have been answered before.
  if (!response || (answering && channel === null)) return false
  const where = channel === null ? { response_type: 'in_channel', ...(thread ? { thread_ts: thread } : {}) } : { response_type: 'ephemeral' }
  return responses.post(response, { ...body, ...where, replace_original: false })
}

async function ephemeral({ lanes }: Slack, { workspace, user, thread }: Place, channel: string, body: Body): Promise<void> {
  const about = { channel, user, ...body, ...(thread ? { thread_ts: thread } : {}) }
  await lanes.run({ spaceId: workspace.spaceId, method: 'chat.postEphemeral', channel, urgent: true }, () => workspace.client.chat.postEphemeral(about))
}

async function inPrivate({ lanes, direct }: Slack, place: Place, { body, page, thread }: { body: Body; page: number; thread?: string }): Promise<void> {
  const { workspace, user } = place
  const channel = await direct.of(workspace, user, { urgent: true })
  const key = answerKey(place)
  const marked = key ? { metadata: metadataFor(key, page) } : {}
  const about = { channel, ...body, ...marked, unfurl_links: false, unfurl_media: false, ...(thread ? { thread_ts: thread } : {}) }
  await lanes.run({ spaceId: workspace.spaceId, method: 'chat.postMessage', channel, urgent: true }, () => workspace.client.chat.postMessage(about))
}
