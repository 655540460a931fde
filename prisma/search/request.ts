import { fold } from './fold.ts'
import { readWords, wordsOf } from './phrases.ts'

/** Words by which one hears that somebody asks; they say nothing of what she asks for. */
const asking = `
  cherche cherchons chercher recherchons quelqu quelqu'un qui je nous voudrais veux veut voulons souhaite souhaiterais aimerais besoin connait connaissez sais sait
  avez auriez pouvez peux peut pourrait pourriez peuvent dois doit faut comment quoi quand pourquoi combien quelle quelles quels bonjour bonsoir salut coucou merci svp plait
  i we who which what someone somebody anyone anybody looking need want wants does can could would will how why when whom please hello hi hey thanks thank`

/** For what somebody may ask in general. They are words of trades as well (conseil, aide à domicile), and left out only after words that ask and before any other. */
const inGeneral = `
  aide aider aidez conseil conseils conseiller trouver connaître connaissance savoir recherche rechercher recommander personne personnes membre membres expert experte idée idées quelque
  needed needs help advice find know knows people person member members recommend suggest able good best there me`

const mostWords = 64

const folded = (words: string): Set<string> => new Set(words.trim().split(/\s+/).flatMap(fold))
const askingWords = folded(asking)
const generalWords = folded(inGeneral)

/** The words of a need that say what is needed, folded, in order, at most 64 of them: without those in which it is asked for. All of them where none says something. */
export function wordsNeeded(need: string): string[] {
  const { words, isTelling } = readWords(need, mostWords)
  let isAsked = false
  const start = words.findIndex((word) => {
    if (askingWords.has(word)) isAsked = true
    else if (isTelling(word)) return !(isAsked && generalWords.has(word))
    return false
  })
  const needed = start < 0 ? [] : words.slice(start).filter((word) => isTelling(word) && !(isAsked && askingWords.has(word)))
  return needed.length ? needed.slice(0, mostWords) : wordsOf(need, mostWords)
}
