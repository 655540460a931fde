import type { Context } from './action.ts'
import type { Inner, Outcome } from './handling.ts'
import type { Wish } from './understand.ts'
import type { Block } from './view.ts'

/** An answer to something that was done, with what capabilities have to add at its end. What asks for something else first stays as it is. */
export async function withPostscript({ capabilities }: Pick<Inner, 'capabilities'>, context: Context, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'form' || outcome.view.tone === 'problem' || outcome.view.blocks.length === 0) return outcome
  const added: Block[] = []
  for (const { postscript } of capabilities) if (postscript) added.push(...(await postscript(context)))
  return added.length ? { kind: 'view', view: { ...outcome.view, blocks: [...outcome.view.blocks, ...added] } } : outcome
}

/** An answer, with what others asked this person and she turned away from: in private, what waits for her comes back beneath it. */
export async function withWaiting({ capabilities }: Pick<Inner, 'capabilities'>, context: Context, wish: Wish, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'form' || context.where.channel !== null || context.who.id === 0) return outcome
  const added: Block[] = []
  for (const { waits, actions } of capabilities)
    if (waits && !(wish.kind === 'call' && actions.includes(wish.action)) && !(wish.kind === 'said' && outcome.taken)) added.push(...(await waits(context)))
  return added.length ? { kind: 'view', view: { ...outcome.view, blocks: [...outcome.view.blocks, ...added] } } : outcome
}
