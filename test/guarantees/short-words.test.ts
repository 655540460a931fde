import { describe, expect, it } from 'vitest'
import { isTyped, type Action } from '../../bot/action.ts'
import { fieldsOf } from '../../bot/field.ts'
import { m } from '../../bot/messages.ts'
import { locales, type Text } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { capabilities } from '../../commands/index.ts'

/** What the strictest platform shows whole, in UTF-16 units: Slack's titles of modals and shortcuts, Discord's labels and descriptions. */
const whole = { title: 24, description: 100, label: 45, hint: 100, placeholder: 100, option: 75 }

const words = createWords([m, ...capabilities.map(({ messages }) => messages)])
const actions = capabilities.flatMap((capability) => capability.actions)

/** Everything that an action says of itself before it runs, with how long it may be. */
function saidOf(action: Action): [what: string, text: Text, max: number][] {
  const fields = fieldsOf(action.input).filter(({ hidden }) => !hidden)
  return [
    // Of what only a button does, and no form asks, the title stands nowhere alone.
    ...(isTyped(action) || fields.length ? ([['title', action.title, whole.title]] satisfies [string, Text, number][]) : []),
    // Above a form there is room; in a list of commands there is not.
    ...(isTyped(action) ? ([['description', action.description, whole.description]] satisfies [string, Text, number][]) : []),
    ...fields.flatMap((field): [string, Text, number][] => [
      [`${field.name}: label`, field.label, whole.label],
      ...(field.hint ? ([[`${field.name}: hint`, field.hint, whole.hint]] satisfies [string, Text, number][]) : []),
      ...('placeholder' in field && field.placeholder ? ([[`${field.name}: placeholder`, field.placeholder, whole.placeholder]] satisfies [string, Text, number][]) : []),
      ...('options' in field ? field.options.map(({ value, label }): [string, Text, number] => [`${field.name}: ${value}`, label, whole.option]) : []),
    ]),
  ]
}

describe.each(locales)('in "%s", no platform cuts', (locale) => {
  it.each(actions.map((action) => [action.name, action] as const))('what %s says of itself', (_name, action) => {
    const tooLong = saidOf(action).flatMap(([what, text, max]) => {
      const said = words.plain(text, { locale, timeZone: 'UTC' })
      return said.length > max ? [`${what}, ${said.length} of ${max}: ${said}`] : []
    })
    expect(tooLong).toEqual([])
  })
})
