import stopword from 'stopword'
import { fold } from './fold.ts'

/** What the general lists leave in, and is said of anything. */
const common = 'plus très aussi bien si comme chez afin alors entre donc ni tout tous toute toutes autre autres fait faites soit serait existe ici parmi just us any so doing'

const filler = new Set([...stopword.fra, ...stopword.eng, ...common.split(' ')].flatMap(fold))
// words of the general lists that say something here
for (const word of ['son', 'avions', 'bon', 'nouveau', 'personnel', 'personnes']) filler.delete(word)

/** Whether a folded word says nothing of what somebody looks for, in French or in English. */
export const isFiller = (word: string): boolean => filler.has(word)

/** Two capital letters and more are a name of something (IT, TVA), whatever the word in small letters means. */
const acronym = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu

/** The article glued before a word, and what French writing for everybody adds after one. */
const elided = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=[\p{L}\p{N}])/giu
const inclusive = /(?<=\p{L}{3})(?:\((?:e|es|s|ne|le|ve|se|te|ère|ere|euse|trice|rice)\)|[·•.‧⋅-](?:e|ne|le|ve|se|te|ère|ere|euse|trice|rice|ices?|euses?)(?:[·•.‧⋅-]?s)?|\/(?:e|ne|le|ve|se|te|ère|ere|euse|trice|rice))(?![\p{L}\p{N}])/giu
const glued = /(?<![\p{L}\p{N}])([eé])[-‐‑ ](?=(?:commerce|learning|business|marketing|mail|shop|boutique|réputation|reputation|santé|health|sport|book|administration)[\p{L}]*)/giu

/** Text as its words are to be read: without elisions, inclusive endings and the hyphen of e-commerce. */
const plain = (text: string): string => (/[^\p{L}\p{N} ,]/u.test(text) ? text.replace(inclusive, '').replace(elided, '') : text).replace(glued, '$1')

/** The words of a text, folded, in order, and which of them say something: a single letter is a word only where it is a capital (R, C). */
export function readWords(text: string, most: number): { words: string[]; isTelling: (word: string) => boolean } {
  // what is far beyond the words that count is not even folded
  const read = plain(text.slice(0, most * 64))
  const capitals = new Set((read.match(acronym) ?? []).flatMap(fold))
  const letters = new Set(read.match(/(?<![\p{L}\p{N}'’])[CDR](?![\p{L}\p{N}'’.])/gu)?.map((letter) => letter.toLowerCase()))
  const isTelling = (word: string) => capitals.has(word) || (Array.from(word).length === 1 ? letters.has(word) || !/^[a-z0-9]$/.test(word) : !isFiller(word))
  return { words: fold(read), isTelling }
}

/** The words of a text that say something, folded, in order, at most `most` of them; all of them where none says something. */
export function wordsOf(text: string, most = 64): string[] {
  const { words, isTelling } = readWords(text, most)
  const telling = words.filter(isTelling)
  return (telling.length ? telling : words).slice(0, most)
}

const separators = /\s[·•|–—]\s|[\n;,:!?()[\]{}«»"“”…]|\.(?:\s|$)|\s\/\s|\s-\s/u

/** The phrases of a text, each of which says one thing. */
export const phrasesOf = (text: string): string[] =>
  text.replace(inclusive, '').split(separators).map((phrase) => phrase.trim()).filter(Boolean)

/** What begins a wish: the rest of its sentence is what somebody seeks, and not what she offers. */
const wish =
  /(?<![\p{L}])(?:je\s+(?:re)?cherche|(?:re)?cherch(?:ons|e)(?![\p{L}])|à la recherche|a la recherche|en recherche|en quête|(?:j['’]ai|ai|avons)\s+besoin|besoin d|souhait(?:e|erais|ons)|aimer(?:ais|ions)|voudr(?:ais|ions)|j['’]apprends|apprendre|me former|me reconvertir|envie d|curieu(?:x|se) d|intéressée? par|looking for|look for|seeking|in search of|i\s+need|we\s+need|i\s+(?:am|['’]m)\s+learning|(?:want|wish|hope|would like|['’]d like|love) to (?:learn|meet|find|know)|eager to|curious about|interested in (?:learning|meeting|finding))/iu

/** What somebody says that she offers: a text without its sentences, or their ends, in which she says what she seeks. */
export function offeredIn(text: string): string {
  return text
    .split(/(?<=[.!?\n;])\s+|\n/u)
    .map((sentence) => sentence.slice(0, wish.exec(sentence)?.index ?? sentence.length))
    .join(' ')
    .trim()
}
