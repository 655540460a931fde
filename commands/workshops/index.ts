import { capability } from '../kit.ts'
import { accept, decline } from './accept.ts'
import { follow } from './announce.ts'
import { belongings } from './belongings.ts'
import { cancel } from './cancel.ts'
import { create } from './create.ts'
import { dates } from './dates.ts'
import { duplicate } from './duplicate.ts'
import { edit } from './edit.ts'
import { finder } from './finder.ts'
import { home } from './home.ts'
import { join } from './join.ts'
import { leave } from './leave.ts'
import { list } from './list.ts'
import { m } from './messages.ts'
import { expireOffer, offerMore, tellOffer } from './offers.ts'
import { drop, move } from './one-date.ts'
import { discard, previewAction, publish } from './publish.ts'
import { show } from './show.ts'
import { subjects } from './subjects.ts'
import { tellAll } from './telling.ts'

export const workshops = capability({
  name: 'workshops',
  messages: m,
  actions: [create, edit, duplicate, cancel, list, show, dates, move, drop, join, leave, accept, decline, previewAction, publish, discard],
  jobs: [follow, tellOffer, expireOffer, offerMore, tellAll],
  channels: { workshops: m.channel },
  finder,
  home,
  subjects,
  belongings,
})
