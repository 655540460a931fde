/** One thing that has to be so for a platform to work: found so, or what to do about it. */
export interface Check {
  ok: boolean
  /** what was looked at, and what was found */
  title: string
  /** what to click or to change, when it is not so */
  advice?: string
}
