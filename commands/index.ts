import type { Capability } from './kit.ts'
import { accounts } from './accounts/index.ts'
import { contest } from './contest/index.ts'
import { alerts } from './alerts/index.ts'
import { experts } from './experts/index.ts'
import { help } from './help/index.ts'
import { opportunities } from './opportunities/index.ts'
import { privacy } from './privacy/index.ts'
import { settings } from './settings/index.ts'
import { stats } from './stats/index.ts'
import { workshops } from './workshops/index.ts'

/** All that this assistant can do, in the order in which help shows it. */
export const capabilities: Capability[] = [
  help,
  experts,
  opportunities,
  contest,
  workshops,
  alerts,
  accounts,
  stats,
  privacy,
  settings,
]
