import { buttons, facts, moment, quote, text, view, type Block, type Button, type Item, type Message, type View } from '../kit.ts'
import { shortenText } from '../../bot/shorten.ts'
import { toAnswer, toDecline, toForget, toName, toNever, toPassOn, toPause, toQuestions, toSee, toSeeAsked, toTakeOn, toTellMore, toThank, toWithdraw } from './calls.ts'
import { keepButtonFor, keptText } from './keep-card.ts'
import { m } from './messages.ts'
import { answerable, type Question } from './question-store.ts'
import { answeredOf, currentOf, type Request } from './request-store.ts'

/** How much of a question a row of a list shows. */
const excerptLength = 160

/** A person as a hole of a message. */
export const named = ({ id, name }: { id: number; name: string }) => ({ personId: id, name })

const at = (when: Date): Message => m.on({ when: moment(when) })

const isAnswerable = ({ status }: Question): boolean => answerable.includes(status)

/** The expert whom the asker chose, if she did. */
const chosenOf = ({ requests }: Question): Request | undefined => requests.find(({ source }) => source === 'chosen')

/**
 * What happened, for the one who asked: when it was asked, passed on and answered. Of those who were asked only the one whom she chose,
 * and the one who answered, are named; nothing says why a question was passed on.
 */
function history(question: Question): Block | undefined {
  const steps = question.requests.flatMap(({ source, status, askedAt, createdAt, closedAt }): [Message, Message][] => {
    const asked = source === 'chosen' ? createdAt : askedAt
    if (!asked) return []
    return [
      [m.asked, at(asked)],
      ...(status === 'passed' && closedAt ? [[m.passedOn, at(closedAt)] as [Message, Message]] : []),
      ...(status === 'answered' && closedAt ? [[m.answeredOn, at(closedAt)] as [Message, Message]] : []),
    ]
  })
  return facts(...steps)
}

function askerState(question: Question): Message {
  const current = currentOf(question)
  switch (question.status) {
    case 'open':
      if (current?.source === 'chosen') return m.askerWaits({ expert: named(current.expert) })
      return current?.askedAt ? m.askerAsked : m.askerLooking
    case 'organisers':
      return m.askerOrganisers
    case 'withdrawn':
      return m.askerWithdrawn
    case 'answered':
    case 'thanked':
      return m.askerIsAnswered
  }
}

const askerTitle = (question: Question): Message => {
  const chosen = chosenOf(question)
  return chosen ? m.toExpert({ expert: named(chosen.expert) }) : m.yourQuestion
}

const askerButtons = (question: Question): Block | undefined => {
  const { id, status, anonymous } = question
  return buttons(
    status === 'open' && currentOf(question)?.source === 'chosen' && toPassOn(id),
    isAnswerable(question) && toWithdraw(id),
    anonymous && toForget(id),
    toQuestions(),
  )
}

/** Where a question stands, for the one who asked it: the message that stays up to date. */
export function askerStatus(question: Question): View {
  const answered = answeredOf(question)
  return view(
    { title: askerTitle(question) },
    quote(question.text),
    text(answered ? m.askerHasAnswered({ expert: named(answered.expert) }) : askerState(question)),
    history(question),
    question.anonymous && text(m.askedAnonymously),
    answered ? buttons(toSee(question.id), toQuestions()) : askerButtons(question),
  )
}

/** A question with its answer, for the one who asked it. */
export function askerCard(question: Question): View {
  const answered = answeredOf(question)
  if (!answered) return askerStatus(question)
  const { id, status, text: asked, anonymous } = question
  const expert = named(answered.expert)
  return view(
    { title: m.hasAnswered({ expert }), tone: 'good' },
    quote(asked),
    text(m.askerAnswered({ expert })),
    quote(answered.answer),
    status === 'thanked' && text(m.askerThanked({ expert })),
    keptText(question, 'asker'),
    buttons(status === 'answered' && toThank(id), keepButtonFor(question, 'asker'), anonymous && toForget(id), toQuestions()),
  )
}

/** What an expert can do with a question that she was asked. */
function expertButtons(question: Question, { id, status, declinedAt, talking }: Request): Button[] {
  if (!isAnswerable(question) || !['asked', 'passed'].includes(status)) return []
  if (status === 'passed' || declinedAt) return [toAnswer(id)]
  return talking ? [toAnswer(id), toTellMore(id), toDecline(id)] : [toAnswer(id), toTellMore(id), toDecline(id), toPause(id), toNever(id)]
}

function expertState(question: Question, { status, declinedAt }: Request): Message | undefined {
  if (status === 'answered') return m.expertAnswered
  if (question.status === 'withdrawn') return m.expertWithdrawn
  if (!isAnswerable(question)) return m.expertElsewhere
  if (declinedAt) return m.expertDeclined
  return status === 'passed' ? m.expertPassed : undefined
}

/** Who asks, in the words of a title; nobody is named who did not want to be. */
export const askerNamed = ({ asker, anonymous }: Question): Message => (asker && !anonymous ? m.expertAsked({ asker: named(asker) }) : m.expertAskedUnnamed)

/** A question as an expert reads it, with what she can still do. */
export function expertCard(question: Question, request: Request): View {
  const state = expertState(question, request)
  const over = !isAnswerable(question) && request.status !== 'answered'
  const thanks = question.asker && !question.anonymous ? m.expertThanked({ asker: named(question.asker) }) : m.thanksUnnamed
  const isHers = request.status === 'answered'
  return view(
    { title: askerNamed(question), tone: over ? 'past' : undefined },
    quote(question.text),
    request.source === 'named' && !isHers && text(m.expertNamed),
    state && text(state),
    isHers && quote(request.answer),
    isHers && question.status === 'thanked' && text(thanks),
    isHers ? keptText(question, 'expert') : undefined,
    buttons(...expertButtons(question, request), isHers && keepButtonFor(question, 'expert')),
  )
}

/** A question that nobody was left to be asked, for the organisers. */
export function organisersCard(question: Question): View {
  const { id, asker, anonymous, status, text: asked } = question
  const open = status === 'organisers'
  const state = open ? m.organisersHint : status === 'open' ? m.organisersOpen : status === 'withdrawn' ? m.expertWithdrawn : m.organisersAnswered
  return view(
    { title: asker && !anonymous ? m.organisersTitle({ asker: named(asker) }) : m.organisersTitleUnnamed, tone: open ? undefined : 'past' },
    quote(asked),
    text(state),
    buttons(open && toTakeOn(id), open && toName(id)),
  )
}

function shortState(question: Question, request: Request | undefined): Message {
  switch (question.status) {
    case 'open':
    case 'organisers':
      if (!request) return question.status === 'open' ? m.stateAsked : m.stateOrganisers
      return request.status === 'asked' && !request.declinedAt ? m.stateToAnswer : m.statePassed
    case 'withdrawn':
      return m.stateWithdrawn
    case 'answered':
      return m.stateAnswered
    case 'thanked':
      return m.stateThanked
  }
}

/** What a question was to a person who was asked it; undefined for the one who asked. */
export const requestFor = (personId: number, { requests }: Question): Request | undefined => requests.find(({ expert, askedAt }) => expert.id === personId && askedAt)

/** A question as a row of the list of somebody who asked it or was asked it. */
export function questionItem(personId: number, question: Question): Item {
  const { id, createdAt, status } = question
  const request = question.asker?.id === personId ? undefined : requestFor(personId, question)
  const whole = question.text.length <= excerptLength
  const own: Button[] = request ? expertButtons(question, request).slice(0, 3) : status === 'answered' ? [toThank(id)] : []
  return {
    title: request ? askerNamed(question) : askerTitle(question),
    text: shortenText(question.text, excerptLength),
    facts: [
      { label: m.state, value: shortState(question, request) },
      { label: m.asked, value: m.on({ when: moment(request?.askedAt ?? createdAt, 'date') }) },
    ],
    buttons: [...own, ...(whole && own.length > 1 ? [] : [request ? toSeeAsked(request.id) : toSee(id)])],
  }
}

/** A question as somebody reads it who asked it or was asked it. */
export function cardFor(personId: number, question: Question): View {
  const request = question.asker?.id === personId ? undefined : requestFor(personId, question)
  return request ? expertCard(question, request) : askerCard(question)
}
