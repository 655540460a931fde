import type { z } from 'zod'
import type { AnyJob, Work } from './action.ts'
import type { Json } from './field.ts'

/** Something that happens in one capability and that others may listen to. It is published by being exported from its `events.ts`. */
export interface Event<P> {
  /** what happened, in words: `opportunity published` */
  name: string
  /** what is told of it: rather which record than what stood in it, since a listener hears of it a little later */
  payload: z.ZodType<P>
}

/** Defines an event. */
export const event = <P extends Record<string, Json>>(given: Event<P>): Event<P> => given

/** What a capability does when something happened elsewhere. */
export interface Listener {
  event: Pick<Event<unknown>, 'name'> & { payload: z.ZodType }
  run(work: Work, payload: never): Promise<void>
}

/**
 * Listens to an event. `run` is a job of its own: done once for each time it happened, after the transaction in which it happened, and
 * tried again if it fails. It finds the records as they are by then, which may be later than they were.
 */
export const on = <P>(happened: Event<P>, run: (work: Work, payload: P) => Promise<void>): Listener => ({ event: happened, run })

/** The jobs of those who listen, by the name of the event. */
export type Listeners = ReadonlyMap<string, readonly AnyJob[]>

/** @throws Error when a capability listens twice to the same event: its two jobs would have one name */
export function listenersOf(capabilities: readonly { name: string; listens?: Listener[] }[]): Listeners {
  const all = new Map<string, AnyJob[]>()
  for (const { name, listens = [] } of capabilities)
    for (const { event: heard, run } of listens) {
      const job: AnyJob = { name: `${name}: ${heard.name}`, input: heard.payload, run }
      const others = all.get(heard.name) ?? []
      if (others.some((other) => other.name === job.name)) throw new Error(`${name} listens twice to "${heard.name}"`)
      all.set(heard.name, [...others, job])
    }
  return all
}
