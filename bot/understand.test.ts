import { describe, expect, test } from 'vitest'
import { action } from './action.ts'
import { ask } from './field.ts'
import { m } from './messages.ts'
import { anyone } from './person.ts'
import { understand } from './understand.ts'
import { view, type View } from './view.ts'
import { createWords } from './words.ts'

const words = createWords([m])
const find = action({
  name: 'expert find', french: 'expert trouver', title: m.more, description: m.more, can: anyone,
  input: { need: ask.text({ label: m.more, max: 3000, lines: 'many' }) },
  run: () => Promise.resolve(view({})),
})
const actions = new Map([find, action({ ...find, name: 'help', french: 'aide', input: {}, run: () => Promise.resolve(view({})) })].map((one) => [one.name, one]))

const hear = (typed: string) => understand({ typed }, actions, words)
const answered = (typed: string, locale: 'en' | 'fr' = 'fr'): View => {
  const wish = hear(typed)
  if (wish.kind !== 'answer') throw new Error(wish.kind)
  return wish.view(locale)
}
const buttonsOf = ({ blocks }: View) => blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))

describe('what a person types', () => {
  test('is cleaned before anything is made of it', () => {
    expect(hear('\u200b /expert find a\u0000b\ud83d')).toMatchObject({ kind: 'call', input: { need: 'ab\ufffd' } })
    expect(hear('\u202ebonjour\u0000\r\nà tous')).toEqual({ kind: 'said', text: 'bonjour\nà tous' })
    expect(hear('\u0000')).toEqual({ kind: 'said', text: '' })
  })

  test('keeps its lines in a command', () => {
    expect(hear('/expert find one\ntwo\n\nthree')).toMatchObject({ input: { need: 'one\ntwo\n\nthree' } })
  })

  test('as an unknown command is answered with the nearest, in the language of the reader, and with all that was typed', () => {
    const [nearest, help] = buttonsOf(answered('/exprt find tva et compta'))
    expect(nearest).toMatchObject({ label: '/expert trouver', call: { action: 'expert find', input: { need: 'tva et compta' } } })
    expect(help).toMatchObject({ label: '/aide' })
    expect(buttonsOf(answered('/exprt find tva', 'en'))[0]).toMatchObject({ label: '/expert find' })
  })

  test('with an option that does not exist loses nothing', () => {
    expect(buttonsOf(answered('/expert find tva --colour red'))).toMatchObject([{ call: { action: 'expert find', input: { need: 'tva --colour red' } } }])
  })

  test('is not repeated at length', () => {
    const told = JSON.stringify(answered(`/${'x'.repeat(10_000)}`).blocks[0])
    expect(told.length).toBeLessThan(200)
    const option = answered(`/expert find --${'y'.repeat(10_000)}`).blocks[0]
    expect(JSON.stringify(option).length).toBeLessThan(250)
  })

  test('as a call of something that is no more is answered with help', () => {
    const wish = understand({ call: { action: 'gone', input: {} } }, actions, words)
    expect(wish.kind === 'answer' && buttonsOf(wish.view('en'))).toMatchObject([{ label: '/help' }])
  })
})
