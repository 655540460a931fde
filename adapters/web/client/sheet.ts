import { focusOn } from './log.ts'
import { restoreDraft } from './drafts.ts'
import { elementOf, make, makeButton } from './html.ts'
import { suggestInFields } from './field-suggestions.ts'
import { say } from './words.ts'

/** Shows a form that the server drew, over the page. Leaving it keeps what was typed as a draft. */
export function openSheet(html: string): void {
  const content = elementOf(html)
  if (!content) return
  closeSheet()
  const dialog = make('dialog', 'sheet')
  const close = makeButton('close', '×', () => dialog.close())
  close.ariaLabel = say('close')
  dialog.append(content, close)
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-cancel]')) return
    event.preventDefault()
    dialog.close()
  })
  document.body.append(dialog)
  const heading = dialog.querySelector('h1, h2')
  if (heading?.id) dialog.setAttribute('aria-labelledby', heading.id)
  dialog.showModal()
  prepareForm(content)
}

/** Closes the form that is shown over the page. */
export const closeSheet = (): void => document.querySelector<HTMLDialogElement>('dialog.sheet')?.close()

/** Gets a form that has just been drawn ready: its draft, its suggestions, and the focus on what is wrong or on its first field. */
export function prepareForm(content: HTMLElement): void {
  const form = content.closest<HTMLFormElement>('[data-fill]') ?? content.querySelector<HTMLFormElement>('[data-fill]')
  if (!form) return
  restoreDraft(form)
  suggestInFields(form)
  const summary = form.querySelector<HTMLElement>('[data-summary], .notice[role=alert]')
  // On a phone a focused field brings the keyboard over the very form it belongs to.
  const isTouch = matchMedia('(pointer: coarse)').matches
  const start = summary ?? (isTouch ? form.closest('dialog') : form.querySelector<HTMLElement>('.field input, .field textarea, .field select'))
  if (start) focusOn(start)
}
