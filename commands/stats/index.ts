import { capability } from '../kit.ts'
import { m } from './messages.ts'
import { stats as show } from './stats.ts'

/** What the network brought, for those who organise. */
export const stats = capability({ name: 'stats', messages: m, actions: [show] })
