import type { Problems } from './read.ts'
import type { Message } from './text.ts'
import type { Block } from './view.ts'

/** Said to the person, privately; nothing is changed and nothing is logged. */
export class Refusal extends Error {
  constructor(
    readonly reason: Message,
    /** what she can do instead */
    readonly blocks: Block[] = [],
  ) {
    super(reason.message)
  }
}

/** What is wrong with an input beyond each field alone: the form comes back with everything typed. */
export class Invalid extends Error {
  constructor(readonly problems: Problems) {
    super(Object.keys(problems).join(', '))
  }
}
