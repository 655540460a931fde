/**
 * The forms of French and English words, folded. No stemmer that we know takes French without its accents, feminine and masculine of a
 * trade as one, and a word whose language is unknown: these are rules of our own, the longest ending first.
 */

type Rule = readonly [ending: string, instead: string, least: number]

/** Plural and gender: what is left stands for the same thing. `least` is how many letters must be left before the ending. */
const inflections: Rule[] = (
  [
    // gender of trades
    ['atrices', 'ateur', 2], ['atrice', 'ateur', 2], ['trices', 'teur', 2], ['trice', 'teur', 2], ['euses', 'eur', 3], ['euse', 'eur', 3],
    ['ieres', 'ier', 2], ['iere', 'ier', 2], ['geres', 'ger', 2], ['gere', 'ger', 2], ['cheres', 'cher', 2], ['chere', 'cher', 2],
    ['iennes', 'ien', 2], ['ienne', 'ien', 2], ['onnes', 'on', 3], ['onne', 'on', 3], ['elles', 'el', 3], ['elle', 'el', 3],
    ['ives', 'if', 2], ['ive', 'if', 2], ['esses', 'e', 4], ['ees', '', 3], ['ee', '', 3],
    // plural
    ['eaux', 'eau', 2], ['aux', 'al', 2], ['ies', 'y', 3], ['ie', 'y', 3], ['sses', 'ss', 2], ['eurs', 'eur', 2], ['ers', 'er', 2], ['ss', 'ss', 1], ['us', 'us', 2], ['is', 'is', 3],
    ['es', '', 4], ['s', '', 3], ['x', '', 4], ['e', '', 4],
  ] as Rule[]
).sort(([one], [other]) => other.length - one.length)

/** Endings that make other words of one root: welder, welding; soudeur, soudage, soudure; électricien, electricity. */
const derivations: Rule[] = (
  `isateur izer isation ization isations isatrice iser ising ized ateur ation ations ating ator atif ative atoire atory
  ement ment ments age ages eur euse icite icites icity icien icienne iciens ician icians or er ers ing ings ier iere ien ienne ian ist iste istes isme ism ique iques ic ics ical ically
  ite ity ites abilite ability able ible ibilite ibility if ive al el elle ale aux aire ary ance ence ances ant ante ent ente
  ure ures erie ery ship ness ness eux euse ous tion sion ition iteur iation ie y e ed es s logue logie logy logist logiste logue ir re
  culture iculteur iculture graphe graphie graphy grapher graphiste`
    .split(/\s+/)
    .map((ending) => [ending, '', 4] as const)
    .sort(([one], [other]) => other.length - one.length)
)

/** What remains of these endings tells sciences and their practice apart from other words: `biolog`, `photograph`. */
const kept: Record<string, string> = {
  logue: 'log', logie: 'log', logy: 'log', logist: 'log', logiste: 'log', graphe: 'graf', graphie: 'graf', graphy: 'graf', grapher: 'graf', graphiste: 'graf',
  culture: 'cult', iculteur: 'cult', iculture: 'cult',
}

const apply = (word: string, rules: readonly Rule[]): string | undefined => {
  const rule = rules.find(([ending, , least]) => word.length - ending.length >= least && word.endsWith(ending))
  return rule && word.slice(0, word.length - rule[0].length) + rule[1]
}

/** A folded word without gender and number: `avocates` and `avocat`, `directrice` and `directeur` are one. */
export function stemOf(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const stem = apply(word, inflections) ?? word
  // doubled endings of English and French part here: stopp-ing, professionnel
  return stem.replace(/([lnt])\1$/, '$1')
}

/** How French and English spell one sound of a word that they share. */
const spellings: [RegExp, string][] = [
  [/ph/g, 'f'], [/th/g, 't'], [/rh/g, 'r'], [/sch|ch|qu|ck|c(?=[aoulrtk]|$)|q/g, 'k'], [/c/g, 's'], [/y/g, 'i'], [/ou/g, 'o'], [/x/g, 'ks'], [/z/g, 's'],
  [/(.)\1+/g, '$1'], [/ai|ei|oe|ae/g, 'e'], [/[aeiou]+$/, ''],
]

/** What related words, and words that French and English share, have in common: `mecanicien` and `mechanic`. Shorter words are their own. */
export function rootOf(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word
  const stem = stemOf(word)
  const rule = derivations.find(([ending, , least]) => word.length - ending.length >= least && word.endsWith(ending))
  const root = rule ? word.slice(0, word.length - rule[0].length) + (kept[rule[0]] ?? '') : stem
  return spellings.reduce((one, [sound, letter]) => one.replace(sound, letter), root)
}
