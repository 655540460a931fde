import type { Form } from '../../../bot/form.ts'
import type { Reader, Words } from '../../../bot/words.ts'
import type { GalleryCommunity } from '../community.ts'
import type { Drawing } from '../draw.ts'
import type { Piece } from '../pieces.ts'

/** The page of what an adapter says by itself. */
export const ownPage = 'own'

/** What it is drawn with. */
export interface Own {
  gallery: GalleryCommunity
  words: Words
  reader: Reader
}

/** A piece that the gallery draws, or one that is drawn already. */
export type OwnPiece = Piece | { name: string; page: string; drawing: Drawing }

/** The title of something that somebody wrote. */
export const aJob = 'Développeuse *Rust* <!channel>'

/** A form that hangs in the gallery. */
export function opens({ album }: GalleryCommunity, name: string): Form {
  const piece = album.pieces.find((one) => one.name === name)
  if (piece?.kind !== 'form') throw new Error(`no form called "${name}" hangs in the gallery`)
  return piece.form
}
