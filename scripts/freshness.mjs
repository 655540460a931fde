import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { root } from './root.mjs'

/** What a record is worth nothing without: another place or another Node make everything again. */
const key = `${root} ${process.version}`

/**
 * Whether none of the files that a record remembers has changed or disappeared.
 *
 * @param {string} record the path of the record
 */
export function isFresh(record) {
  try {
    const { key: known, files } = JSON.parse(readFileSync(record, 'utf8'))
    return known === key && Object.entries(files).every(([file, state]) => stateOf(file) === state)
  } catch {
    return false
  }
}

/**
 * Remembers the present state of files.
 *
 * @param {string} record the path of the record
 * @param {string[]} files what was read and what was made
 */
export function remember(record, files) {
  mkdirSync(dirname(record), { recursive: true })
  writeFileSync(record, JSON.stringify({ key, files: Object.fromEntries(files.map((file) => [file, stateOf(file)])) }))
}

/** @param {string} file */
function stateOf(file) {
  const { mtimeMs, size } = statSync(file)
  return `${mtimeMs} ${size}`
}
