import { text, view, type Block, type Context, type View } from '../kit.ts'
import { stepButtons } from './help.ts'
import { m } from './messages.ts'
import { hasNoName, shortly, standingOf, whatIsSaid } from './rules.ts'

/** Answers what a person writes in private without a command: it is a need, a greeting, or nothing one can read. */
export async function hears(context: Context, typed: string): Promise<View> {
  const { community, offered, who } = context
  const steps = stepButtons(offered())
  const said = whatIsSaid(typed)
  if (said === 'thanks') return view({}, text(hasNoName(who) ? m.thanksStranger : m.thanks({ person: who.name })), steps)
  if (standingOf(who) === 'guest') return view({}, text(m.guestSaid({ community: community.name })), steps)
  if (said === 'greeting' || said === 'help') return view({}, text(m.greeting({ person: who.name })), steps)
  if (said === 'empty') return view({}, text(m.empty), steps)
  const need = shortly(typed)
  const found = await everythingFor(context, typed)
  return found.length > 0
    ? view({ title: m.found({ need }) }, ...found, text(m.nextSteps), steps)
    : view({ title: m.nothing }, text(m.nothingFor({ need })), steps)
}

/** What each capability finds, under the heading that it gives itself. */
async function everythingFor(context: Context, need: string): Promise<Block[]> {
  const found: Block[] = []
  // One after the other: inside a transaction, queries share one connection.
  for (const find of context.finders) found.push(...(await find(context, need)))
  return found
}
