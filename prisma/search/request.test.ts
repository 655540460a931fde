import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from './phrases.ts'
import { wordsNeeded } from './request.ts'

describe('what a need asks for', () => {
  it.each([
    ['Je cherche quelqu’un qui connaît l’e-commerce', 'ecommerce'],
    ['besoin d’aide pour la TVA', 'tva'],
    ['can you recommend someone for audits, please?', 'audits'],
    ['Quelqu’un aurait un conseil pour recruter ? Merci !', 'recruter'],
    ['how to write a business plan', 'write business plan'],
  ])('is said without the words that ask: %s', (need, words) => expect(wordsNeeded(need)).toEqual(words.split(' ')))

  it.each([
    ['aide à domicile', 'aide domicile'],
    ['conseil en stratégie', 'conseil strategie'],
    ['assistante de recherche', 'assistante recherche'],
    ['special needs teacher', 'special needs teacher'],
  ])('may be a trade that is named by such a word: %s', (need, words) => expect(wordsNeeded(need)).toEqual(words.split(' ')))

  it('is never nothing where something is said', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (need) => wordsNeeded(need).length > 0 === wordsOf(need).length > 0))
    expect(wordsNeeded('Bonjour, quelqu’un ?')).not.toEqual([])
  })
})
