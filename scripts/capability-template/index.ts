import { capability } from '../../commands/kit.ts'
import { m } from './messages.ts'
import { say } from './say.ts'

export const sample = capability({
  name: 'sample',
  messages: m,
  channels: { general: m.general },
  actions: [say],
})
