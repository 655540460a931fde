import { describe, expect, it } from 'vitest'
import { rootOf, stemOf } from './forms.ts'
import { readMeanings } from './meanings.ts'
import { ourMeanings, writtenMeanings } from './our-meanings.ts'
import { offeredIn, phrasesOf, wordsOf } from './phrases.ts'

describe('the forms of a word', () => {
  it.each([
    ['avocate', 'avocats'], ['directrice', 'directeurs'], ['developpeuse', 'developpeur'], ['infirmiere', 'infirmiers'], ['musicienne', 'musicien'],
    ['reseaux', 'reseau'], ['journaux', 'journal'], ['companies', 'company'], ['creative', 'creatif'], ['professionnelle', 'professionnel'], ['maladies', 'maladie'], ['pharmacie', 'pharmacy'],
  ])('%s and %s are one', (one, other) => expect(stemOf(one)).toBe(stemOf(other)))

  it.each([['mecanicien', 'mechanic'], ['electricite', 'electrician'], ['biologiste', 'biologist'], ['soudage', 'soudeur'], ['welding', 'welder'], ['photographie', 'photographer'], ['logistique', 'logistics']])(
    '%s and %s have one root', (one, other) => expect(rootOf(one)).toBe(rootOf(other)))

  it.each([['avocat', 'avocado'], ['comptable', 'compote'], ['poterie', 'poste']])('%s and %s have not', (one, other) => expect(rootOf(one)).not.toBe(rootOf(other)))
})

describe('the words of a text', () => {
  it.each([
    ['La boutique de l’e-commerce', ['boutique', 'ecommerce']],
    ['développeur(euse), infirmier·ère·s, chargé.e', ['developpeur', 'infirmier', 'charge']],
    ['IT, R et C++', ['it', 'r', 'cplusplus']],
    ['it', ['it']],
    ['', []],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words))

  it('are in phrases', () => expect(phrasesOf('Comptable · TVA, e-commerce ; Node.js')).toEqual(['Comptable', 'TVA', 'e-commerce', 'Node.js']))

  it('are of what somebody offers, not of what she seeks', () => {
    expect(offeredIn('Je forme à la vente. Je cherche une graphiste pour mon site. Aussi : photo.')).toBe('Je forme à la vente.  Aussi : photo.')
    expect(offeredIn('Baker in Lyon, looking for an accountant')).toBe('Baker in Lyon,')
  })
})

describe('the list of meanings', () => {
  it('has in each line several terms, each of which says something', () => {
    const meanings = ourMeanings()
    const terms = Array.from({ length: meanings.size }, (_, index) => meanings.line(index).split(/[,=]/).map((term) => term.trim()))
    expect(terms.filter((line) => line.length < 2 && !line[0]?.includes('='))).toEqual([])
    expect(terms.flatMap((line) => line.filter((term) => wordsOf(term).length === 0))).toEqual([])
  })

  it('finds terms of several words, in any of their forms', () => {
    const meanings = readMeanings(['# remark', 'propriété intellectuelle, marques = IP  # another'])
    const found = (text: string) => meanings.in(wordsOf(text).map((word) => [stemOf(word)]))
    expect(meanings.size).toBe(1)
    expect(found('les propriétés intellectuelles')).toEqual([{ meaning: 0, at: 0, length: 2 }])
    expect(found('marque')).toEqual([{ meaning: 0, at: 0, length: 1 }])
    expect(found('propriété')).toEqual([])
  })

  it('teaches which words translate each other, and which are translated alike', () => {
    const meanings = readMeanings(['fromage de chèvre = goat cheese', 'lait de chèvre, lait caprin = goat milk', 'lait de brebis = sheep milk', 'fromage de brebis, 2 fromages de brebis = sheep cheese'])
    const akin = (word: string, isTranslation: boolean) => meanings.akinTo(stemOf(word)).filter((one) => one.isTranslation === isTranslation).map(({ stem }) => stem)
    expect(['chevre', 'brebis', 'fromage', 'lait', 'goat', 'sheep'].map((word) => akin(word, true)[0])).toEqual(['goat', 'sheep', 'chees', 'milk', 'chevr', 'brebis'])
    expect(akin('chevre', false)[0]).toBe('caprin')
    expect(meanings.akinTo('2')).toEqual([])
    expect(meanings.akinTo('zzz')).toEqual([])
  })

  it('is as it is written, once it is kept', () => {
    const ours = ourMeanings()
    const written = writtenMeanings()
    expect(ours.size).toBe(written.size)
    for (const need of ['tax advisor', 'référencement naturel', 'sage-femme', 'project manager', 'inconnu']) {
      const words = wordsOf(need).map((word) => [stemOf(word)])
      expect(ours.in(words)).toEqual(written.in(words))
    }
  })
})
