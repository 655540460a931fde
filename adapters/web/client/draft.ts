/** What a form's fields hold: the values by the name of the field. */
export type Filled = Record<string, string[]>

/** What somebody had begun to fill in. */
export interface Draft {
  /** what the form held when it opened */
  opened: Filled
  typed: Filled
  /** milliseconds since 1970 */
  at: number
}

const keptFor = 30 * 86_400_000
const prefix = 'entraide draft '

const same = (one: string[] = [], other: string[] = []) => one.join('\n') === other.join('\n')

/** Where a person's draft of a form is kept: the same action about another record is another form. */
export const draftKey = (person: string, action: string, hidden: string): string => `${prefix}${person} ${action} ${hidden}`

/**
 * The fields to fill again. One that the server now fills otherwise than when the draft began (somebody changed the record, or a
 * command brought a value) keeps the server's value.
 */
export const restored = (draft: Draft, opened: Filled): Filled =>
  Object.fromEntries(
    Object.entries(draft.typed).filter(([name, values]) => same(opened[name], draft.opened[name]) && !same(opened[name], values)),
  )

/** Whether anything was typed at all. */
export const isWorthKeeping = ({ opened, typed }: Draft): boolean =>
  Object.entries(typed).some(([name, values]) => !same(opened[name], values))

/** The keys of drafts that are too old, or unreadable. */
export const outdated = (stored: [key: string, value: string][], now: number): string[] =>
  stored
    .filter(([key]) => key.startsWith(prefix))
    .filter(([, value]) => {
      try {
        return !((JSON.parse(value) as Draft).at > now - keptFor)
      } catch {
        return true
      }
    })
    .map(([key]) => key)
