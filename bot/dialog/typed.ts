import type { Reading } from '../dates.ts'
import type { Json } from '../field.ts'
import { m } from '../messages.ts'
import type { Message } from '../text.ts'
import { readYesNo } from '../read.ts'
import { readAnswer } from './question.ts'
import type { Given, Question, QuestionSet } from './set.ts'
import { townsOfAnswer } from './towns.ts'

/** What every button of a conversation is called when it is typed, in both languages, for who listens to it or would rather type. */
const words = {
  back: ['retour', 'precedent', 'precedente', 'revenir', 'back', 'previous'],
  skip: ['passer', 'je passe', 'suivant', 'suivante', 'skip', 'next', 'pass'],
  help: ['aide', 'aidez-moi', 'au secours', 'help', 'help me', 'besoin d aide', 'j ai besoin d aide', 'i need help'],
  later: ['plus tard', 'pause', 'later', 'stop', 'continuer plus tard', 'continue later'],
  review: ['relire', 'recapitulatif', 'review'],
  submit: ['envoyer', 'submit', 'send'],
  restart: ['recommencer', 'tout recommencer', 'restart', 'start again', 'start over'],
} as const

export type Command = keyof typeof words

const goesOn = ['continuer', 'ok', 'd accord', 'lu', 'j ai lu', 'continue', 'go on', 'read']
const agrees = ['j accepte', 'accepter', 'd accord', 'je suis d accord', 'ok', 'i agree', 'agree', 'accept', 'i accept']

/** What somebody typed while a question waits for her. */
export type Typed =
  | { kind: 'command'; command: Command }
  /** the number of a question of the review, from 1 */
  | { kind: 'edit'; number: number }
  | { kind: 'answer'; value: Json }
  | { kind: 'problem'; problem: Message }
  | { kind: 'asks'; explanation?: QuestionSet['explanations'][number] }

/** As it is compared: without accents, capitals, signs at the end. */
const plain = (typed: string): string =>
  typed.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’'-]/g, ' ').replace(/[\s.!…]+/g, ' ').trim()

const commandIn = (said: string): Command | undefined =>
  (Object.keys(words) as Command[]).find((command) => words[command].some((one) => plain(one) === said))

/** What is written to ask something rather than to answer: short, ends with a question mark and begins as questions do. */
const asking =
  /^(?:c est quoi|qu est ce|qu|que|quoi|quel|quelle|quels|quelles|comment|combien|pourquoi|quand|ou|qui|est ce|faut il|dois je|puis je|peut on|je peux|on peut|ca veut dire|what|which|how|why|when|where|who|do|does|can|could|should|must|may|is|are)\b/

const longestAsked = 160

const asks = (typed: string, said: string): boolean => /\?\s*$/.test(typed) && typed.length <= longestAsked && asking.test(said)

/** Makes out what was typed before a question: one of the words above, a question of hers, or an answer. `given`: what was given to it before. */
export function understandTyped(set: QuestionSet, question: Question, typed: string, reading: Reading, given?: Given): Typed {
  const said = plain(typed)
  const command = commandIn(said)
  if (command) return { kind: 'command', command }
  if (asks(typed, said)) return { kind: 'asks', explanation: explanationIn(set, said) }
  // Files come through a form: no text is the name of one.
  if (question.kind === 'files') return { kind: 'problem', problem: m.fileByForm }
  const read = readAnswer(question, equivalent(question, typed, { said, given }), reading)
  if ('value' in read) return { kind: 'answer', value: read.value }
  return 'problem' in read ? { kind: 'problem', problem: read.problem } : { kind: 'command', command: 'skip' }
}

/** Makes out what was typed before the review: one of the words above, or the number of a question to change. */
export function understandAtEnd(set: QuestionSet, typed: string): Exclude<Typed, { kind: 'answer' | 'problem' }> | undefined {
  const said = plain(typed)
  const command = commandIn(said)
  if (command) return { kind: 'command', command }
  const number = Number(/^(?:(?:modifier|changer|corriger|edit|change)(?: la question| question)? )?#?(\d{1,3})$/.exec(said)?.[1])
  if (number > 0) return { kind: 'edit', number }
  return asks(typed, said) ? { kind: 'asks', explanation: explanationIn(set, said) } : undefined
}

const explanationIn = ({ explanations }: QuestionSet, said: string) =>
  explanations.find(({ terms }) => terms.some((term) => ` ${said.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${plain(term)} `)))

/** "1" is the first of the answers offered, "oui" what a button says. */
function equivalent(question: Question, typed: string, { said, given }: { said: string; given?: Given }): Json {
  switch (question.kind) {
    case 'choice':
      return question.options[Number(/^#?(\d{1,2})\)?$/.exec(said)?.[1]) - 1]?.value ?? typed
    case 'choices':
      return typed.split(/[,;\n]| et | and |\s+(?=\d)/).map((one) => question.options[Number(/^\s*(\d{1,2})\s*$/.exec(one)?.[1]) - 1]?.value ?? one.trim())
    case 'yesno':
      return said === '2' ? false : (readYesNo(said) ?? typed)
    case 'consent':
      return agrees.includes(said) || readYesNo(said) === true ? true : typed
    case 'information':
      return goesOn.includes(said) || readYesNo(said) === true ? true : typed
    case 'text':
    case 'email':
    case 'phone':
    case 'link':
    case 'number':
    case 'money':
    case 'date':
    case 'files':
      return typed
    case 'place': {
      const towns = given && 'value' in given ? townsOfAnswer(question, given.value) : []
      return towns.length > 1 ? (towns.find((town, index) => plain(town).replace(/^\d+ /, '') === said || String(index + 1) === said) ?? typed) : typed
    }
  }
}
