import { draftKey, isWorthKeeping, outdated, restored, type Draft, type Filled } from './draft.ts'
import { notice } from './notice.ts'
import { person } from './session.ts'
import { read, remove, write } from './storage.ts'
import { say } from './words.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const openings = new WeakMap<HTMLFormElement, Filled>()

const keyOf = (form: HTMLFormElement) =>
  draftKey(person(), form.dataset.formAction ?? '', new FormData(form).get('hidden') as string)

const controlsOf = (form: HTMLFormElement) =>
  ([...form.elements] as Control[]).filter(({ name, type }) => name.startsWith('f.') && type !== 'file')

const isBox = (control: Control): control is HTMLInputElement => control.type === 'radio' || control.type === 'checkbox'

function valuesOf(form: HTMLFormElement): Filled {
  const filled: Filled = {}
  for (const control of controlsOf(form)) {
    const values = (filled[control.name] ??= [])
    if (!isBox(control) || control.checked) values.push(control.value)
  }
  return filled
}

function fill(form: HTMLFormElement, filled: Filled): void {
  for (const control of controlsOf(form)) {
    const values = filled[control.name]
    if (!values) continue
    if (isBox(control)) control.checked = values.includes(control.value)
    else control.value = values[0] ?? ''
  }
}

/** Fills a form that has just opened with what its person had begun, and says so. */
export function restoreDraft(form: HTMLFormElement): void {
  const opened = valuesOf(form)
  const kept = read(keyOf(form))
  const draft = kept ? (JSON.parse(kept) as Draft) : undefined
  // A form sent back with what is wrong holds what was typed already.
  const isSentBack = form.querySelector('[aria-invalid=true]') !== null
  openings.set(form, isSentBack ? (draft?.opened ?? opened) : opened)
  const again = draft && !isSentBack ? restored(draft, opened) : {}
  if (!Object.keys(again).length) return
  fill(form, again)
  notice(form, say('draftRestored'), 'status', {
    label: say('draftDiscard'),
    act: () => {
      forgetDraft(form)
      fill(form, opened)
      form.querySelector(':scope > .notice')?.remove()
      form.querySelector<HTMLElement>('.field input, .field textarea, .field select')?.focus()
    },
  })
}

/** Keeps what a form holds, until the server has it. */
export function keepDraft(form: HTMLFormElement): void {
  const draft: Draft = { opened: openings.get(form) ?? {}, typed: valuesOf(form), at: Date.now() }
  if (isWorthKeeping(draft)) write(keyOf(form), JSON.stringify(draft))
  else forgetDraft(form)
}

export const forgetDraft = (form: HTMLFormElement): void => remove(keyOf(form))

/** Forgets what nobody came back for within a month. */
export function pruneDrafts(): void {
  try {
    for (const key of outdated(Object.entries(localStorage) as [string, string][], Date.now())) remove(key)
  } catch {
    // A browser that forbids storage has no drafts.
  }
}
