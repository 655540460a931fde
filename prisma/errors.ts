/** A database that cannot be opened; the message is one sentence which says what to do about it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** The code that Node.js, SQLite or PostgreSQL gave an error, or '' when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
