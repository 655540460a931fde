import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../field.ts'
import type { Message } from '../text.ts'
import type { Call } from '../view.ts'
import { carryOver } from './carry-over.ts'
import { readAnswer } from './question.ts'
import { shownGiven } from './shown.ts'
import { askedOf, standing, step, wholeOf, type Draft, type Move } from './step.ts'
import { showStanding } from './view.ts'
import { questionSet, type Condition, type Question, type QuestionSet } from './set.ts'

const reading = { locale: 'fr', timeZone: 'Europe/Paris', now: new Date('2026-11-26T09:00:00Z') } as const
const words = (said: string) => ({ in: { en: said, fr: said } })
const options = ['a', 'b', 'c'].map((value) => ({ value, label: words(value) }))

const kinds: fc.Arbitrary<Record<string, unknown>> = fc.constantFrom(
  { kind: 'text', lines: 'many', max: 200 }, { kind: 'number' }, { kind: 'yesno' }, { kind: 'choice', options }, { kind: 'choices', options },
  { kind: 'consent', text: words('I agree') }, { kind: 'information', text: words('Read this') }, { kind: 'place', country: 'FR' },
)

/** Conditions on questions asked before. */
function conditionOn(before: { id: string; kind: unknown }[]): fc.Arbitrary<Condition | undefined> {
  if (!before.length) return fc.constant(undefined)
  const simple = fc.constantFrom(...before).chain(({ id, kind }): fc.Arbitrary<Condition> =>
    kind === 'yesno' ? fc.boolean().map((is) => ({ question: id, is: [is] }))
    : kind === 'choice' || kind === 'choices' ? fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((is) => ({ question: id, is }))
    : fc.boolean().map((answered) => ({ question: id, answered })))
  const two = fc.tuple(simple, simple)
  return fc.oneof(fc.constant(undefined), simple, two.map((all) => ({ all })), two.map((any) => ({ any })), simple.map((not) => ({ not })))
}

/** The answers with which it goes on, of a question that has others too. */
const needsOf = (kind: unknown, seed: number): Question['needs'] =>
  kind === 'yesno' ? { is: [seed % 2 === 0], otherwise: words('Turn there') } : kind === 'choice' ? { is: seed % 2 ? ['a'] : ['b', 'c'], otherwise: words('Turn there') } : undefined

function setOf(version: number): fc.Arbitrary<QuestionSet> {
  return fc.array(fc.tuple(kinds, fc.boolean(), fc.nat(9)), { minLength: 1, maxLength: 8 }).chain((drawn) => {
    const questions = drawn.map(([kind, optional, seed], index) => {
      const canPass = optional && kind.kind !== 'consent' && kind.kind !== 'information'
      const needs = seed < 3 ? needsOf(kind.kind, seed) : undefined
      return { id: `q${index}`, words: words(`Question ${index}`), ...kind, ...(canPass ? { optional } : {}), ...(needs ? { needs } : {}) }
    })
    const conditions = questions.map((_, index) => conditionOn(questions.slice(0, index).map((one) => ({ id: one.id, kind: (one as { kind?: unknown }).kind }))))
    return fc.tuple(...conditions).map((whens) => questionSet.parse({ version, questions: questions.map((one, index) => ({ ...one, ...(whens[index] ? { when: whens[index] } : {}) })) }))
  })
}

/** An answer that says of which question it is the answer, where its kind can. */
function answerTo({ id, kind }: Question, seed: number): Json {
  switch (kind) {
    case 'number':
      return seed
    case 'yesno':
      return seed % 2 === 0
    case 'choice':
      return ['a', 'b', 'c'][seed % 3] ?? 'a'
    case 'choices':
      return ['a', 'b', 'c'].slice(seed % 3)
    case 'consent':
    case 'information':
      return true
    case 'text':
    case 'email':
    case 'phone':
    case 'link':
    case 'money':
    case 'date':
    case 'files':
      return `${id} ${seed}`
    // a postcode of several towns is asked about once more
    case 'place':
      return seed % 3 ? `${id} ${seed}` : '01500'
  }
}

/** An answer with which it goes on. */
function goodAnswerTo(question: Question, seed: number): Json {
  const [wanted] = question.needs?.is ?? []
  return wanted ?? answerTo(question, seed)
}

/** What a person does before what she sees, and how often and how late the platform brings it. */
const doings = fc.array(
  fc.record({ does: fc.constantFrom('answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'skip', 'skip', 'back', 'edit', 'edit', 'restart'), seed: fc.nat(999), again: fc.constantFrom(0, 0, 0, 1, 2), late: fc.nat(4) }),
  { maxLength: 40 },
)

function moveFor(set: QuestionSet, draft: Draft, { does, seed }: { does: string; seed: number }): Move | undefined {
  const { question } = standing(set, draft)
  if (does === 'back' || does === 'restart') return { kind: does }
  if (does === 'edit') {
    const asked = askedOf(set, draft)
    return { kind: 'edit', question: asked[seed % asked.length]?.id ?? '' }
  }
  if (!question) return undefined
  return does === 'skip' ? { kind: 'skip', question: question.id } : { kind: 'answer', question: question.id, value: answerTo(question, seed) }
}

/** Does all of it, each draft written down and read again; tells what was taken, by question. */
function goThrough(set: QuestionSet, from: Draft, done: { does: string; seed: number; again: number; late: number }[]) {
  let draft = from
  const taken: Record<string, Json> = {}
  const late: { move: Move; at: number }[] = []
  const moves: Move[] = []
  const apply = (move: Move) => {
    const { draft: next, still } = step(set, draft, move)
    if (still) expect(next).toBe(draft)
    else if (move.kind === 'answer') taken[move.question] = move.value
    else if (move.kind === 'skip') delete taken[move.question]
    else if (move.kind === 'restart') for (const id of Object.keys(taken)) delete taken[id]
    draft = JSON.parse(JSON.stringify(next)) as Draft
    const { question } = standing(set, draft)
    // nothing that was answered is asked again unless she went back to it
    if (question && Object.hasOwn(draft.answers, question.id)) expect(draft.again).toBe(question.id)
  }
  done.forEach((doing, index) => {
    const move = moveFor(set, draft, doing)
    if (move) {
      moves.push(move)
      apply(move)
      // any button may be pressed again, or be brought late; to begin anew is asked for twice each time
      if (move.kind !== 'restart') for (let copy = 0; copy < doing.again; copy++) late.push({ move, at: index + doing.late })
    }
    for (const one of late.filter(({ at }) => at === index)) apply(one.move)
  })
  return { draft, taken, moves }
}

/** Answers whatever is open, and changes whatever goes no further. */
function toTheEnd(set: QuestionSet, from: Draft): Draft {
  let draft = from
  for (let turns = 0; ; turns++) {
    const { question, stopped } = standing(set, draft)
    if (!question && !stopped) return draft
    if (turns > set.questions.length * 3) throw new Error('the end is not reached')
    if (stopped) draft = step(set, draft, { kind: 'edit', question: stopped.id }).draft
    else if (question) draft = step(set, draft, { kind: 'answer', question: question.id, value: goodAnswerTo(question, turns) }).draft
  }
}

/** What a button or a text of another version does now: what it says is read as an answer to the question as it is. */
function movedLate(set: QuestionSet, draft: Draft, move: Move): Draft {
  if (move.kind !== 'answer') return step(set, draft, move).draft
  const question = set.questions.find(({ id }) => id === move.question)
  const read = question ? readAnswer(question, move.value, reading) : undefined
  return read && 'value' in read ? step(set, draft, { ...move, value: read.value }).draft : draft
}

const call = (does: string) => (question?: string): Call => ({ action: does, input: { question } })
const calls = { answer: call('answer'), skip: call('skip'), edit: call('edit'), back: call('back'), later: call('later'), help: call('help'), submit: call('submit') }

const valuesOf = ({ answers }: Draft) =>
  Object.fromEntries(Object.entries(answers).flatMap(([id, given]) => ('value' in given ? [[id, given.value]] : [])))

describe('whatever the questions and whatever is done', () => {
  it('no answer is lost, misfiled or asked twice, and what is read again is what is submitted', () => {
    fc.assert(
      fc.property(setOf(1), doings, (set, done) => {
        const { draft, taken } = goThrough(set, { answers: {} }, done)
        expect(valuesOf(draft)).toEqual(taken)
        const end = toTheEnd(set, draft)
        const whole = wholeOf(set, end)
        expect(whole?.map(({ question }) => question.id)).toEqual(askedOf(set, end).map(({ id }) => id))
        for (const { question, given } of whole ?? []) expect(given).toEqual(end.answers[question.id])
        for (const [id, value] of Object.entries(taken)) if (draft.again !== id && !set.questions.some((one) => one.id === id && one.needs)) expect(end.answers[id]).toEqual({ value })
      }),
      { numRuns: 300 },
    )
  })

  it('a new version keeps every answer that is still one, asks the rest, and the end is reached', () => {
    fc.assert(
      fc.property(setOf(1), setOf(2), doings, doings, (set, next, done, more) => {
        const { draft } = goThrough(set, { answers: {} }, done)
        const carried = carryOver(set, next, draft, reading)
        for (const question of next.questions) {
          const was = set.questions.find(({ id }) => id === question.id)
          const given = draft.answers[question.id]
          if (was && given && JSON.stringify({ ...was, when: 0 }) === JSON.stringify({ ...question, when: 0 })) expect(carried.draft.answers[question.id]).toEqual(given)
        }
        for (const [id, given] of Object.entries(carried.draft.answers)) expect(given).toEqual(draft.answers[id])
        for (const { id } of carried.news) expect(Object.hasOwn(carried.draft.answers, id)).toBe(false)
        const after = goThrough(next, carried.draft, more)
        expect(wholeOf(next, toTheEnd(next, after.draft))).toBeDefined()
        // the same questions again ask nothing anew
        expect(carryOver(set, { ...set, version: 2 }, draft, reading)).toEqual({ draft, news: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('what was said to one version and arrives after the next is an answer to its own question or to none, and the end is reached', () => {
    fc.assert(
      fc.property(setOf(1), setOf(2), doings, fc.array(fc.nat(99), { maxLength: 10 }), (set, next, done, late) => {
        const { draft, moves } = goThrough(set, { answers: {} }, done)
        const { draft: carried } = carryOver(set, next, draft, reading)
        const after = late.map((index) => moves[index % moves.length]).reduce((known, move) => (move && move.kind !== 'restart' ? movedLate(next, known, move) : known), carried)
        for (const [id, given] of Object.entries(after.answers)) {
          const question = next.questions.find((one) => one.id === id)
          if (question && 'value' in given) expect(readAnswer(question, given.value, reading)).toEqual({ value: given.value })
          if (question && 'skipped' in given) expect(question.optional).toBe(true)
          if (question?.kind === 'text' && 'value' in given) expect(given.value).toMatch(new RegExp(`^${id} |^(true|false|\\d+|[abc])`))
        }
        expect(wholeOf(next, toTheEnd(next, after))).toBeDefined()
      }),
      { numRuns: 200 },
    )
  })

  it('the review as it is drawn shows exactly what will be submitted, each answer with the button that changes it', () => {
    fc.assert(
      fc.property(setOf(1), doings, (set, done) => {
        const end = toTheEnd(set, goThrough(set, { answers: {} }, done).draft)
        const shown = showStanding(set, end, calls).blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
        const sent = (wholeOf(set, end) ?? []).filter(({ question }) => question.kind !== 'information')
        expect(shown.map(({ title, text, buttons }) => [(title as Message).values?.label, text, buttons?.flatMap((one) => ('call' in one ? one.call.input.question : []))])).toEqual(
          sent.map(({ question, given }) => [question.words, question.kind === 'text' && 'value' in given ? given.value : shownGiven(question, given), [question.id]]),
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('a step', () => {
  const set = questionSet.parse({
    version: 1,
    questions: [
      { id: 'shop', kind: 'yesno', words: words('Do you have a shop?') },
      { id: 'where', kind: 'text', lines: 'one', max: 80, words: words('Where?'), when: { question: 'shop', is: [true] } },
      { id: 'more', kind: 'text', lines: 'many', max: 500, words: words('Anything else?'), optional: true },
    ],
  })
  const through = (...moves: Move[]) => moves.reduce((draft: Draft, move) => step(set, draft, move).draft, { answers: {} })
  const shop = (value: boolean): Move => ({ kind: 'answer', question: 'shop', value })

  it('asks what its condition asks for, and keeps what is no longer asked', () => {
    expect(standing(set, through(shop(false)))).toMatchObject({ question: { id: 'more' }, number: 2, of: 2 })
    const opened = through(shop(true), { kind: 'answer', question: 'where', value: 'Lyon' }, { kind: 'skip', question: 'more' })
    expect(standing(set, opened)).toEqual({ number: 3, of: 3 })
    const closed = step(set, step(set, opened, { kind: 'edit', question: 'shop' }).draft, shop(false)).draft
    expect(wholeOf(set, closed)?.map(({ question }) => question.id)).toEqual(['shop', 'more'])
    const again = step(set, step(set, closed, { kind: 'edit', question: 'shop' }).draft, shop(true)).draft
    expect(wholeOf(set, again)?.[1]).toMatchObject({ given: { value: 'Lyon' } })
  })

  it('goes back question by question, and says when nothing comes before', () => {
    expect(step(set, { answers: {} }, { kind: 'back' }).still).toBe('first')
    const back = through(shop(true), { kind: 'answer', question: 'where', value: 'Lyon' }, { kind: 'back' })
    expect(standing(set, back).question?.id).toBe('where')
    expect(standing(set, step(set, back, { kind: 'back' }).draft).question?.id).toBe('shop')
  })

  it('ends kindly with an answer that goes no further, which can be changed', () => {
    const gated = questionSet.parse({
      version: 1,
      questions: [
        { id: 'here', kind: 'yesno', words: words('Do you live here?'), needs: { is: [true], otherwise: words('Turn there.') } },
        { id: 'idea', kind: 'text', lines: 'many', max: 500, words: words('Your idea?') },
      ],
    })
    const { draft } = step(gated, { answers: {} }, { kind: 'answer', question: 'here', value: false })
    expect(standing(gated, draft)).toMatchObject({ stopped: { id: 'here' }, number: 1, of: 1 })
    expect(wholeOf(gated, draft)).toBeUndefined()
    const back = step(gated, draft, { kind: 'back' }).draft
    expect(standing(gated, step(gated, back, { kind: 'answer', question: 'here', value: true }).draft).question?.id).toBe('idea')
  })

  it('takes nothing from an old button', () => {
    const draft = through(shop(true))
    expect(step(set, draft, shop(false))).toEqual({ draft, still: 'answered' })
    expect(step(set, draft, { kind: 'skip', question: 'where' })).toEqual({ draft, still: 'needed' })
    expect(step(set, draft, { kind: 'answer', question: 'elsewhere', value: 1 })).toEqual({ draft, still: 'notAsked' })
    expect(step(set, draft, { kind: 'restart' }).draft).toEqual({ answers: {} })
  })
})
