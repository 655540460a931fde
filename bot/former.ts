import type { Db } from '../prisma/database.ts'
import type { Field } from './field.ts'

/** The number of a person as a field gives it: `12`, `#12`; undefined for a name. */
const numberOf = (given: unknown): number | undefined => {
  const digits = typeof given === 'number' ? String(given) : typeof given === 'string' ? /^#?(\d{1,9})$/.exec(given.trim())?.[1] : undefined
  return digits === undefined ? undefined : Number(digits)
}

/**
 * An input in which whoever has become one with somebody else is called by the number that counts now: buttons and links outlive the
 * number they were made with. Only fields that name a person are looked at.
 */
export async function withPresentPeople(db: Db, fields: Field[], input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const named = fields.flatMap((field) => {
    const id = 'names' in field && field.names === 'person' ? numberOf(input[field.name]) : undefined
    return id === undefined ? [] : [{ field, id }]
  })
  if (named.length === 0) return input
  const former = await db.formerPerson.findMany({ where: { id: { in: named.map(({ id }) => id) } } })
  const present = named.flatMap(({ field, id }) => {
    const now = former.find((one) => one.id === id)?.personId
    return now === undefined ? [] : [[field.name, field.kind === 'record' ? now : `#${now}`] as const]
  })
  return { ...input, ...Object.fromEntries(present) }
}
