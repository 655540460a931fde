import { createHash } from 'node:crypto'
import type { Given, Question } from '../../bot/dialog/set.ts'
import type { Open } from './store.ts'

/** What was sent: each question in the words it was asked in, with what was given to it. It stands whatever becomes of the questions. */
export interface Submission {
  version: number
  answers: { question: Question; given: Given }[]
}

export const submissionOf = ({ contest: { version } }: Pick<Open, 'contest'>, answers: Submission['answers']): Submission => ({ version, answers })

/** Without letters and digits that are taken for one another when they are read out. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** By which an application is called, on the telephone too: `PS-7KM2QXW`. It is no secret, and says nothing of how many there are. */
export function referenceOf({ application: { id }, contest: { slug } }: Pick<Open, 'application' | 'contest'>): string {
  const letters = slug.split('-').map((word) => word.charAt(0)).join('').toUpperCase().slice(0, 4)
  const digest = createHash('sha256').update(`${slug} ${id}`).digest()
  return `${letters}-${Array.from(digest.subarray(0, 7), (byte) => signs[byte % signs.length]).join('')}`
}
