/** A term of one language beside one of the other that means the same, each as the numbers of its words. */
export type TermPair = readonly [french: readonly number[], english: readonly number[]]

/** Words that translate each other, and how surely: 1 is always. */
export interface Translation {
  french: number
  english: number
  strength: number
}

/** What a word is put down to that none of the other term stands for. */
const byChance = 0.02

/** A word that is seldom met has less to say of what it means. */
const doubt = 1

const rounds = 6

/** Below this they are neighbours rather than translations. */
const leastStrength = 0.03

/**
 * Which words translate each other, learned from terms of several words that do: every word may stand for every other at first, and those that go together in more terms than
 * others do take it all round by round (model 1 of Brown et al., 1993, both ways; what both ways agree on is kept).
 */
export function learnTranslations(pairs: readonly TermPair[]): Translation[] {
  const links = new Links(pairs)
  const toEnglish = links.learn('french')
  const toFrench = links.learn('english')
  return links.all.flatMap(([french, english], link) => {
    const strength = Math.sqrt((toEnglish[link] as number) * (toFrench[link] as number))
    return strength >= leastStrength ? [{ french, english, strength }] : []
  })
}

/** Each two words that stand in a pair of terms. */
class Links {
  readonly all: [french: number, english: number][] = []
  /** of each pair of terms, how many words both have, and then the links of each word of the one with each of the other */
  readonly #grids: { rows: number; columns: number; cells: Uint32Array }[] = []

  constructor(pairs: readonly TermPair[]) {
    const known = new Map<number, Map<number, number>>()
    for (const [french, english] of pairs) {
      const cells = french.flatMap((one) => english.map((other) => this.#linkOf(one, other, known)))
      this.#grids.push({ rows: french.length, columns: english.length, cells: Uint32Array.from(cells) })
    }
  }

  #linkOf(french: number, english: number, known: Map<number, Map<number, number>>): number {
    let ofOne = known.get(french)
    if (!ofOne) known.set(french, (ofOne = new Map<number, number>()))
    let link = ofOne.get(english)
    if (link === undefined) {
      ofOne.set(english, (link = this.all.length))
      this.all.push([french, english])
    }
    return link
  }

  /** How likely the words of a language are to become the other word of each link. */
  learn(from: 'french' | 'english'): Float64Array {
    const side = from === 'french' ? 0 : 1
    const words = 1 + this.all.reduce((most, link) => Math.max(most, link[side]), 0)
    let likely = new Float64Array(this.all.length).fill(1)
    for (let round = 0; round < rounds; round++) {
      const counts = new Float64Array(this.all.length)
      for (const { rows, columns, cells } of this.#grids) {
        const [sources, targets] = from === 'french' ? [rows, columns] : [columns, rows]
        const cell = (source: number, target: number) => cells[from === 'french' ? source * columns + target : target * columns + source] as number
        for (let target = 0; target < targets; target++) {
          let sum = round === 0 ? 0 : byChance
          for (let source = 0; source < sources; source++) sum += likely[cell(source, target)] as number
          for (let source = 0; source < sources; source++) {
            const link = cell(source, target)
            counts[link] = (counts[link] as number) + (likely[link] as number) / sum
          }
        }
      }
      const totals = new Float64Array(words).fill(doubt)
      this.all.forEach((link, index) => (totals[link[side]] = (totals[link[side]] as number) + (counts[index] as number)))
      likely = counts.map((count, index) => count / (totals[(this.all[index] as [number, number])[side]] as number))
    }
    return likely
  }
}
