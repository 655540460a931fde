import { deal } from './deal.ts'
import { job } from './job.ts'
import type { Kind } from './kind.ts'

export const kinds: readonly Kind[] = [job, deal]

/** The kind of a record. @throws Error when the database holds a kind that is not one */
export function kindOf({ kind }: { kind: string }): Kind {
  const found = kinds.find(({ name }) => name === kind)
  if (!found) throw new Error(`no kind of opportunity is called "${kind}"`)
  return found
}
