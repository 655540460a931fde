import { moment, type Message, type Text } from '../../bot/text.ts'
import type { Ending } from './endings.ts'
import { m } from './messages.ts'
import type { Played, Scene } from './play.ts'

export interface Rehearsed {
  /** what is told of it, line by line; an empty one between its parts */
  lines: Text[]
  /** what organisers should look at before they open */
  problems: Message[]
}

/** What is told of a rehearsal. */
export function report({ contest, relays, venue }: Scene, { ended, happenings, problems: met }: Played): Rehearsed {
  const sent = ended.filter(({ status }) => status === 'submitted')
  const left = ended.filter(({ status }) => status !== 'submitted')
  const begun = ended.filter(({ status }) => status !== undefined)
  const problems = [
    ...met,
    ...(sent.length ? [] : [m.nobodySent]),
    ...sent.flatMap(notAsTyped),
    ...venue.faults.map((fault) => m.fault({ fault: fault.trim().slice(0, 300) })),
  ]
  const by = (relay: Scene['relays'][number]) => (one: Ending) => one.candidate.by?.id === relay.id
  const lines = [
    m.title({ contest: contest.about.name, count: ended.length }),
    '',
    ...happenings.map(({ at, what }) => m.line({ at: moment(at), what })),
    '',
    m.sentTitle({ sent: sent.length, began: begun.length }),
    ...sent.map(({ candidate: { name }, reference = '', answers = [] }) => m.sentLine({ name, reference, answers: answers.length })),
    '',
    m.leftTitle,
    ...left.map((one) => m.leftLine({ name: one.candidate.name, why: whyLeft(one), reminders: one.candidate.reminders })),
    ...(relays.length ? ['', m.relaysTitle] : []),
    ...relays.map((relay) => m.relayLine({ relay: relay.name, began: begun.filter(by(relay)).length, sent: sent.filter(by(relay)).length })),
    '',
    ...(problems.length ? [m.problemsTitle, ...problems] : [m.noProblem]),
  ]
  return { lines, problems }
}

function whyLeft({ status, candidate: { isExcluded } }: Ending): Message {
  if (isExcluded) return m.leftExcluded
  return status === undefined ? m.leftNone : status === 'withdrawn' ? m.leftWithdrawn : m.leftDraft
}

/** Words that did not arrive as they were typed. */
const notAsTyped = ({ candidate: { name, actor }, answers = [] }: Ending): Message[] =>
  answers.flatMap(({ question, given }) =>
    question.kind === 'text' && !('value' in given && given.value === actor.typed.get(question.id)) ? [m.notAsTyped({ name, question: question.words })] : [])
