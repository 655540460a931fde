/** A message as the server draws it. */
export interface ShownMessage {
  id: number
  sequence: number
  revision: number
  channel: string
  html: string
}

interface Version {
  id: number
  revision: number
}

/** What to do with a message that arrives: `before` the id of another one, or at the end. */
export type Placing = { kind: 'ignore' } | { kind: 'replace' } | { kind: 'insert'; before?: number }

/**
 * Where a message belongs among those shown, which are in the order of their ids. The same message may arrive many times, by the feed
 * and as an answer, in any order: only a newer revision changes anything.
 * @param hasOlder earlier messages exist that are not shown: one of them that changes stays out
 * @param hasNewer later messages exist that are not shown: new ones stay out
 */
export function place(shown: readonly Version[], incoming: Version, hasOlder: boolean, hasNewer: boolean): Placing {
  const known = shown.find(({ id }) => id === incoming.id)
  if (known) return { kind: incoming.revision > known.revision ? 'replace' : 'ignore' }
  const next = shown.find(({ id }) => id > incoming.id)
  const isFirst = next === shown[0]
  if (hasOlder && next && isFirst) return { kind: 'ignore' }
  if (hasNewer && !next) return { kind: 'ignore' }
  return { kind: 'insert', before: next?.id }
}
