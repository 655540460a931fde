/** A suggestion for the composer: its whole new content, and what is said of it. */
export interface SuggestedLine {
  line: string
  label: string
  detail: string
}

const most = 12

/** Compared without accents and case. */
const plainly = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trimStart()

/** The commands that what is typed may become: those that begin with it, then those whose words do. */
export function matching(commands: readonly SuggestedLine[], typed: string): SuggestedLine[] {
  const text = plainly(typed)
  if (!text.startsWith('/')) return []
  const begun = commands.filter(({ line }) => plainly(line).startsWith(text))
  const wanted = text.slice(1).split(/\s+/).filter(Boolean)
  const hasAll = ({ line, detail }: SuggestedLine) => {
    const words = plainly(`${line} ${detail}`).split(/[\s/’'(,]+/)
    return wanted.length > 0 && wanted.every((want) => words.some((word) => word.startsWith(want)))
  }
  return [...begun, ...commands.filter((command) => !begun.includes(command) && hasAll(command))].slice(0, most)
}

/** Whether a command is written out, so that its options and values come next, which only the server knows. */
export const isPastCommand = (commands: readonly SuggestedLine[], typed: string): boolean =>
  commands.some(({ line }) => plainly(typed).startsWith(`${plainly(line).trimEnd()} `))
