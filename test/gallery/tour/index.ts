import type { GalleryCommunity } from '../community.ts'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { contest, relays, results, running } from './contest.ts'
import { answersAYearLater, experts } from './experts.ts'
import { help } from './help.ts'
import { hostilities } from './hostile.ts'
import { kinds } from './kinds.ts'
import { opportunities } from './opportunities.ts'
import { privacy } from './privacy.ts'
import { settings } from './settings.ts'
import { stats } from './stats.ts'
import { workshops } from './workshops.ts'

/** Plays everything that hangs in the gallery. */
export async function tour(gallery: GalleryCommunity): Promise<void> {
  const people = await experts(gallery)
  for (const part of [opportunities, workshops, accounts, settings, help, contest, hostilities, kinds, alerts, relays, running, results, stats]) await part(gallery)
  await answersAYearLater(gallery, people)
  await privacy(gallery)
}
