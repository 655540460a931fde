import type { types, ViewOutput } from '@slack/bolt'
import type { AccountRef } from '../../bot/person.ts'
import { shortenText } from '../../bot/shorten.ts'
import type { Reader, Words } from '../../bot/words.ts'
import { filledIn } from './filled.ts'
import { m } from './messages.ts'
import type { Slack } from './slack.ts'
import { readerOf } from './answer.ts'
import { metadataIn } from './views.ts'

export interface SuggestionAsked {
  from: AccountRef
  view: ViewOutput
  /** the field */
  block_id: string
  /** what is typed in it */
  value: string
}

const mostOptions = 100
const longest = 75

/** What could be chosen in a field: what the assistant suggests; first what was typed itself, where any words will do. */
export async function suggestions(slack: Slack, { from, view, block_id: field, value }: SuggestionAsked): Promise<types.Option[]> {
  const metadata = await metadataIn(slack, view.private_metadata)
  if (!metadata) return []
  const reader = await readerOf(slack, { from })
  const call = { action: metadata.action, input: { ...metadata.carried, ...filledIn(view).input } }
  const found = await slack.door.suggest(from, call, field, value)
  const offered = found.flatMap((one) => (one.value.length <= longest ? [option(slack.engine.words.plain(one.label, reader), one.value)] : []))
  const typed = value.trim()
  const isOffered = offered.some((one) => one.value === typed)
  const asTyped = typed && typed.length <= longest && !isOffered && takesWords(slack, metadata.action, field)
  return [...(asTyped ? [optionAsTyped(slack.words, typed, reader)] : []), ...offered].slice(0, mostOptions)
}

/** What somebody typed, as something to choose. */
export const optionAsTyped = (words: Words, typed: string, reader: Reader): types.PlainTextOption => option(words.plain(m.asTyped({ typed }), reader), typed)

const option = (label: string, value: string): types.PlainTextOption => ({ text: { type: 'plain_text', text: shortenText(label || value, longest), emoji: false }, value })

/** A record has to be one of those that there are. */
function takesWords({ door }: Slack, action: string, field: string): boolean {
  const asked = door.registry('en').find(({ name }) => name === action)?.form.fields.find(({ name }) => name === field)
  return asked?.kind === 'text'
}
