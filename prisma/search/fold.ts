/** Longer runs of letters are no words that somebody looks for. */
const longestWord = 64

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

/**
 * Folds text to the words by which it is compared and searched: lower case, no accents, nothing but letters and digits. Documents
 * and queries both pass through it, so that both databases index the very same words. Folding a folded word changes nothing.
 *
 * Names of technologies stay words of their own: `++` and `#` after a letter are spelled out (c++ → cplusplus, c# → csharp), as is
 * a dot that begins a word (.net → dotnet); a dot before an ending of at most three letters is dropped (node.js → nodejs).
 */
export function fold(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđı]/g, (letter) => ligatures[letter] ?? letter)
  // lower-casing may bring marks back (İ)
  return (spellNames(plain).replace(/\p{M}+/gu, '').match(/[\p{L}\p{N}]+/gu) ?? []).map(shorten)
}

function shorten(word: string): string {
  return word.length <= longestWord ? word : Array.from(word).slice(0, longestWord).join('')
}

function spellNames(text: string): string {
  if (!/[+#.]/.test(text)) return text
  return text
    .replace(/(?<=\p{L})\+\+/gu, 'plusplus ')
    .replace(/(?<=\p{L})#/gu, 'sharp ')
    .replace(/(?<=^|[\s(,;:/"'«“])\.(?=\p{L})/gu, 'dot')
    .replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}]{1,3}(?![\p{L}\p{N}]))/gu, '')
}
