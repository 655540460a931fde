import type { Engine } from '../bot/engine.ts'
import { messageActionsIn, registryIn } from '../bot/commands.ts'
import { channelsOf } from '../bot/handling.ts'
import { m } from '../bot/messages.ts'
import { createWords } from '../bot/words.ts'
import { capabilities } from '../commands/index.ts'

/** What this assistant can be asked for, without a community that it is asked in. */
export function offered(): Pick<Engine, 'registry' | 'messageActions' | 'channels'> {
  const actions = new Map(capabilities.flatMap((capability) => capability.actions).map((action) => [action.name, action]))
  const known = { actions, words: createWords([m, ...capabilities.map(({ messages }) => messages)]) }
  return {
    registry: (locale) => registryIn(known, locale),
    messageActions: (locale) => messageActionsIn(known, locale),
    channels: channelsOf({ capabilities }),
  }
}
