import { describe, expect, it, test } from 'vitest'
import { questionSet, type Question } from './set.ts'
import { understandAtEnd, understandTyped } from './typed.ts'

const reading = { locale: 'fr', timeZone: 'Europe/Paris', now: new Date('2026-11-26T09:00:00Z') } as const
const words = (en: string, fr = en) => ({ in: { en, fr } })
const options = [{ value: 'idea', label: words('An idea', 'Une idée') }, { value: 'shop', label: words('A shop', 'Une boutique') }, { value: 'both', label: words('Both', 'Les deux') }]
const kinds: Record<string, Record<string, unknown>> = {
  idea: { kind: 'text', lines: 'many', max: 500 },
  more: { kind: 'text', lines: 'one', max: 80, optional: true },
  stage: { kind: 'choice', options },
  needs: { kind: 'choices', options },
  shop: { kind: 'yesno' },
  born: { kind: 'date' },
  phone: { kind: 'phone', country: 'FR' },
  budget: { kind: 'money', currency: 'EUR', min: 0 },
  photo: { kind: 'files', max: 1, types: ['image/*'] },
  rules: { kind: 'consent', text: words('I agree to the rules') },
  hello: { kind: 'information', text: words('Twelve minutes') },
}
const set = questionSet.parse({
  version: 1,
  questions: Object.entries(kinds).map(([id, about]) => ({ id, words: words(id), ...about })),
  explanations: [{ terms: ['business plan', 'plan d’affaires'], words: words('A plan.', 'Un plan.') }],
})
const typed = (id: string, said: string) => understandTyped(set, set.questions.find((one) => one.id === id) as Question, said, reading)
const answer = (value: unknown) => ({ kind: 'answer', value })

describe('what is typed before a question', () => {
  test.each([
    ['idea', 'Des gâteaux du Maroc', answer('Des gâteaux du Maroc')],
    ['idea', 'retour', { kind: 'command', command: 'back' }],
    ['idea', 'Je voudrais un retour à la terre', answer('Je voudrais un retour à la terre')],
    ['more', 'Passer !', { kind: 'command', command: 'skip' }],
    ['idea', 'AIDE', { kind: 'command', command: 'help' }],
    ['idea', 'plus tard', { kind: 'command', command: 'later' }],
    ['stage', '1', answer('idea')],
    ['stage', 'une boutique', answer('shop')],
    ['stage', 'both', answer('both')],
    ['stage', '4', { kind: 'problem', problem: { message: 'bot.notAChoice' } }],
    ['needs', '1, 3', answer(['idea', 'both'])],
    ['needs', '1 et 2', answer(['idea', 'shop'])],
    ['needs', 'une idée, les deux', answer(['idea', 'both'])],
    ['shop', 'Oui.', answer(true)],
    ['shop', '2', answer(false)],
    ['shop', 'yes', answer(true)],
    ['born', '31/12/1990', answer('1990-12-31')],
    ['born', '31 décembre 1990', answer('1990-12-31')],
    ['born', '1990-12-31', answer('1990-12-31')],
    ['phone', '06.12.34.56.78', answer('+33612345678')],
    ['budget', '1 500 €', answer(1500)],
    ['photo', 'photo.jpg', { kind: 'problem', problem: { message: 'bot.fileByForm' } }],
    ['rules', 'J’accepte', answer(true)],
    ['rules', 'non', { kind: 'problem', problem: { message: 'bot.consentNeeded' } }],
    ['hello', 'continuer', answer(true)],
    ['idea', 'x'.repeat(3000), { kind: 'problem', problem: { message: 'bot.tooLong', values: { length: 3000, max: 500 } } }],
  ])('%s: %s', (id, said, expected) => {
    expect(typed(id, said)).toEqual(expected)
  })

  it('is a question of hers, not an answer', () => {
    expect(typed('idea', 'C’est quoi un business plan ?')).toMatchObject({ kind: 'asks', explanation: { words: { in: { fr: 'Un plan.' } } } })
    expect(typed('idea', 'What is this for?')).toEqual({ kind: 'asks', explanation: undefined })
    expect(typed('idea', 'Mes voisines cherchent qui cuisine : pourquoi pas moi ?')).toMatchObject({ kind: 'answer' })
  })
})

test('what is typed at the end changes a question or submits', () => {
  expect(understandAtEnd(set, 'modifier 3')).toEqual({ kind: 'edit', number: 3 })
  expect(understandAtEnd(set, '12')).toEqual({ kind: 'edit', number: 12 })
  expect(understandAtEnd(set, 'Envoyer')).toEqual({ kind: 'command', command: 'submit' })
  expect(understandAtEnd(set, 'Il fait beau')).toBeUndefined()
})
