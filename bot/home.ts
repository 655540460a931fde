import type { Context } from './action.ts'
import type { Inner } from './handling.ts'
import { m } from './messages.ts'
import { helpButton } from './understand.ts'
import { buttons, text, view, type Block, type View } from './view.ts'

/** What each capability has for this person, in their order; from there, help leads to all the rest. */
export async function homeView({ capabilities, actions }: Pick<Inner, 'capabilities' | 'actions'>, context: Context): Promise<View> {
  const { who, community } = context
  const blocks: Block[] = []
  // One after the other: inside a transaction, queries share one connection.
  for (const { home } of capabilities) if (home) blocks.push(...(await home(context)))
  const greeting = blocks.length ? m.home({ person: who.name }) : m.homeEmpty({ person: who.name })
  return view({ title: community.name }, text(greeting), ...blocks, buttons(helpButton(actions, who.locale)))
}
