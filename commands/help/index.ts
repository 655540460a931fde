import { capability } from '../kit.ts'
import { hears } from './hears.ts'
import { showHelp } from './help.ts'
import { showHome } from './home.ts'
import { m } from './messages.ts'

export const help = capability({ name: 'help', messages: m, actions: [showHelp, showHome], hears })
