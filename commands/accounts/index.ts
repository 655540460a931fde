import { capability } from '../kit.ts'
import { confirmJoin, link, typeCode } from './link.ts'
import { m } from './messages.ts'
import { separateAccount } from './separate.ts'

/** One human being with several accounts. */
export const accounts = capability({ name: 'accounts', messages: m, actions: [link, typeCode, confirmJoin, separateAccount] })
