import type { Adapter, Delivered, Door, Outgoing } from '../../bot/adapter.ts'
import type { Drawn } from '../../bot/draw.ts'
import type { Reader } from '../../bot/words.ts'
import { plainText, stageLimits } from './plain.ts'

/** A message as it stands on the stage. */
export interface StageMessage {
  key: string
  to: Outgoing['to']
  spaceId: number
  pages: Drawn[]
  text: string
  reader: Reader
}

export interface StageAdapter extends Adapter {
  /** what was delivered, by key, in the order it first came */
  delivered: Map<string, StageMessage>
  /** every call of `deliver`, repetitions too */
  attempts: Outgoing[]
  /** decides what the platform answers instead of showing the message */
  refuse?: (message: Outgoing) => Delivered | undefined
}

/** A platform of our own that remembers the keys of what it was given. */
export function stageAdapter(): StageAdapter {
  let door: Door | undefined
  const stage: StageAdapter = {
    platform: 'stage',
    connected: true,
    limits: stageLimits,
    delivered: new Map(),
    attempts: [],
    start(given) {
      door = given
      return Promise.resolve()
    },
    async deliver(message) {
      stage.attempts.push(message)
      const refusal = stage.refuse?.(message)
      if (refusal) return refusal
      const { key, to, spaceId, view, reader } = message
      const pages = (await door?.draw(view, reader, stageLimits)) ?? []
      stage.delivered.set(key, { key, to, spaceId, pages, reader, text: plainText(pages, reader) })
      return { kind: 'sent', messageId: key }
    },
    stop: () => Promise.resolve(),
  }
  return stage
}
