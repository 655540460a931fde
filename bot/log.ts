import pino from 'pino'
import { withoutPrivateValues, withoutSecrets } from './log-privacy.ts'
import { readable } from './log-readable.ts'

export type Log = pino.Logger

interface Options {
  level?: pino.LevelWithSilent
  /** one readable line instead of JSON; by default where a person is looking at a terminal */
  pretty?: boolean
  /** where the lines go; by default the standard output */
  write?: (line: string) => void
}

/**
 * The log of the program. Values whose key says that they are a secret or somebody's words are left out, at any depth and in
 * errors too; secrets are recognised inside sentences as well. This is done on the finished line, so that nothing goes round it.
 */
export function createLog({ level = 'info', pretty = process.stdout.isTTY, write = toStandardOutput }: Options = {}): Log {
  const draw = pretty ? readable : JSON.stringify
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => write(`${withoutSecrets(draw(withoutPrivateValues(line)))}\n`) },
  )
}

function toStandardOutput(line: string): void {
  process.stdout.write(line)
}
