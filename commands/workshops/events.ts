import { z } from 'zod'
import { event } from '../kit.ts'

/** Which workshop it was. */
const payload = z.object({ kind: z.literal('workshop'), number: z.number().int() })

/** A workshop is there for all members to join. */
export const published = event({ name: 'workshop published', payload })

/** One that is there was changed. */
export const changed = event({ name: 'workshop changed', payload })
