import type { LogLine } from './log-privacy.ts'

/** A line of the log for a person: the hour, the level, the words, then `key=value`, and the stack of an error below. */
export function readable({ level, time, msg = '', err, ...rest }: LogLine): string {
  const values = Object.entries(rest).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const hour = new Date(time).toLocaleTimeString('en-GB')
  const words = [hour, level.padEnd(5), msg, ...values].filter(Boolean).join(' ')
  return err?.stack ? `${words}\n${err.stack}` : words
}
