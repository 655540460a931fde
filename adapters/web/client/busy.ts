/** Takes a form for sending; false when it is being sent already, as after a double click. Its buttons stay reachable, as the focus is on one. */
export function takeBusy(form: HTMLFormElement): boolean {
  if (form.ariaBusy === 'true') return false
  setBusy(form, true)
  return true
}

export function setBusy(form: HTMLFormElement, busy: boolean): void {
  form.ariaBusy = String(busy)
  for (const button of form.querySelectorAll('button')) button.ariaDisabled = String(busy)
}
