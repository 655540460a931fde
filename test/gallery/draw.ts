import type { Piece } from './pieces.ts'

/** One payload of a platform. */
export interface Drawing {
  /** to be read, and kept as a snapshot */
  text: string
  payload: unknown
  /** of a view: what somebody reads there, when markup has had its effect */
  read?: string
  /** of a view, beside its first message: what she is meant to read, in all of them */
  meant?: string
  /** for which the platform would refuse it */
  problems: string[]
}

/** Draws a piece as an adapter does; a long one is several payloads. */
export type Draw = (piece: Piece) => Promise<Drawing[]>

/** A piece as it hangs on one platform. */
export interface Hung {
  piece: Pick<Piece, 'name' | 'page'>
  drawings: Drawing[]
}

const bar = '═'.repeat(3)

/** A page of the gallery: what stands on it, on one platform. */
export const pageOf = (drawn: Hung[]): string =>
  drawn.map(({ piece, drawings }) => `${bar} ${piece.name}\n${drawings.map(({ text }) => text).join('\n---\n')}\n`).join('\n')
