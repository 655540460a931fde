import { isDeepStrictEqual } from 'node:util'
import type { Question } from '../../bot/dialog/set.ts'
import { storeFile } from '../../bot/files.ts'
import type { Locale, Message } from '../../bot/text.ts'
import type { Call, View } from '../../bot/view.ts'
import { smallFiles, typedAnswer } from './invent.ts'
import { m } from './messages.ts'
import type { Venue } from './venue.ts'

/** Commands and answers as people of each language type them. */
const typed = {
  en: { apply: '/contest apply', send: 'send', later: 'later', help: 'help', skip: 'skip' },
  fr: { apply: '/concours candidater', send: 'envoyer', later: 'plus tard', help: 'aide', skip: 'passer' },
}

/** The calls of the buttons of a view. */
export const callsIn = ({ blocks }: View): Call[] => {
  const all = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : block.kind === 'list' ? block.items.flatMap((item) => item.buttons ?? []) : []))
  return all.flatMap((button) => ('call' in button ? [button.call] : []))
}

/** A candidate could not do what she came for: that is what organisers want to know. */
export class Stuck extends Error {
  override name = 'Stuck'
  constructor(readonly problem: Message) {
    super(problem.message)
  }
}

/** Somebody invented, who reads what is before her and types. */
export class Actor {
  /** what was shown to her last */
  shown: View = { blocks: [] }
  /** what she typed as an answer, by question */
  readonly typed = new Map<string, string>()
  personId = 0
  #deliveries = 0

  constructor(private readonly venue: Venue, readonly name: string, readonly locale: Locale, private readonly questions: Question[]) {}

  get words() {
    return typed[this.locale]
  }

  says(words: string): Promise<void> {
    return this.#does({ typed: words })
  }

  /** Presses the button that does this, among those of what she was shown or of a message. */
  async presses(action: string, where = this.shown, input: Call['input'] = {}): Promise<void> {
    const call = callsIn(where).find((one) => one.action === action)
    if (!call) throw new Error(`${this.name} sees no button for ${action}`)
    await this.#does({ call: { action, input: { ...call.input, ...input } }, submitted: true })
  }

  offers(action: string): boolean {
    return callsIn(this.shown).some((call) => call.action === action)
  }

  reads(words: unknown): boolean {
    return this.shown.blocks.some((block) => block.kind === 'text' && isDeepStrictEqual(block.text, words))
  }

  /** The question she is asked. */
  get asked(): Question | undefined {
    return this.questions.find(({ words }) => this.reads(words))
  }

  /** Answers one question after the other, so many at most. @throws Stuck */
  async answers(most = Infinity): Promise<void> {
    for (let given = 0; given < most; given++) {
      const question = this.asked
      if (!question) return
      const words = typedAnswer(question, this)
      if (words === undefined) await this.#addsFile(question)
      else {
        this.typed.set(question.id, words)
        await this.says(words)
      }
      this.requireTaken(question)
    }
  }

  /** @throws Stuck when the question she has answered came back */
  requireTaken(question: Question): void {
    if (this.asked?.id === question.id) throw new Stuck(m.stuck({ question: question.words, typed: this.typed.get(question.id) ?? m.smallFile }))
  }

  /** From the review, gives another answer to the last question that takes her own words. @throws Stuck */
  async changes(): Promise<void> {
    const question = this.questions.findLast(({ id, kind }) => kind === 'text' && this.typed.has(id))
    if (!question) return
    await this.presses('contest.edit', this.shown, { question: question.id })
    const words = `${this.typed.get(question.id)?.slice(0, -1)}!`
    this.typed.set(question.id, words)
    await this.says(words)
    this.requireTaken(question)
  }

  /** Adds the first of a few small files that is taken; where none is, she passes. */
  async #addsFile(question: Question): Promise<void> {
    if (question.kind !== 'files') return
    const { database, now } = this.venue
    for (const file of smallFiles) {
      const kept = await storeFile({ database, ownerId: this.personId, now: now() }, file, question)
      if ('id' in kept) return this.presses('contest.answer', this.shown, { answer: [kept.id] })
    }
    await this.says(this.words.skip)
  }

  async #does(what: Parameters<Venue['engine']['run']>[0]['what']): Promise<void> {
    const { engine, spaceId } = this.venue
    const from = { spaceId, externalId: this.name, name: this.name, locale: this.locale }
    const reply = await engine.run({ key: `${this.name} ${++this.#deliveries}`, from, channel: null, what })
    this.personId ||= reply.personId
    if (reply.kind === 'view') this.shown = reply.view
    await this.venue.settle()
  }
}
