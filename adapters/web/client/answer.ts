import { showExpired } from './banner.ts'
import { focusOn, itemOf, show } from './log.ts'
import { notice } from './notice.ts'
import type { Answer } from './post.ts'
import { showFrom } from './scroll.ts'
import { say } from './words.ts'

/**
 * Shows what a form's sending brought, as the live feed would; the same message by both ways is shown once. A page in a language that
 * its person has just left is loaded again.
 */
export function showDone(answer: Extract<Answer, { kind: 'done' }>, moveFocus: boolean): void {
  if (answer.locale && answer.locale !== document.documentElement.lang) return location.reload()
  for (const message of answer.messages ?? []) show(message)
  const id = Number(answer.focus?.replace('m-', ''))
  const item = itemOf(id)
  if (!item) return
  if (moveFocus) focusOn(item)
  if (item.matches(':last-child')) showFrom(item)
}

/** Says beside a form why it was not accepted. What was typed stays where it is. */
export function showError(form: HTMLFormElement, answer: Extract<Answer, { kind: 'error' }>): void {
  notice(form, answer.message || say(answer.expired ? 'expired' : 'failed'))
  if (answer.expired) showExpired()
}
