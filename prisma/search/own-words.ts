import type { Change } from './feed.ts'
import { Meanings } from './meanings.ts'
import { ourMeanings } from './our-meanings.ts'
import { communityTag, type SearchQuery } from './search.ts'

/** The kind of what communities wrote of their own words: one document each, by the number of the community, with a line in each line of its text. */
export const ownWordsKind = 'own_words'

/** Which communities wrote which lines of meaning, as they are in use. */
export class OwnWords {
  readonly #texts = new Map<number, string>()
  readonly #ofOne = new Map<number, Meanings>()

  /** Takes what a community wrote, if it is one of these; says whether it is another than before. */
  take({ kind, ref, document }: Change): boolean {
    if (kind !== ownWordsKind || (this.#texts.get(ref) ?? '') === (document?.strong ?? '')) return false
    if (document?.strong) this.#texts.set(ref, document.strong)
    else this.#texts.delete(ref)
    this.#ofOne.delete(ref)
    return true
  }

  clear(): void {
    this.#texts.clear()
    this.#ofOne.clear()
  }

  /** The meanings of the repository, and then those of each community, which are for it alone. */
  meanings(): Meanings {
    if (this.#texts.size === 0) return ourMeanings()
    return withLines([...this.#texts].sort(([one], [other]) => one - other))
  }

  /** The meanings of the repository and of one community. */
  meaningsOf(community: number): Meanings {
    const text = this.#texts.get(community)
    if (text === undefined) return ourMeanings()
    const known = this.#ofOne.get(community) ?? withLines([[community, text]])
    this.#ofOne.set(community, known)
    return known
  }
}

function withLines(texts: [owner: number, text: string][]): Meanings {
  const all = new Meanings(ourMeanings())
  for (const [owner, text] of texts) for (const line of text.split('\n')) all.add(line, owner)
  return all
}

/** Whether a meaning may be lent to this query: those of a community are for what it asks of its own. */
export function isFor(owner: number | undefined, { kind, tags }: Pick<SearchQuery, 'kind' | 'tags'>): boolean {
  if (owner === undefined) return true
  if (/_\d+$/.test(kind)) return kind.endsWith(`_${owner}`)
  return tags === undefined || tags.includes(communityTag(owner))
}
