import { nanoid } from 'nanoid'
import type { Work } from './action.ts'
import { json } from './json.ts'
import type { Call } from './view.ts'

/** Of the tickets behind personal links. It is no action: what it leads to is in the ticket. */
export const returnAction = 'bot.return'

/**
 * A personal link: whoever follows it on the web goes on there as this person, with this call, until it expires. It lets somebody in, so
 * it is shown to nobody but her.
 */
export async function returnLink({ db, publicUrl }: Pick<Work, 'db' | 'publicUrl'>, personId: number, call: Call, expiresAt: Date): Promise<string> {
  const id = nanoid(32)
  await db.ticket.create({ data: { id, personId, action: returnAction, input: json(call), expiresAt } })
  return `${publicUrl}/return/${id}`
}
