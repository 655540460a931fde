/** Whether words are kind: nothing is shouted. Rules are pure: no database, no clock. */
export const isKind = (words: string): boolean => words !== words.toUpperCase() || words === words.toLowerCase()
