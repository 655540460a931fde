import { customAlphabet } from 'nanoid'

/** Capital letters and digits none of which looks like another, by hand or on a screen: no 0 O Q, 1 I, 2 Z, 5 S, 6 G, 8 B, V. */
export const codeAlphabet = '3479ACDEFHJKLMNPRTUWXY'

/** A code of so many signs that people read out, type and print. Each sign is one of 22. */
export const newCode = (length: number): string => customAlphabet(codeAlphabet, length)()

/** A code as it is kept, however it was typed: `k7mf 3qxw`, `K7MF-3QXW`. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
