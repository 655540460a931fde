import { Problems, type Fields, type Path } from './problems.ts'
import type { DiscordError } from './refusals.ts'
import { checkOptions, checkSelect, CustomIds, selects, type } from './validate-selects.ts'

const inLabel: readonly number[] = [type.textInput, ...selects, type.fileUpload, type.radioGroup, type.checkboxGroup, type.checkbox]
const top: readonly number[] = [type.row, type.textDisplay, type.label]

/** What Discord finds wrong with a modal (`data` of an answer of type 9); undefined when it opens it. Pure. */
export function modalProblems(given: unknown): DiscordError | undefined {
  const problems = new Problems()
  const modal = problems.object([], given)
  problems.text(['title'], modal.title, { min: 1, max: 45, required: true })
  problems.text(['custom_id'], modal.custom_id, { min: 1, max: 100, required: true })
  const ids = new CustomIds(problems)
  const components = problems.list(['components'], modal.components, { min: 1, max: 5, required: true })
  components.forEach((component, index) => checkTop(problems, ids, ['components', index], component))
  return problems.error()
}

function checkTop(problems: Problems, ids: CustomIds, path: Path, component: Fields): void {
  problems.oneOf([...path, 'type'], component.type, top, true)
  if (component.type === type.textDisplay) problems.text([...path, 'content'], component.content, { min: 1, max: 4000, required: true })
  if (component.type === type.label) checkLabel(problems, ids, path, component)
  if (component.type === type.row) checkOldRow(problems, ids, path, component)
}

/** The deprecated form: a row that holds one text input, which has its own label. */
function checkOldRow(problems: Problems, ids: CustomIds, path: Path, row: Fields): void {
  const [input] = problems.list([...path, 'components'], row.components, { min: 1, max: 1, required: true })
  if (!input) return
  const at = [...path, 'components', 0]
  if (input.type !== type.textInput) return problems.choice([...at, 'type'], [type.textInput])
  problems.text([...at, 'label'], input.label, { min: 1, max: 45, required: true })
  checkTextInput(problems, ids, at, input)
}

function checkLabel(problems: Problems, ids: CustomIds, path: Path, label: Fields): void {
  problems.text([...path, 'label'], label.label, { min: 1, max: 45, required: true })
  problems.text([...path, 'description'], label.description, { max: 100 })
  const at = [...path, 'component']
  if (label.component === undefined || label.component === null) return problems.required(at)
  const input = problems.object(at, label.component)
  problems.oneOf([...at, 'type'], input.type, inLabel, true)
  problems.flag([...at, 'required'], input.required)
  if (input.type === type.textInput) {
    if (input.label !== undefined && input.label !== null) problems.add([...at, 'label'], 'TEXT_INPUT_LABEL_NOT_ALLOWED', 'A text input inside a label has no label of its own')
    checkTextInput(problems, ids, at, input)
  }
  if (selects.includes(Number(input.type))) checkSelectInput(problems, ids, at, input)
  if (input.type === type.fileUpload) checkFileUpload(problems, ids, at, input)
  if (input.type === type.radioGroup) checkRadioGroup(problems, ids, at, input)
  if (input.type === type.checkboxGroup) checkCheckboxGroup(problems, ids, at, input)
  if (input.type === type.checkbox) checkCheckbox(problems, ids, at, input)
}

function checkTextInput(problems: Problems, ids: CustomIds, path: Path, input: Fields): void {
  ids.check([...path, 'custom_id'], input.custom_id)
  problems.oneOf([...path, 'style'], input.style, [1, 2], true)
  problems.whole([...path, 'min_length'], input.min_length, { min: 0, max: 4000 })
  problems.whole([...path, 'max_length'], input.max_length, { min: 1, max: 4000 })
  const [min, max] = [Number(input.min_length ?? 0), Number(input.max_length ?? 4000)]
  if (min > max) problems.add([...path, 'min_length'], 'TEXT_INPUT_INVALID_BOUNDS', 'min_length must not be greater than max_length')
  problems.text([...path, 'placeholder'], input.placeholder, { max: 100 })
  problems.text([...path, 'value'], input.value, { max })
}

function checkSelectInput(problems: Problems, ids: CustomIds, path: Path, select: Fields): void {
  checkSelect(problems, ids, path, select)
  if (select.disabled === true) problems.add([...path, 'disabled'], 'COMPONENT_DISABLED_NOT_ALLOWED', 'A select in a modal cannot be disabled')
  checkRequired(problems, path, select)
}

/** What is required has `min_values` of 1 or more, or none. */
function checkRequired(problems: Problems, path: Path, input: Fields): void {
  if (input.min_values === 0 && input.required !== false)
    problems.add([...path, 'min_values'], 'COMPONENT_REQUIRED_MIN_VALUES', 'min_values must be at least 1 when required is true')
}

function checkFileUpload(problems: Problems, ids: CustomIds, path: Path, upload: Fields): void {
  ids.check([...path, 'custom_id'], upload.custom_id)
  problems.whole([...path, 'min_values'], upload.min_values, { min: 0, max: 10 })
  problems.whole([...path, 'max_values'], upload.max_values, { min: 1, max: 10 })
  if (Number(upload.min_values ?? 1) > Number(upload.max_values ?? 1)) problems.add([...path, 'min_values'], 'FILE_UPLOAD_INVALID_BOUNDS', 'min_values must not be greater than max_values')
  checkRequired(problems, path, upload)
  const types: unknown = upload.file_types
  if (types === undefined || types === null) return
  if (!Array.isArray(types) || types.length > 10) return problems.add([...path, 'file_types'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')
  types.forEach((one, index) => {
    if (typeof one !== 'string' || !/^(image|video|audio|\.[a-z0-9]+)$/.test(one)) problems.choice([...path, 'file_types', index], ['image', 'video', 'audio', '.extension'])
  })
}

function checkRadioGroup(problems: Problems, ids: CustomIds, path: Path, group: Fields): void {
  ids.check([...path, 'custom_id'], group.custom_id)
  const options = checkOptions(problems, path, group.options, { min: 2, max: 10 })
  if (options.filter((one) => one.default === true).length > 1) problems.add([...path, 'options'], 'RADIO_GROUP_TOO_MANY_DEFAULT_VALUES', 'At most one option can be the default')
}

function checkCheckboxGroup(problems: Problems, ids: CustomIds, path: Path, group: Fields): void {
  ids.check([...path, 'custom_id'], group.custom_id)
  const options = checkOptions(problems, path, group.options, { min: 1, max: 10 })
  problems.whole([...path, 'min_values'], group.min_values, { min: 0, max: 10 })
  problems.whole([...path, 'max_values'], group.max_values, { min: 1, max: 10 })
  const [min, max] = [Number(group.min_values ?? 1), Number(group.max_values ?? options.length)]
  if (min > max || (options.length && max > options.length))
    problems.add([...path, 'max_values'], 'CHECKBOX_GROUP_INVALID_BOUNDS', 'min_values, max_values and the number of options do not go together')
  checkRequired(problems, path, group)
  if (options.filter((one) => one.default === true).length > max) problems.add([...path, 'options'], 'CHECKBOX_GROUP_TOO_MANY_DEFAULT_VALUES', 'More default values than max_values')
}

function checkCheckbox(problems: Problems, ids: CustomIds, path: Path, checkbox: Fields): void {
  ids.check([...path, 'custom_id'], checkbox.custom_id)
  if (checkbox.required !== undefined) problems.add([...path, 'required'], 'CHECKBOX_REQUIRED_NOT_ALLOWED', 'A checkbox cannot be required')
}
