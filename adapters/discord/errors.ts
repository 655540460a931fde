import { DiscordAPIError, RateLimitError } from 'discord.js'
import type { Delivered } from '../../bot/adapter.ts'
import type { Message } from '../../bot/text.ts'
import { advice } from './advice.ts'
import { h } from './hindrances.ts'

type Reason = Extract<Delivered, { kind: 'refused' }>['reason']

/** What follows from a refusal of the platform’s. Whatever is not here leaves the outcome unknown: it is tried again. */
export type Action =
  /** `advice`: what an organiser can do about it; where it is missing, nobody can. `toAuthor`: what she can do who wrote it */
  | { do: 'refuse'; reason: Reason; advice?: Message; toAuthor?: Message }
  /** something the assistant may not do there, which an administrator can allow */
  | { do: 'name what is missing' }
  /** the message or the event that was to be changed is no more, or may be changed no more: it is written anew */
  | { do: 'write anew' }
  /** the channel is a forum */
  | { do: 'open a thread' }
  /** the forum wants a tag */
  | { do: 'add a tag' }
  /** the thread was archived */
  | { do: 'unarchive' }
  /** its form is wrong: a bug of ours; its words go alone */
  | { do: 'say plainly' }
  /** no more private channels are opened for so many milliseconds */
  | { do: 'open no more'; ms: number; advice: string }
  | { do: 'wait'; ms: number }
  /** the token is no longer accepted */
  | { do: 'stop' }
  | { do: 'try again' }

const refuse = (reason: Reason, forOrganisers?: Message, toAuthor?: Message): Action => ({ do: 'refuse', reason, advice: forOrganisers, toAuthor })
const hour = 3_600_000

/** Some maximum is reached. */
const full = [30003, 30030, 30031, 30032, 30033, 30034, 30035, 30037, 30038]

/** By Discord’s codes, which are listed under “JSON Error Codes” in its documentation; 20026 is not, and was seen by others. */
const actions: Record<number, Action> = {
  ...Object.fromEntries(full.map((code) => [code, refuse('gone', h.full({ error: String(code) }))])),
  // unknown channel, guild, member, message, user
  10003: refuse('gone', h.channelGone),
  10004: refuse('gone', h.serverGone),
  10007: refuse('gone'),
  10008: { do: 'write anew' },
  10013: refuse('gone'),
  // unknown event; one that is over
  10070: { do: 'write anew' },
  180000: { do: 'write anew' },
  // slow mode of a channel; limits of writing in a channel and in a server
  20016: { do: 'wait', ms: 30_000 },
  20022: { do: 'wait', ms: 30_000 },
  20028: { do: 'wait', ms: 30_000 },
  20029: { do: 'wait', ms: 30_000 },
  20026: { do: 'open no more', ms: 24 * hour, advice: advice.flagged },
  30015: refuse('invalid', h.tooManyFiles),
  30046: { do: 'write anew' },
  40001: { do: 'stop' },
  40003: { do: 'open no more', ms: hour, advice: advice.tooFast },
  40005: { do: 'say plainly' },
  40058: { do: 'open a thread' },
  40062: { do: 'wait', ms: 10_000 },
  40067: { do: 'add a tag' },
  50001: { do: 'name what is missing' },
  50005: { do: 'write anew' },
  50006: { do: 'say plainly' },
  50007: refuse('closed'),
  50008: refuse('gone', h.wrongKind),
  50013: { do: 'name what is missing' },
  50024: refuse('gone', h.wrongKind),
  50033: refuse('closed'),
  50035: { do: 'say plainly' },
  50045: { do: 'say plainly' },
  50083: { do: 'unarchive' },
  50278: refuse('closed'),
  160002: { do: 'name what is missing' },
  160005: refuse('gone', h.locked),
  160006: refuse('gone', h.threads),
  200000: refuse('invalid', h.autoMod, h.sayOtherwise),
  200001: refuse('invalid', h.autoMod, h.sayOtherwise),
  240000: refuse('invalid', h.harmful, h.otherLink),
}

/** What to do about what a request has thrown. */
export function actionFor(error: unknown): Action {
  if (error instanceof RateLimitError) return { do: 'wait', ms: waitOf(error) }
  if (!(error instanceof DiscordAPIError)) return { do: 'try again' }
  const known = actions[Number(error.code)]
  if (known) return known
  // No code of Discord’s: a proxy in between, or a page that says that we are blocked.
  if (error.status === 401) return { do: 'stop' }
  const isUnderstood = error.status >= 400 && error.status < 500 && Number(error.code) > 0
  return isUnderstood ? refuse('invalid', h.refused({ detail: detailOf(error) })) : { do: 'try again' }
}

/** Milliseconds until a request of this kind is let through. */
export const waitOf = ({ retryAfter, timeToReset }: RateLimitError): number => Math.max(50, retryAfter > 0 ? retryAfter : timeToReset)

/** What was refused, for a log and for whoever looks at messages that were not delivered. */
export const detailOf = (error: unknown): string => (error instanceof DiscordAPIError ? `${error.code} ${error.message.slice(0, 200)}` : String(error))
