import { z } from 'zod'
import { event } from '../kit.ts'

/** Which job or deal it was. */
const about = { kind: z.enum(['job', 'deal']), number: z.number().int() }

/** A job or a deal is open to all members, for the first time or again. */
export const published = event({ name: 'opportunity published', payload: z.object(about) })

/** One that is open was changed or renewed, or is somebody else’s now. */
export const changed = event({ name: 'opportunity changed', payload: z.object(about) })

/** One is no longer open; `reason` is the `closedReason` of the database. */
export const closed = event({ name: 'opportunity closed', payload: z.object({ ...about, reason: z.string() }) })
