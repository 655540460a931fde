import { patternsOf, type Catalogue, type Text, type Value } from '../../../bot/text.ts'
import { createWords, type Words } from '../../../bot/words.ts'

export interface Heard {
  words: Words
  /** the messages of the adapter’s own that nothing has said yet */
  unsaid(): string[]
}

/** Words that note what is said with them: `own` are those of an adapter, `others` are said beside them. */
export function listening(own: Catalogue[], others: Catalogue[]): Heard {
  const words = createWords([...own, ...others])
  const said = new Set<string>()
  const note = (text: Text | Value): void => {
    if (typeof text !== 'object' || !('message' in text)) return
    said.add(text.message)
    Object.values(text.values ?? {}).forEach(note)
  }
  const noting = <R>(say: (text: Text, reader: Parameters<Words['plain']>[1]) => R): typeof say => (text, reader) => {
    note(text)
    return say(text, reader)
  }
  const all = own.map(patternsOf).flatMap(({ name, patterns }) => Object.keys(patterns.en).map((key) => `${name}.${key}`))
  return { words: { inlines: noting(words.inlines), plain: noting(words.plain) }, unsaid: () => all.filter((key) => !said.has(key)) }
}
