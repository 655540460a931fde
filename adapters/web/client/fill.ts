import { showDone, showError } from './answer.ts'
import { setBusy, takeBusy } from './busy.ts'
import { forgetDraft, keepDraft } from './drafts.ts'
import { elementOf } from './html.ts'
import { clearNotice, notice } from './notice.ts'
import { newKey, post } from './post.ts'
import { openSheet, prepareForm } from './sheet.ts'
import { say } from './words.ts'

/** Sends a form that was filled in. It stays, with all that was typed, until the server has said that it is done. */
export async function fillIn(form: HTMLFormElement): Promise<void> {
  if (!takeBusy(form)) return
  keepDraft(form)
  const dialog = form.closest('dialog')
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  dialog?.addEventListener('close', leave)
  const onWaiting = () => notice(form, say('waiting'), 'status')
  const answer = await post(form.getAttribute('action') ?? '', new FormData(form), { key: newKey(), signal: leaving.signal, onWaiting })
  dialog?.removeEventListener('close', leave)
  setBusy(form, false)
  clearNotice(form)
  if (answer.kind === 'done') {
    forgetDraft(form)
    if (dialog) dialog.close()
    else leavePage(form)
    showDone(answer, true)
  } else if (answer.kind === 'form') sendBack(form, answer.html)
  else if (answer.kind === 'error') {
    showError(form, answer)
    form.querySelector('.notice')?.scrollIntoView({ block: 'nearest' })
  }
}

/** A form that came with the page, as one without the script has it. */
function leavePage(form: HTMLFormElement): void {
  form.closest('main')?.classList.remove('filling')
  ;(form.closest('.sheet') ?? form).remove()
}

/** Puts the form with what is wrong in the place of the one that was sent. Files chosen need not be chosen again. */
function sendBack(form: HTMLFormElement, html: string): void {
  const content = elementOf(html)
  if (!content) return
  const again = content.matches('[data-fill]') ? content : (content.querySelector('[data-fill]') ?? content)
  if (!form.isConnected) return openSheet(html)
  form.replaceWith(again)
  prepareForm(again as HTMLElement)
}

/** Keeps drafts while people type, and lets the list of what is wrong lead to its fields. */
export function startForms(): void {
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element ? target.closest<HTMLFormElement>('[data-fill]') : null
    if (form) keepDraft(form)
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('[data-summary] a') : null
    const field = link && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    field.focus()
  })
  const open = document.querySelector<HTMLElement>('[data-fill]')
  if (open) prepareForm(open)
}
