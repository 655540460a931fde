import type { ViewOutput } from '@slack/bolt'
import type { RawInput } from '../../bot/read.ts'
import { keptId, noAnswer } from './fields.ts'

/** What a person filled in, as Slack gives it. */
export interface Filled {
  input: RawInput
  /** by field, the files chosen just now */
  files: Map<string, SlackFile[]>
  /** by field, the person picked, as Slack knows her */
  people: Map<string, string>
}

export interface SlackFile {
  id: string
  name: string
  /** where its bytes are, for who has the workspace's token */
  url: string
}

type StateValue = ViewOutput['state']['values'][string][string]

/** Reads what is in the fields of a modal; what was left empty is the empty text. */
export function filledIn({ state }: Pick<ViewOutput, 'state'>): Filled {
  const filled: Filled = { input: {}, files: new Map(), people: new Map() }
  const kept = new Map<string, string[]>()
  for (const [block, elements] of Object.entries(state.values))
    for (const value of Object.values(elements)) {
      if (block.endsWith(keptId(''))) kept.set(block, chosenIn(value))
      else readValue(filled, block, value)
    }
  for (const field of filled.files.keys()) filled.input[field] = kept.get(keptId(field)) ?? []
  return filled
}

const chosenIn = ({ selected_options: chosen }: StateValue): string[] => (chosen ?? []).map(({ value }) => value)

function readValue({ input, files, people }: Filled, field: string, value: StateValue): void {
  switch (value.type) {
    case 'file_input':
      files.set(field, (value.files ?? []).map((file) => ({ id: file.id, name: file.name, url: file.url_private_download || file.url_private })))
      break
    case 'users_select':
      if (value.selected_user) people.set(field, value.selected_user)
      input[field] = ''
      break
    case 'checkboxes':
    case 'multi_static_select':
      input[field] = chosenIn(value)
      break
    case 'datepicker':
      input[field] = value.selected_date ?? ''
      break
    case 'conversations_select':
      input[field] = value.selected_conversation ?? ''
      break
    case 'radio_buttons':
    case 'static_select':
    case 'external_select':
      input[field] = value.selected_option?.value === noAnswer ? '' : (value.selected_option?.value ?? '')
      break
    default:
      input[field] = value.value ?? ''
  }
}
