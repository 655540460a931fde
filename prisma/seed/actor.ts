import type { Logger } from 'pino'
import type { Capability } from '../../bot/action.ts'
import { createEngine } from '../../bot/engine.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Button, View } from '../../bot/view.ts'
import type { Database, Db } from '../database.ts'

/** Lets made-up people use the real assistant, at moments of the past. */
export interface Stagehand {
  /** Somebody fills in a form, or presses a button, at a moment. @throws Error when it is refused: then the seed is wrong */
  does(externalId: string, at: Date, action: string, input: RawInput): Promise<View>
}

export interface StagehandParts {
  database: Database
  capabilities: Capability[]
  log: Logger
  communityId: number
  publicUrl: string
  spaceId: number
}

/** An engine whose clock stands where it is put, and all of whose transactions are parts of the one that `db` is in. */
export function createStagehand(db: Db, { database, spaceId, ...parts }: StagehandParts): Stagehand {
  let now = new Date(0)
  let deliveries = 0
  // Inside of a transaction there is everything of a client but transactions, and those go on in the one there is.
  const within: Database = { ...database, client: db as Database['client'], transaction: (work) => work(db) }
  const engine = createEngine({ ...parts, database: within, clock: { now: () => now }, onTold: () => undefined })
  return {
    async does(externalId, at, action, input) {
      now = at
      const from = { spaceId, externalId, name: externalId }
      const reply = await engine.run({ key: `seed-${++deliveries}`, from, channel: null, what: { call: { action, input }, submitted: true } })
      const reader = { locale: 'en', timeZone: 'UTC' } as const
      const problem =
        reply.kind === 'form'
          ? JSON.stringify(reply.form.problems)
          : reply.view.tone === 'problem'
            ? reply.view.blocks.flatMap((block) => (block.kind === 'text' ? engine.words.plain(block.text, reader) : [])).join(' ')
            : undefined
      if (reply.kind === 'form' || problem !== undefined) throw new Error(`the seed is wrong: ${externalId} cannot do "${action}": ${problem}`)
      return reply.view
    },
  }
}

/** What the most prominent button of an answer does. */
export function nextStep({ blocks }: View): Extract<Button, { call: unknown }>['call'] {
  const all = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const next = all.find((button) => 'call' in button && button.style === 'primary')
  if (!next || !('call' in next)) throw new Error('the seed is wrong: no next step is offered')
  return next.call
}
