import { nanoid } from 'nanoid'
import type { Message } from '../../bot/text.ts'
import type { Reader, Words } from '../../bot/words.ts'
import type { Visit } from './session.ts'

/** For whom and where something is drawn. */
export interface Drawing {
  reader: Reader
  /** 0 for somebody we have not met */
  personId: number
  /** the channel the page shows; what is pressed comes back to it */
  channel: string
  csrf: string
  /** new with each drawing: the same form sent twice is one delivery */
  key: string
  say(message: Message): string
}

/** A drawing for the person of a visit. */
export const drawingFor = (words: Words, { who, csrf }: Visit, channel: string): Drawing => {
  const reader: Reader = { locale: who.locale, timeZone: who.timeZone }
  return { reader, personId: who.id, channel, csrf, key: nanoid(), say: (message) => words.plain(message, reader) }
}
