import type { Button } from '../kit.ts'
import { m } from './messages.ts'

/** The buttons that lead from one action of this capability to another. */
export type CallButton = Extract<Button, { call: unknown }>

export const toEdit = (label: CallButton['label'] = m.edit): CallButton => ({ label, call: { action: 'profile edit', input: {} } })
export const toPublish = (): CallButton => ({ label: m.publish, call: { action: 'profile publish', input: {} }, style: 'primary' })
export const toHide = (): CallButton => ({ label: m.hide, call: { action: 'profile hide', input: {} } })
export const toProfile = (person: number): CallButton => ({ label: m.profile, call: { action: 'profile show', input: { person: String(person) } } })

/** The profile of somebody who was found for this need; search learns from its being opened. */
export const toFound = (person: number, need: string): CallButton => ({ label: m.profile, call: { action: 'experts.found', input: { person, need } } })

/** @param question what was already written, sent as soon as the button is pressed */
export const toAsk = (expert: number, question?: string, label: CallButton['label'] = m.ask): CallButton => ({
  label,
  call: { action: 'expert ask', input: { question, expert } },
  style: 'primary',
})

/** Asks somebody who was found for this need; search learns from it. */
export const toAskFound = (expert: number, need: string): CallButton => ({ label: m.ask, call: { action: 'expert ask', input: { expert, need } }, style: 'primary' })

/** Opens the form of a question, filled with what was already written. */
export const toDraft = (draft: string, label: CallButton['label'], expert?: number, need?: string): CallButton => ({
  label,
  call: { action: 'expert ask', input: { draft, expert, need } },
})

/** Sends a question to whoever knows best; `fresh` once she has seen what was answered before. */
export const toRoute = (input: { question: string; anonymous?: boolean; fresh?: boolean }, label: CallButton['label'] = m.askOthers): CallButton => ({
  label,
  call: { action: 'expert ask', input },
  style: 'primary',
})

export const toKeptAnswer = (question: number): CallButton => ({ label: m.see, call: { action: 'experts.kept', input: { question } } })
export const toAnswers = (input: { need?: string; skip?: number } = {}, label: CallButton['label'] = m.answersTitle): CallButton => ({
  label,
  call: { action: 'expert answers', input },
})

export const toFind = (input: { need?: string; language?: string; city?: string; skip?: number } = {}, label: CallButton['label'] = m.findExpert): CallButton => ({
  label,
  call: { action: 'expert find', input },
})
export const toQuestions = (skip?: number): CallButton => ({
  label: skip ? m.more : m.myQuestions,
  call: { action: 'expert questions', input: { skip } },
})

type Style = 'primary' | 'danger'

const on = (what: 'question' | 'request') => (action: string, label: CallButton['label'], id: number, style?: Style): CallButton => ({
  label,
  call: { action, input: { [what]: id } },
  style,
})
const onQuestion = on('question')
const onRequest = on('request')

// for the one who asked
export const toSee = (question: number) => onQuestion('experts.question', m.see, question)
export const toThank = (question: number) => onQuestion('experts.thank', m.thank, question, 'primary')
export const toWithdraw = (question: number) => onQuestion('experts.withdraw', m.withdraw, question)
export const toPassOn = (question: number) => onQuestion('experts.forward', m.passOnNow, question)
export const toForget = (question: number): CallButton => ({ ...onQuestion('experts.forget', m.forget, question, 'danger'), confirm: m.forgetConfirm })

export const toKeep = (question: number) => onQuestion('experts.keep', m.keep, question)
export const toUnkeep = (question: number) => onQuestion('experts.unkeep', m.unkeep, question)
export const toReply = (request: number) => onRequest('experts.reply', m.reply, request, 'primary')

// for the one who was asked
export const toSeeAsked = (request: number) => onRequest('experts.request', m.see, request)
export const toAnswer = (request: number) => onRequest('experts.answer', m.answer, request, 'primary')
export const toTellMore = (request: number) => onRequest('experts.more', m.tellMore, request)
export const toDecline = (request: number) => onRequest('experts.decline', m.notMe, request)
export const toPause = (request: number) => onRequest('experts.pause', m.notNow, request)
export const toNever = (request: number) => onRequest('experts.never', m.neverThis, request)
export const toKeepAsked = (request: number) => onRequest('experts.keep', m.keep, request)
export const toUnkeepAsked = (request: number) => onRequest('experts.unkeep', m.unkeep, request)
export const toConfirm = (request: number) => onRequest('experts.confirm', m.stillTrue, request, 'primary')

// for both, while they ask each other more
export const toEndTalk = (request: number) => onRequest('experts.enough', m.enough, request)

// for organisers, when nobody was left
export const toTakeOn = (question: number) => onQuestion('experts.take', m.takeOn, question, 'primary')
export const toName = (question: number) => onQuestion('experts.name', m.nameSomebody, question)
