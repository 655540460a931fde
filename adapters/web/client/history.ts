const most = 30

/** What was sent before, oldest first, and how far back one stands; at the end, nothing is recalled. */
export interface History {
  lines: readonly string[]
  position: number
}

export const historyOf = (lines: readonly string[]): History => ({ lines, position: lines.length })

/** With a line more; the same line twice in a row counts once. */
export const remembering = ({ lines }: History, line: string): History =>
  historyOf(lines.at(-1) === line ? lines : [...lines, line].slice(-most))

/** The history after a step, and the line that stands there: empty past the newest; undefined where there is none older. */
export function recall(history: History, step: -1 | 1): { history: History; line: string } | undefined {
  const position = history.position + step
  if (position < 0 || position > history.lines.length) return undefined
  return { history: { ...history, position }, line: history.lines[position] ?? '' }
}
