import { pauseInTyping, Suggestions, type Choice } from './combobox.ts'
import { make } from './html.ts'

interface Found {
  value: string
  label: string
}

/** Gives the fields of a form that have suggestions theirs. */
export function suggestInFields(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-suggest]')) {
    const list = make('ul', '')
    input.after(list)
    const field = input.name.replace(/^f\./, '')
    const look = (text: string, signal: AbortSignal) => valuesOf(input.dataset.suggest ?? '', field, text, signal)
    const suggestions = new Suggestions(input, list, look)
    input.addEventListener('keydown', (event) => void suggestions.takesKey(event as KeyboardEvent))
  }
}

async function valuesOf(action: string, field: string, text: string, signal: AbortSignal): Promise<Choice[]> {
  await pauseInTyping(signal)
  const response = await fetch(`/suggest/field?${new URLSearchParams({ action, field, text }).toString()}`, { signal })
  if (!response.ok) return []
  const found = (await response.json()) as Found[]
  return found
    .filter(({ value }) => value !== text)
    .map(({ value, label }) => ({ value, label, detail: label === value ? '' : value }))
}
