/** A list of suggestions: how many, and which is marked; -1 is none, as nothing is taken that was not chosen. */
export interface ListState {
  count: number
  marked: number
}

/** Where a key moves the mark to; undefined when the key is none of the list's. Past either end comes the text itself, then the other end. */
export function move({ count, marked }: ListState, key: string): number | undefined {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return marked + 1 < count ? marked + 1 : -1
    case 'ArrowUp':
      return marked < 0 ? count - 1 : marked - 1
    case 'Home':
      return marked < 0 ? undefined : 0
    case 'End':
      return marked < 0 ? undefined : count - 1
    default:
      return undefined
  }
}

/** What a key takes: Enter only what is marked, Tab what is marked or else the first. */
export function taken({ count, marked }: ListState, key: string): number | undefined {
  if (key === 'Enter') return marked >= 0 ? marked : undefined
  if (key === 'Tab') return count > 0 ? Math.max(marked, 0) : undefined
  return undefined
}
