import { make, makeButton } from './html.ts'

interface Offer {
  label: string
  act(): void
}

/** Says something about a form above its fields; what was said before goes. An alert is read out at once. */
export function notice(form: HTMLFormElement, text: string, role: 'status' | 'alert' = 'alert', offer?: Offer): void {
  clearNotice(form)
  const said = make('p', 'notice', text)
  said.setAttribute('role', role)
  if (offer) said.append(' ', makeButton('button', offer.label, offer.act))
  const header = form.querySelector(':scope > header')
  if (header) header.after(said)
  else if (form.hasAttribute('data-composer')) form.before(said)
  else besides(form).after(said)
}

export function clearNotice(form: HTMLFormElement): void {
  const around = form.hasAttribute('data-composer') ? form.previousElementSibling : besides(form).nextElementSibling
  for (const said of [...form.querySelectorAll(':scope > .notice'), around]) if (said?.matches('.notice')) said.remove()
}

/** A button stands in a row of others: what is said of it comes below the row. */
const besides = (form: HTMLFormElement): Element => form.closest('.buttons') ?? form
