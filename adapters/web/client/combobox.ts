import { announce } from './announce.ts'
import { make } from './html.ts'
import { move, taken, type ListState } from './list-state.ts'
import { say } from './words.ts'

/** One suggestion: what is shown of it, and what stands in the field once it is taken. */
export interface Choice {
  label: string
  detail: string
  value: string
}

type Input = HTMLInputElement | HTMLTextAreaElement
/** What fits a text: at once, or after a look-up that `signal` ends. */
type Look = (text: string, signal: AbortSignal) => Choice[] | Promise<Choice[]>

const pause = 120
let lists = 0

/**
 * The suggestions of a field, after the combobox pattern of the ARIA Authoring Practices with a list that is chosen from by hand: the
 * focus stays in the text, the arrows mark, Enter and Tab take, Escape closes.
 */
export class Suggestions {
  private state: ListState = { count: 0, marked: -1 }
  private choices: Choice[] = []
  private looking = new AbortController()

  constructor(private input: Input, private list: HTMLElement, private look: Look) {
    if (!list.id) list.id = `suggestions-${++lists}`
    list.classList.add('suggestions')
    describe(input, list)
    input.addEventListener('input', () => this.refresh())
    input.addEventListener('blur', () => this.close())
    // The focus stays in the text, so that the list does not close before it is clicked.
    list.addEventListener('mousedown', (event) => event.preventDefault())
    list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest('li') : null
      if (option) this.take([...list.children].indexOf(option))
    })
  }

  /** True when a key was the list's; otherwise it is the text's. */
  takesKey(event: KeyboardEvent): boolean {
    // what is still being looked up shall not come after all
    if (event.key === 'Escape') this.looking.abort()
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || this.list.hidden) return false
    const index = taken(this.state, event.key)
    const next = move(this.state, event.key)
    if (index !== undefined) this.take(index)
    else if (next !== undefined) this.mark(next)
    else if (event.key === 'Escape') this.close()
    else return false
    // Escape would close the dialog around the field too.
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  private refresh(): void {
    this.looking.abort()
    this.looking = new AbortController()
    this.mark(-1)
    const { signal } = this.looking
    const found = this.look(this.input.value, signal)
    if (Array.isArray(found)) return this.show(found)
    found
      .then((later) => signal.aborted || this.show(later))
      .catch(() => signal.aborted || this.show([]))
  }

  /** What was marked while this was looked up stays marked, so that Enter takes what is seen to be chosen. */
  private show(found: Choice[]): void {
    const marked = this.choices[this.state.marked]?.value
    this.choices = found
    this.list.replaceChildren(...found.map((choice, index) => optionOf(choice, `${this.list.id}-${index}`)))
    this.list.hidden = found.length === 0
    if (this.input.role === 'combobox') this.input.ariaExpanded = String(!this.list.hidden)
    if (found.length && found.length !== this.state.count) announce(say('suggestions', { count: found.length }))
    this.state.count = found.length
    this.mark(found.findIndex(({ value }) => value === marked))
  }

  private close(): void {
    this.looking.abort()
    this.show([])
  }

  private mark(index: number): void {
    this.state.marked = index
    for (const [position, option] of [...this.list.children].entries()) option.ariaSelected = String(position === index)
    const option = this.list.children[index]
    if (option) this.input.setAttribute('aria-activedescendant', option.id)
    else this.input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  private take(index: number): void {
    const choice = this.choices[index]
    if (!choice) return
    this.close()
    this.input.value = choice.value
    this.input.setSelectionRange(choice.value.length, choice.value.length)
    this.input.dispatchEvent(new InputEvent('input', { bubbles: true, data: choice.value, inputType: 'insertReplacementText' }))
  }
}

/** Waits until typing pauses. Rejects when `signal` ended the wait. */
export const pauseInTyping = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(new Error('typing went on')) : resolve()), pause)
  })

/** A text of several lines may not be a combobox in ARIA, but may have suggestions all the same. */
function describe(input: Input, list: HTMLElement): void {
  list.role = 'listbox'
  list.ariaLabel ||= say('suggestions', { count: '' }).replace(/[\s:]+$/u, '')
  list.hidden = true
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-autocomplete', 'list')
  input.autocomplete = 'off'
  if (input instanceof HTMLTextAreaElement) return describeAlone(input, list)
  input.role = 'combobox'
  input.ariaExpanded = 'false'
}

/** Not being a combobox's, a list that scrolls has to be reached by the keyboard; from there, one goes on typing. */
function describeAlone(input: HTMLTextAreaElement, list: HTMLElement): void {
  list.tabIndex = 0
  list.addEventListener('focus', () => input.focus())
}

function optionOf({ label, detail }: Choice, id: string): HTMLElement {
  const option = make('li', '')
  option.id = id
  option.role = 'option'
  option.append(make('span', 'label', label))
  if (detail) option.append(' ', make('span', 'detail', detail))
  return option
}
