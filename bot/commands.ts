import { isTyped, typedAs, type Action } from './action.ts'
import type { CommandLine, MessageAction, RegisteredCommand } from './adapter.ts'
import { fieldsOf } from './field.ts'
import { formOf } from './form.ts'
import type { Inner } from './handling.ts'
import { organiser, recognise, type AccountRef } from './person.ts'
import type { Locale } from './text.ts'
import type { Reader, Words } from './words.ts'

/** The commands somebody may type, with their fields. */
export async function commandsOf(inner: Inner, from: AccountRef): Promise<CommandLine[]> {
  const { who } = await recognise(inner.database.client, from, await inner.communityReader.read())
  return [...inner.actions.values()]
    .filter((action) => isTyped(action) && action.can.allows(who))
    .map((action) => commandLine(action, who, inner.words))
}

/** Every command there is, whoever may use it. */
export const registryIn = ({ actions, words }: Pick<Inner, 'actions' | 'words'>, locale: Locale): RegisteredCommand[] =>
  [...actions.values()]
    .filter(isTyped)
    .map((action) => ({ ...commandLine(action, { locale, timeZone: 'UTC' }, words), name: action.name, forOrganisers: action.can === organiser }))

/** The actions that can be used on somebody's message. */
export const messageActionsIn = ({ actions, words }: Pick<Inner, 'actions' | 'words'>, locale: Locale): MessageAction[] =>
  [...actions.values()].flatMap(({ name, title, description, onMessage }) => {
    const said = (text: typeof title) => words.plain(text, { locale, timeZone: 'UTC' })
    return onMessage ? [{ name, title: said(title), description: said(description), field: onMessage }] : []
  })

function commandLine(action: Action, reader: Reader, words: Words): CommandLine {
  const form = formOf(action, fieldsOf(action.input), { values: {}, problems: {} }, reader, words)
  return { typed: typedAs(action, reader.locale), title: form.title, description: form.description, form }
}
