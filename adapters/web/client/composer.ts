import { showError } from './answer.ts'
import { pauseInTyping, Suggestions, type Choice } from './combobox.ts'
import { isPastCommand, matching, type SuggestedLine } from './commands.ts'
import { historyOf, recall, remembering } from './history.ts'
import { clearNotice } from './notice.ts'
import { resend, send } from './outbox.ts'
import type { Answer } from './post.ts'
import { channel, person } from './session.ts'
import { read, write } from './storage.ts'

const draftPlace = () => `entraide line ${person()} ${channel()}`
const historyPlace = () => `entraide history ${person()}`

/** Makes the line at the bottom send without leaving the page, suggest, grow, and remember. */
export function startComposer(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLTextAreaElement>('textarea[name=text]')
  const list = form.querySelector<HTMLElement>('[data-suggestions]')
  if (!input || !list) return
  const action = form.getAttribute('action') ?? ''
  const suggestions = new Suggestions(input, list, lookUp())
  const recalls = recalling(input)
  const refused = (text: string, answer: Extract<Answer, { kind: 'error' }>) => {
    put(input, input.value ? `${text}\n${input.value}` : text)
    showError(form, answer)
    input.focus()
  }
  input.addEventListener('input', () => {
    grow(input)
    write(draftPlace(), input.value)
  })
  input.addEventListener('keydown', (event) => {
    if (suggestions.takesKey(event) || event.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) form.requestSubmit()
    else if (!recalls.takesKey(event)) return
    event.preventDefault()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = input.value
    if (!text.trim()) return input.focus()
    clearNotice(form)
    recalls.remember(text)
    put(input, '')
    send(action, text, refused)
  })
  resend(action, refused)
  takeUp(form, input)
}

/**
 * Takes up what the line holds already. On a slow connection somebody writes before this script is there: her Enter, a new line until
 * then, was meant to send; without it, her words join those that she had left here.
 */
function takeUp(form: HTMLFormElement, input: HTMLTextAreaElement): void {
  const left = read(draftPlace())
  const written = input.value
  // not what the server or the browser has put back
  const isNew = written.trim() !== '' && written !== input.defaultValue && written !== left
  if (isNew && written.endsWith('\n')) {
    input.value = written.trimEnd()
    form.requestSubmit()
    if (left) put(input, left)
  } else if (isNew) put(input, left ? `${left}\n${written}` : written)
  else if (written.trim()) grow(input)
  else if (left) put(input, left)
}

/** Writes into the line as typing would. */
function put(input: HTMLTextAreaElement, text: string): void {
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** As high as its text; style.css says how high at most. */
function grow(input: HTMLTextAreaElement): void {
  input.style.height = 'auto'
  input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`
}

/** The arrows go through what was sent before, from an empty line. */
function recalling(input: HTMLTextAreaElement) {
  let history = historyOf(JSON.parse(read(historyPlace()) || '[]') as string[])
  return {
    remember(line: string) {
      history = remembering(history, line)
      write(historyPlace(), JSON.stringify(history.lines))
    },
    takesKey({ key }: KeyboardEvent): boolean {
      const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined
      const isUnchanged = input.value === (history.lines[history.position] ?? '')
      const recalled = step && isUnchanged ? recall(history, step) : undefined
      if (!recalled) return false
      history = recalled.history
      // Not as typing: a command recalled shall not open its suggestions, which would take the next arrow.
      input.value = recalled.line
      grow(input)
      write(draftPlace(), input.value)
      return true
    },
  }
}

/** The commands are in the page; what comes after them is asked of the server. */
function lookUp() {
  const commands = JSON.parse(document.getElementById('commands')?.textContent ?? '[]') as SuggestedLine[]
  return (text: string, signal: AbortSignal): Choice[] | Promise<Choice[]> => {
    if (!text.startsWith('/') || text.includes('\n')) return []
    return isPastCommand(commands, text) ? next(text, signal) : choicesOf(matching(commands, text))
  }
}

const choicesOf = (lines: SuggestedLine[]): Choice[] => lines.map(({ line, label, detail }) => ({ value: line, label, detail }))

async function next(text: string, signal: AbortSignal): Promise<Choice[]> {
  await pauseInTyping(signal)
  const response = await fetch(`/suggest?${new URLSearchParams({ text, channel: channel() }).toString()}`, { signal })
  return response.ok ? choicesOf((await response.json()) as SuggestedLine[]) : []
}
