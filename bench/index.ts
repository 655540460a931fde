import { parseArgs } from 'node:util'
import { benchActions } from './actions.ts'
import { benchAlerts } from './alerts.ts'
import { benchDelivery } from './delivery.ts'
import { benchDialog } from './dialog.ts'
import { benchInteractions } from './interactions.ts'
import { benchProgram } from './program.ts'
import { benchQuarter } from './quarter.ts'
import { benchReminders } from './reminders.ts'
import { benchSearch } from './search.ts'
import { benchWorkshops } from './workshops.ts'

const sections = { actions: benchActions, delivery: benchDelivery, dialog: benchDialog, interactions: benchInteractions, alerts: benchAlerts, program: benchProgram, reminders: benchReminders, workshops: benchWorkshops }

const { values, positionals } = parseArgs({ allowPositionals: true, options: { members: { type: 'string', default: '100,10000,100000' } } })
const sizes = values.members.split(',').map(Number)
const isSearch = positionals[0] === 'search'
const chosen = positionals.length ? positionals : Object.keys(sections)

console.log(`Figures of this machine, now: Node ${process.version}. npm run bench -- [actions] [delivery] [dialog] [interactions] [alerts] [program] [reminders] [workshops] [--members 100,10000], or quarter, or search FOLDER`)
if (isSearch) await benchSearch(positionals[1])
else if (positionals[0] === 'quarter') await benchQuarter()
else for (const [name, bench] of Object.entries(sections)) if (chosen.includes(name)) await bench(sizes)
