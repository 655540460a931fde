/** A time of day in minutes, and the length said with it ("18h30-20h"). */
export interface SaidTime {
  minute: number
  /** how long it lasts, in minutes */
  lasts?: number
}

export type FoundTime = { time: SaidTime; rest: string } | { problem: 'noTime' | 'noSuchTime' | 'endBeforeStart' }

const half = String.raw`(?:\s*(?<half>du matin|du soir|de l'apres-midi|in the (?:morning|evening|afternoon)|at night|tonight))?`
const hours = String.raw`\d{1,2}\s*(?:h|heures?)(?![a-z])\s*(?:\d{2}(?!\d))?|\d{1,2}:\d{2}(?:\s*[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\b\.?|\d{1,2} o'?clock`
const clock = String.raw`(?:${hours}|midi|noon|midday|minuit|midnight)`
/** a number that is no hour of the day: "in 2 hours", "toutes les 2 heures" */
const counted = String.raw`(?<!\d[\d:./-]*)(?<!(?<![a-z])(?:in|dans|les|every|for|pendant)\s+)(?<!:)`
const single = new RegExp(`${counted}(?:(?:^|\\s)(?:a|at|vers)\\s+)?(?<start>${clock})${half}`)
const between = new RegExp(
  `(?<!\\d[\\d:./-]*)(?:(?:^|\\s)(?:de|from|entre|between|a|at)\\s+)?(?<start>${clock}|\\d{1,2}(?=\\s*[-–—]))\\s*(?:-|–|—|to|a|and|et|until|till|jusqu'a)\\s*(?<end>${clock})${half}`,
)

const words: Record<string, number> = { midi: 720, noon: 720, midday: 720, minuit: 0, midnight: 0 }

/** The minute of the day that is written; undefined when no clock shows it. `like` is what stands for the half of the day if it is not said. */
function minuteOf(written: string, like = ''): number | undefined {
  const word = words[written.trim()]
  if (word !== undefined) return word
  const [, hour = '', minute = '0'] = /^(\d{1,2})(?:\s*(?:heures?|h|:|\.)\s*(\d{2})?)?/.exec(written) ?? []
  const meridiem = /([ap])\.?m/.exec(written)?.[1] ?? /([ap])\.?m/.exec(like)?.[1]
  const isHalf = meridiem !== undefined
  if (Number(minute) > 59 || (isHalf ? Number(hour) < 1 || Number(hour) > 12 : Number(hour) > 23)) return undefined
  const twelve = isHalf ? (Number(hour) % 12) + (meridiem === 'p' ? 12 : 0) : Number(hour)
  return twelve * 60 + Number(minute)
}

/** "8h du soir" is 20:00. */
const inHalf = (minute: number, said: string | undefined): number =>
  said !== undefined && /soir|evening|night|apres-midi|afternoon/.test(said) && minute < 720 ? minute + 720 : minute

/** Late in the evening until early in the morning is a night and no mistake. */
const isNight = (start: number, end: number): boolean => start >= 18 * 60 && end <= 6 * 60

/**
 * Finds the time of day in words that are in lower case and without accents, and gives what is left without it. A length is said by a
 * second time ("de 18h30 à 20h", "6-8pm").
 */
export function findTime(text: string): FoundTime {
  const range = between.exec(text)
  if (range) return foundRange(text, range)
  const found = single.exec(text)
  if (!found?.groups?.start) return { problem: 'noTime' }
  const minute = minuteOf(found.groups.start)
  if (minute === undefined) return { problem: 'noSuchTime' }
  return { time: { minute: inHalf(minute, found.groups.half) }, rest: without(text, found) }
}

function foundRange(text: string, range: RegExpExecArray): FoundTime {
  const { start = '', end = '', half: said } = range.groups ?? {}
  const [from, to] = [minuteOf(start, /^\d{1,2}$/.test(start) ? end : ''), minuteOf(end)]
  if (from === undefined || to === undefined) return { problem: 'noSuchTime' }
  const [begins, stops] = [inHalf(from, said), inHalf(to, said)]
  if (stops <= begins && !isNight(begins, stops)) return { problem: 'endBeforeStart' }
  return { time: { minute: begins, lasts: stops > begins ? stops - begins : stops + 1440 - begins }, rest: without(text, range) }
}

const without = (text: string, found: RegExpExecArray): string => `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
