import type { Action } from './action.ts'
import { isTyped, typedAs } from './action.ts'
import type { Incoming } from './adapter.ts'
import { parseLine, type ParsedLine } from './command-line.ts'
import { m } from './messages.ts'
import { cleanText, type RawInput } from './read.ts'
import { shortenText } from './shorten.ts'
import type { Locale } from './text.ts'
import { text, view, buttons, type View } from './view.ts'
import type { Words } from './words.ts'

/** What somebody wants of the assistant. */
export type Wish =
  | { kind: 'call'; action: Action; input: RawInput; submitted: boolean; asks: boolean }
  | { kind: 'said'; text: string }
  | { kind: 'answer'; view: (locale: Locale) => View }

const offer = (action: Action, locale: Locale, input: RawInput = {}) => ({
  label: typedAs(action, locale),
  call: { action: action.name, input },
})

/** Makes out what a delivery asks for, without any look at the database, nor at who asks. */
export function understand(what: Incoming['what'], actions: ReadonlyMap<string, Action>, words: Words): Wish {
  if ('call' in what) {
    const action = actions.get(what.call.action)
    if (!action) return answer((locale) => view({ tone: 'problem' }, text(m.notOffered), buttons(helpButton(actions, locale))))
    return { kind: 'call', action, input: what.call.input, submitted: what.submitted ?? false, asks: what.asks ?? false }
  }
  const typed = cleanText(what.typed, 'many')
  if (!typed.startsWith('/')) return { kind: 'said', text: typed }
  const line = parseLine(typed, [...actions.values()], words)
  switch (line.kind) {
    case 'call':
      return { kind: 'call', action: line.action, input: line.input, submitted: false, asks: false }
    case 'group':
      return answer((locale) => groupView(line.actions, locale))
    case 'unknownOption':
      return answer((locale) => unknownOption(line, locale))
    case 'unknown':
      return answer((locale) => unknownCommand(line, actions, locale))
  }
}

const answer = (view: (locale: Locale) => View): Wish => ({ kind: 'answer', view })

function unknownOption({ option, action, input }: Extract<ParsedLine, { kind: 'unknownOption' }>, locale: Locale): View {
  const said = m.unknownOption({ option: shortenText(option, 60), command: typedAs(action, locale) })
  return view({ tone: 'problem' }, text(said), buttons(offer(action, locale, input)))
}

function unknownCommand({ typed, nearest, input }: Extract<ParsedLine, { kind: 'unknown' }>, actions: ReadonlyMap<string, Action>, locale: Locale): View {
  const offered = nearest && offer(nearest, locale, input)
  const asked = nearest && text(m.nearest({ command: typedAs(nearest, locale) }))
  const said = text(m.unknownCommand({ command: shortenText(typed, 60) }))
  return view({ tone: 'problem' }, said, asked, buttons(offered, helpButton(actions, locale)))
}

/** The way on when nothing else is. */
export const helpButton = (actions: ReadonlyMap<string, Action>, locale: Locale) => {
  const action = actions.get('help')
  return action && offer(action, locale)
}

const groupView = (actions: Action[], locale: Locale): View => ({
  blocks: [
    {
      kind: 'list',
      items: actions.filter(isTyped).map((action) => ({
        title: typedAs(action, locale),
        text: action.description,
        buttons: [{ label: action.title, call: { action: action.name, input: {} } }],
      })),
    },
  ],
})
