import { capability } from '../kit.ts'
import { settings } from './accepting.ts'
import { accept, decline } from './accept.ts'
import { answers } from './answers.ts'
import { author } from './author.ts'
import { attendance, code, noteAttended } from './attendance.ts'
import { askComing, askHerComing, confirm } from './coming.ts'
import { askFeedback, askHerFeedback, rate, writeWords } from './feedback.ts'
import { here } from './here.ts'
import { follow } from './announce.ts'
import { belongings } from './belongings.ts'
import { calendar, documents, renewCalendar } from './calendar.ts'
import { holdings } from './holdings.ts'
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
import { refill } from './refill.ts'
import { expireOffer, offerMore, tellOffer } from './offers.ts'
import { drop, move } from './one-date.ts'
import { discard, previewAction, publish } from './publish.ts'
import { remind, remindChannel } from './reminders.ts'
import { reminders } from './reminders-choice.ts'
import { show } from './show.ts'
import { subjects } from './subjects.ts'
import { tellAll } from './telling.ts'

export const workshops = capability({
  name: 'workshops',
  messages: m,
  actions: [create, edit, duplicate, cancel, attendance, answers, settings, reminders, list, show, dates, here, move, drop, join, leave, accept, decline, confirm, noteAttended, code, rate, writeWords, previewAction, publish, discard, calendar, renewCalendar],
  jobs: [refill, follow, tellOffer, expireOffer, offerMore, tellAll, askComing, askHerComing, askFeedback, askHerFeedback, remind, remindChannel],
  channels: { workshops: m.channel },
  author,
  finder,
  home,
  subjects,
  belongings,
  documents,
  holdings,
})
