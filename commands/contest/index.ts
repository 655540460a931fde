import { capability } from '../kit.ts'
import { apply, goOn, later } from './apply.ts'
import { belongings } from './belongings.ts'
import { answer, back, edit, restart, skip } from './conversation.ts'
import { help, reply } from './help.ts'
import { info } from './info.ts'
import { takes, waits } from './listen.ts'
import { m } from './messages.ts'
import { noReminder, remind } from './remind.ts'
import { status } from './status.ts'
import { submit } from './submit.ts'
import { withdraw, withdrawn } from './withdraw.ts'

export const contest = capability({
  name: 'contest',
  messages: m,
  actions: [info, apply, status, withdraw, goOn, answer, skip, edit, back, restart, later, help, reply, submit, withdrawn, noReminder],
  opening: {
    place: 'apply',
    title: m.apply,
    shows: (name) => ({ action: 'contest info', input: { contest: name } }),
    begins: (name) => ({ action: 'contest apply', input: { contest: name } }),
  },
  jobs: [remind],
  takes,
  waits,
  belongings,
})
