import type { Translation } from './translations.ts'

/** A stem that may stand for another: one in the other language, or one that is translated alike. */
export interface Akin {
  stem: number
  strength: number
  isTranslation: boolean
}

/** Weaker ones are words of the same trade at best. */
const leastAlike = 0.002

const mostAkin = 40

/** Which stems translate each other, by their numbers: rows of neighbours, in a few bytes each. */
export class Kin {
  private constructor(
    readonly starts: Uint32Array,
    readonly others: Uint32Array,
    readonly strengths: Float32Array,
  ) {}

  static from(translations: readonly Translation[], stems: number): Kin {
    const neighbours = Array.from({ length: stems + 1 }, () => new Map<number, number>())
    const join = (one: number, other: number, strength: number) => {
      const known = neighbours[one]
      known?.set(other, Math.max(strength, known.get(other) ?? 0))
    }
    for (const { french, english, strength } of translations) {
      // a word that both languages have is no translation
      if (french === english) continue
      join(french, english, strength)
      join(english, french, strength)
    }
    const starts = new Uint32Array(stems + 2)
    neighbours.forEach((of, stem) => (starts[stem + 1] = (starts[stem] as number) + of.size))
    const rows = neighbours.flatMap((of) => [...of].sort(([one, strength], [other, less]) => less - strength || one - other))
    return new Kin(starts, Uint32Array.from(rows, ([other]) => other), Float32Array.from(rows, ([, strength]) => strength))
  }

  /** What was kept of it, copied: what is deserialized is a view that keeps all that was read with it. */
  static of({ starts, others, strengths }: Pick<Kin, 'starts' | 'others' | 'strengths'>): Kin {
    return new Kin(starts.slice(), others.slice(), strengths.slice())
  }

  /** The stems that may stand for one: its translations first, then what they translate as well. */
  akinTo(stem: number): Akin[] {
    const translations = this.#neighbours(stem)
    const direct = new Set([stem, ...translations.map(({ stem: other }) => other)])
    const alike = new Map<number, number>()
    for (const { stem: middle, strength } of translations)
      for (const { stem: other, strength: back } of this.#neighbours(middle)) if (!direct.has(other)) alike.set(other, Math.max(strength * back, alike.get(other) ?? 0))
    return [
      ...translations.map((one) => ({ ...one, isTranslation: true })),
      ...[...alike].filter(([, strength]) => strength >= leastAlike).map(([other, strength]) => ({ stem: other, strength, isTranslation: false })).sort((one, other) => other.strength - one.strength || one.stem - other.stem),
    ].slice(0, mostAkin)
  }

  #neighbours(stem: number): { stem: number; strength: number }[] {
    const found: { stem: number; strength: number }[] = []
    for (let at = this.starts[stem] ?? 0; at < (this.starts[stem + 1] ?? 0); at++) found.push({ stem: this.others[at] as number, strength: this.strengths[at] as number })
    return found
  }
}
