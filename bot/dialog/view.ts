import type { Json } from '../field.ts'
import type { Message, Text } from '../text.ts'
import { buttons, list, quote, quoteInConfidence, text, view, type Block, type Button, type Call, type Item, type View } from '../view.ts'
import { m } from './messages.ts'
import { shownGiven } from './shown.ts'
import type { Given, Question, QuestionSet } from './set.ts'
import { askedOf, standing, type Draft } from './step.ts'
import { townsOfAnswer } from './towns.ts'

/** The calls behind the buttons of a conversation: each names the question it is about, so that an old one does no harm. */
export interface Calls {
  /** with a value it answers; without, its form opens */
  answer(question: string, value?: Json): Call
  skip(question: string): Call
  edit(question: string): Call
  back(): Call
  later(): Call
  help(): Call
  submit(): Call
  /** how long it takes to answer everything, in minutes */
  minutes?: number
  /** what stands at the end instead of sending, for who may not send */
  end?: Button
}

/** No more buttons than every platform shows in a row; more answers are a menu. */
const mostButtons = 4

/** What stands before a person now: a question, the review, or why it goes no further. */
export function showStanding(set: QuestionSet, draft: Draft, calls: Calls, first: (Block | undefined | false)[] = []): View {
  const { question, stopped, number } = standing(set, draft)
  if (stopped) return showStopped(stopped, calls, first)
  if (!question) return showReview(set, draft, calls, first)
  const given = draft.again === question.id ? draft.answers[question.id] : undefined
  return view({ title: progress(set, draft, calls) }, ...first, ...questionBlocks(question, calls, { isFirst: number === 1, given }))
}

/** Which question it is, and how long what is open will take, as long as all of it would. */
function progress(set: QuestionSet, draft: Draft, { minutes: whole }: Calls): Message {
  const { number, of } = standing(set, draft)
  const open = askedOf(set, draft).filter(({ id }) => !Object.hasOwn(draft.answers, id)).length
  return whole && open ? m.progressLeft({ number, of, minutes: Math.ceil((whole * open) / of) }) : m.progress({ number, of })
}

interface Asked {
  isFirst: boolean
  /** what was given to it before */
  given?: Given
}

/** A question with its ways to answer. */
export function questionBlocks(question: Question, calls: Calls, { isFirst, given }: Asked): (Block | undefined)[] {
  const before = given && 'value' in given ? shownGiven(question, given) : undefined
  return [
    text(question.words),
    'text' in question ? quote(question.text) : undefined,
    question.hint && text(question.hint),
    ...(before ? [text(m.before), quoteInConfidence(before)] : []),
    ...waysToAnswer(question, calls, given),
    question.optional && question.kind !== 'consent' ? text(m.optional) : undefined,
    buttons(
      given && 'value' in given && { label: m.keep, call: calls.answer(question.id, given.value) },
      question.optional && question.kind !== 'consent' && { label: m.skip, call: calls.skip(question.id) },
      !isFirst && { label: m.back, call: calls.back() },
      { label: m.later, call: calls.later() },
      { label: m.help, call: calls.help() },
    ),
  ].filter((block) => block !== undefined)
}

function waysToAnswer(question: Question, calls: Calls, given?: Given): (Block | undefined)[] {
  const { id } = question
  const says = (label: Text, value: Json, primary = false): Button => ({ label, call: calls.answer(id, value), ...(primary ? { style: 'primary' as const } : {}) })
  const inForm = buttons({ label: m.answer, call: calls.answer(id), style: 'primary' })
  switch (question.kind) {
    case 'choice': {
      return [text(m.chooseIt), oneOf(question.options.map(({ value, label }, index) => says(m.numbered({ number: index + 1, label }), value)))]
    }
    case 'choices':
      return [list(question.options.map(({ label }, index) => ({ title: m.numbered({ number: index + 1, label }) }))), text(m.chooseSome), inForm]
    case 'yesno':
      return [buttons(says(m.yes, true, true), says(m.no, false))]
    case 'consent':
      return [text(question.optional ? m.agreeOrNot : m.agreeIt), buttons(says(m.agree, true, true), question.optional && { label: m.disagree, call: calls.skip(id) })]
    case 'information':
      return [buttons(says(m.goOn, true, true))]
    case 'files':
      return [text(m.addFile), inForm]
    case 'place': {
      const towns = given && 'value' in given ? townsOfAnswer(question, given.value) : []
      if (towns.length < 2) return [text(m.typeIt), inForm]
      return [text(m.whichTown), oneOf(towns.map((town, index) => says(m.numbered({ number: index + 1, label: town }), town))), buttons({ label: m.answer, call: calls.answer(id) })]
    }
    case 'text':
    case 'email':
    case 'phone':
    case 'link':
    case 'number':
    case 'money':
    case 'date':
      return [text(m.typeIt), inForm]
  }
}

/** A few answers as buttons, more as a menu. */
function oneOf(answers: Button[]): Block | undefined {
  if (answers.length <= mostButtons) return buttons(...answers)
  return { kind: 'select', label: m.choose, options: answers.flatMap((one) => ('call' in one ? [{ label: one.label, call: one.call }] : [])) }
}

function showStopped(question: Question, calls: Calls, first: (Block | undefined | false)[]): View {
  const change = { label: m.changeAnswer, call: calls.edit(question.id) }
  return view({ title: m.stoppedTitle }, ...first, question.needs && text(question.needs.otherwise), buttons(change, { label: m.help, call: calls.help() }))
}

/** Everything that was given, as it will be sent, each with a way to change it. */
function showReview(set: QuestionSet, draft: Draft, calls: Calls, first: (Block | undefined | false)[]): View {
  const submit: Button = calls.end ?? { label: m.submit, call: calls.submit(), style: 'primary' }
  const given = givenList(set, draft, (question) => [{ label: m.change, call: calls.edit(question.id) }])
  return view({ title: m.reviewTitle }, ...first, text(m.reviewAbout), given, buttons(submit, { label: m.later, call: calls.later() }, { label: m.help, call: calls.help() }))
}

/** What was given to each question that is asked, by the number under which it can be changed. */
export function givenList(set: QuestionSet, draft: Draft, buttonsOf: (question: Question) => Button[] = () => []): Block {
  const items = askedOf(set, draft).flatMap((question, index): Item[] => {
    const given = draft.answers[question.id]
    if (!given || question.kind === 'information') return []
    return [{ title: m.numbered({ number: index + 1, label: question.words }), text: shownGiven(question, given), confidential: true, buttons: buttonsOf(question) }]
  })
  return list(items)
}
