import stopword from 'stopword'
import { fold } from '../kit.ts'

/** How people ask, in words that say nothing of what they ask for; the general lists leave them in. */
const asking = `
  cherche cherchons chercher besoin aide aider aidez comment quoi quand pourquoi combien quelqu trouver voudrais veux veut voulons souhaite
  connait connaissez connaître sait savoir peux peut pouvez peuvent dois doit faut plus très aussi bien bonjour merci svp si comme chez afin
  alors entre donc ni tout tous toute toutes autre autres fait faites
  need needs needed looking look help someone anyone somebody anybody find know knows want wants please hello hi thanks thank why when
  whom will does doing so just us any best good`

const filler = new Set([...stopword.fra, ...stopword.eng, ...asking.split(/\s+/)].flatMap(fold))

/** Whether a folded word says nothing of what somebody looks for, in French or in English. */
export const isFiller = (word: string): boolean => filler.has(word)
