import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The key kept in a file that only its owner can read; made the first time. */
export function keepSecretKey(file: string): string {
  mkdirSync(dirname(file), { recursive: true })
  try {
    // wx: of two processes that start together, one makes the key and the other reads it
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
