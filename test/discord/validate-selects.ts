import type { Fields, Path, Problems } from './problems.ts'

export const type = {
  row: 1, button: 2, stringSelect: 3, textInput: 4, userSelect: 5, roleSelect: 6, mentionableSelect: 7, channelSelect: 8, section: 9, textDisplay: 10,
  thumbnail: 11, mediaGallery: 12, file: 13, separator: 14, container: 17, label: 18, fileUpload: 19, radioGroup: 21, checkboxGroup: 22, checkbox: 23,
} as const

export const selects: readonly number[] = [type.stringSelect, type.userSelect, type.roleSelect, type.mentionableSelect, type.channelSelect]

/** The ids that must be unique in one message or modal. */
export class CustomIds {
  private readonly seen = new Set<string>()

  constructor(private readonly problems: Problems) {}

  /** 1–100 characters, once. */
  check(path: Path, value: unknown): void {
    this.problems.text(path, value, { min: 1, max: 100, required: true })
    if (typeof value !== 'string') return
    if (this.seen.has(value)) this.problems.add(path, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
    this.seen.add(value)
  }
}

/** A select of a message or of a modal: 1–25 options with different values, bounds that fit, a placeholder of 150. */
export function checkSelect(problems: Problems, ids: CustomIds, path: Path, select: Fields): void {
  ids.check([...path, 'custom_id'], select.custom_id)
  problems.text([...path, 'placeholder'], select.placeholder, { max: 150 })
  problems.whole([...path, 'min_values'], select.min_values, { min: 0, max: 25 })
  problems.whole([...path, 'max_values'], select.max_values, { min: 1, max: 25 })
  const { min, max } = bounds(select)
  if (min > max) problems.add([...path, 'min_values'], 'SELECT_COMPONENT_INVALID_BOUNDS', 'min_values must not be greater than max_values')
  if (select.type === type.stringSelect) checkSelectOptions(problems, path, select, max)
  else checkDefaults(problems, path, select, min, max)
}

const bounds = ({ min_values, max_values }: Fields) => ({
  min: typeof min_values === 'number' ? min_values : 1,
  max: typeof max_values === 'number' ? max_values : 1,
})

function checkSelectOptions(problems: Problems, path: Path, select: Fields, max: number): void {
  const options = checkOptions(problems, path, select.options, { min: 1, max: 25 })
  if (options.length && max > options.length)
    problems.add([...path, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE', 'max_values must not be greater than the number of options')
  if (options.filter((one) => one.default === true).length > max)
    problems.add([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'More default values than max_values')
}

/** Options of a select, a radio group or a checkbox group. */
export function checkOptions(problems: Problems, path: Path, given: unknown, count: { min: number; max: number }): Fields[] {
  const options = problems.list([...path, 'options'], given, { ...count, required: true })
  const values = new Set<unknown>()
  options.forEach((option, index) => {
    const at = [...path, 'options', index]
    problems.text([...at, 'label'], option.label, { min: 1, max: 100, required: true })
    problems.text([...at, 'value'], option.value, { min: 1, max: 100, required: true })
    problems.text([...at, 'description'], option.description, { max: 100 })
    if (values.has(option.value)) problems.add([...at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')
    values.add(option.value)
  })
  return options
}

function checkDefaults(problems: Problems, path: Path, select: Fields, min: number, max: number): void {
  const defaults = problems.list([...path, 'default_values'], select.default_values, { max: 25 })
  if (defaults.length > max || (defaults.length > 0 && defaults.length < min))
    problems.add([...path, 'default_values'], 'SELECT_COMPONENT_INVALID_DEFAULT_VALUES', 'The number of default values must be within min_values and max_values')
  defaults.forEach((one, index) => problems.oneOf([...path, 'default_values', index, 'type'], one.type, ['user', 'role', 'channel'], true))
}
