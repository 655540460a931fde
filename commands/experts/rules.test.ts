import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../kit.ts'
import { availability, daysAfter, isSameQuestion, missingToPublish, readSkills, reasonsOf, searchedWords, tellingPhrases, unitedProfile } from './rules.ts'

describe('the words of a need', () => {
  it.each([
    ['Je cherche quelqu’un pour la TVA', ['tva']],
    ["J'ai besoin d'aide pour mon e-commerce", ['commerce']],
    ['How do I charge VAT to a customer in Belgium?', ['charge', 'vat', 'customer', 'belgium']],
    ['IT support', ['it', 'support']],
    ['it', ['it']],
    ['C++ / C# / .NET / Node.js', ['cplusplus', 'csharp', 'dotnet', 'nodejs']],
    ['R', ['r']],
    ['🎉 "*-', []],
  ])('%s', (need, words) => expect(searchedWords(need)).toEqual(words))

  it('is never more than what folding gives', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (need) => searchedWords(need).every((word) => fold(word).join('') === word)))
  })
})

describe('the reasons of a find', () => {
  const telling = tellingPhrases({ skills: ['fiscaliste', 'e-commerce'], headline: 'Comptable : l’export', city: 'Évry', bio: 'Douane, export, trois lignes de TVA.' })
  const { phrases } = telling
  const reason = (spelling: string, words: string[], isSame: boolean) => ({ phrase: phrases.indexOf(spelling), words, isSame })

  it('are the phrases that have the words, then those that mean them, each for a word that is not told yet', () => {
    expect(phrases.slice(0, 5)).toEqual(['fiscaliste', 'e-commerce', 'Évry', 'Comptable', 'export'])
    expect(reasonsOf(telling, [reason('fiscaliste', ['vat'], false), reason('e-commerce', ['ecommerce'], true)])).toEqual(['e-commerce', 'fiscaliste ≈ vat'])
    expect(reasonsOf(telling, [reason('export', ['export'], true), reason('Comptable : l’export', ['export'], true), reason('Douane', ['export'], false)])).toEqual(['export'])
    expect(reasonsOf(telling, [])).toEqual([])
  })

  it('are skills and the headline before what stands in the text, whatever its words', () => {
    const online = [reason('fiscaliste', ['vat'], false), reason('e-commerce', ['boutique', 'ligne'], false), reason('lignes', ['ligne'], true), reason('trois lignes de TVA', ['vat', 'ligne'], true)]
    expect(reasonsOf(telling, online)).toEqual(['fiscaliste ≈ vat', 'e-commerce ≈ boutique, ligne'])
  })
})

describe('the weekly limit', () => {
  const now = new Date('2026-11-23T09:00:00Z')
  const ago = (days: number) => daysAfter(now, -days)
  it('counts the last seven days', () => {
    expect(availability(0, [], now)).toEqual({ kind: 'never' })
    expect(availability(2, [ago(1)], now)).toEqual({ kind: 'free' })
    expect(availability(2, [ago(7), ago(1)], now)).toEqual({ kind: 'free' })
    expect(availability(2, [ago(6), ago(1)], now)).toEqual({ kind: 'full', until: daysAfter(now, 1) })
    // a limit lowered since: she is free again only when enough of them are old
    expect(availability(1, [ago(6), ago(1)], now)).toEqual({ kind: 'full', until: daysAfter(now, 6) })
  })
})

it('skills are compared by their words', () => {
  expect(readSkills('SEO, seo ; S.E.O.\nÉco, eco')).toEqual({ skills: [{ name: 'SEO', folded: 'seo' }, { name: 'Éco', folded: 'eco' }] })
  expect(readSkills(' , ')).toEqual({ skills: [] })
})

it('a profile needs a headline and a skill', () => {
  expect(missingToPublish({ headline: '', skills: [] })).toBe('both')
  expect(missingToPublish({ headline: 'x', skills: ['y'] })).toBeUndefined()
})

it('questions are the same whatever their case and marks', () => {
  expect(isSameQuestion('Où facturer ?', 'ou FACTURER')).toBe(true)
})

describe('two profiles of one human being', () => {
  const empty = { headline: '', bio: '', city: '', languages: [], skills: [], published: false, updatedAt: new Date('2026-01-01') }
  const newer = { updatedAt: new Date('2026-02-02') }

  it.each([
    ['the published one is kept', { headline: 'Accountant', published: true }, { ...newer, headline: 'Baker' }, { headline: 'Accountant', published: true }],
    ['of two published, the newer', { headline: 'Accountant', published: true }, { ...newer, headline: 'Baker', published: true }, { headline: 'Baker' }],
    ['of two hidden, the newer', { headline: 'Accountant' }, { ...newer, headline: 'Baker' }, { headline: 'Baker', published: false }],
    ['what it does not say is taken from the other', { headline: 'Accountant', published: true }, { ...newer, bio: 'Since 2004', city: 'Lyon' }, { bio: 'Since 2004', city: 'Lyon' }],
    ['each skill and each language is there once, those of the kept one first', { skills: ['TVA', 'logo'], languages: ['fr', 'it'] }, { ...newer, skills: ['Tva', 'Pitch'], languages: ['en', 'fr'] },
      { skills: ['Tva', 'Pitch', 'logo'], languages: ['en', 'fr', 'it'] }],
  ])('become one: %s', (_, one, other, expected) => {
    const [first, second] = [{ ...empty, ...one }, { ...empty, ...other }]
    expect(unitedProfile(first, second)).toMatchObject(expected)
    expect(unitedProfile(second, first)).toMatchObject(expected)
  })
})
