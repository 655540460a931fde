import { capability } from '../kit.ts'
import { announce, announceJob, channel } from './announce.ts'
import { apply, goOn, later } from './apply.ts'
import { audit } from './audit.ts'
import { belongings } from './belongings.ts'
import { claim } from './claim.ts'
import { holdings } from './holdings.ts'
import { answer, back, edit, restart, skip } from './conversation.ts'
import { announceResults, decide, resultsShown } from './decide.ts'
import { extend } from './extend.ts'
import { forget } from './forget.ts'
import { help, reply } from './help.ts'
import { copy, importFile } from './import.ts'
import { info } from './info.ts'
import { takes, waits } from './listen.ts'
import { m } from './messages.ts'
import { relayAdd, relayClose, relayEdit, relayList, relaySeen } from './relay.ts'
import { leads, posters } from './relay-links.ts'
import { handOver, relayFiles, relayOpen } from './relay-open.ts'
import { relayJoins, relayLeaves, relayTeam } from './relay-team.ts'
import { noReminder, remind } from './remind.ts'
import { status } from './status.ts'
import { submit } from './submit.ts'
import { withdraw, withdrawn } from './withdraw.ts'

const relayActions = [relayAdd, relayList, relayEdit, relayClose, relayTeam, relayJoins, relayLeaves, relaySeen, relayOpen, relayFiles, handOver, claim]

const organiserActions = [announce, audit, extend, decide, resultsShown, announceResults, importFile, copy]

export const contest = capability({
  name: 'contest',
  messages: m,
  actions: [info, apply, status, withdraw, goOn, answer, skip, edit, back, restart, later, help, reply, submit, withdrawn, noReminder, ...relayActions, ...organiserActions],
  opening: {
    place: 'apply',
    title: m.apply,
    shows: (name) => ({ action: 'contest info', input: { contest: name } }),
    begins: (name, { relay, claim: code }) => (code ? { action: 'contest claim', input: { code } } : { action: 'contest apply', input: { contest: name, relay } }),
  },
  leads,
  posters,
  jobs: [remind, announceJob, forget],
  channels: { [channel]: m.channel },
  takes,
  waits,
  belongings,
  holdings,
})
