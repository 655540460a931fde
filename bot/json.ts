import type { Json } from './field.ts'

/** A value as the database keeps it: what JSON cannot say (undefined) is left out. */
export const json = (value: unknown): Exclude<Json, null> => JSON.parse(JSON.stringify(value)) as Exclude<Json, null>
