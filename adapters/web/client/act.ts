import { showDone, showError } from './answer.ts'
import { setBusy, takeBusy } from './busy.ts'
import { confirmed } from './confirm.ts'
import { clearNotice, notice } from './notice.ts'
import { newKey, post } from './post.ts'
import { openSheet } from './sheet.ts'
import { say } from './words.ts'

/** Does what a button or a select of a message says, without leaving the page. */
export async function act(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  if (!takeBusy(form)) return
  try {
    const data = new FormData(form)
    const question = form.dataset.confirm
    if (question && !(await confirmed(question, button?.textContent ?? '', button?.className ?? ''))) return
    // without the question, the server knows that it was answered
    data.delete('confirm')
    clearNotice(form)
    const onWaiting = () => notice(form, say('waiting'), 'status')
    const answer = await post(form.getAttribute('action') ?? '', data, { key: newKey(), onWaiting })
    clearNotice(form)
    if (answer.kind === 'done') showDone(answer, true)
    else if (answer.kind === 'form') openSheet(answer.html)
    else if (answer.kind === 'error') showError(form, answer)
  } finally {
    setBusy(form, false)
    form.querySelector('select')?.form?.reset()
  }
}

/** A choice made with a pointer acts at once; with the keyboard, where each arrow is a choice, by Enter or the button beside it. */
export function startSelects(): void {
  let byPointer = false
  document.addEventListener('pointerdown', () => (byPointer = true), true)
  document.addEventListener('keydown', (event) => {
    byPointer = false
    const select = selectOf(event)
    if (!select?.value || event.key !== 'Enter') return
    event.preventDefault()
    select.form?.requestSubmit()
  }, true)
  document.addEventListener('change', (event) => {
    const select = selectOf(event)
    if (byPointer && select?.value) select.form?.requestSubmit()
  })
}

const selectOf = ({ target }: Event): HTMLSelectElement | null =>
  target instanceof HTMLSelectElement && target.closest('[data-act]') ? target : null
