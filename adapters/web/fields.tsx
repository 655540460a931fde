import type { ComponentChildren } from 'preact'
import { shortTypes, type KeptFile } from '../../bot/files.ts'
import type { DrawnField, Form } from '../../bot/form.ts'
import type { Json } from '../../bot/field.ts'
import type { Drawing } from './drawing.ts'
import { m } from './messages.ts'
import { Hidden } from './render.tsx'

export interface FormAbout {
  form: Form
  drawing: Drawing
  /** what the form's files fields accept, signed by the server */
  accepts?: string
  keptFiles?: KeptFile[]
  /** told above the fields */
  notice?: string
}

/** A form to fill in, complete without any script: errors are beside their fields and listed above them. */
export function FillIn({ form, drawing, accepts, keptFiles = [], notice }: FormAbout) {
  const id = `form-${drawing.key.slice(0, 8)}`
  const about = { form, drawing, id, keptFiles }
  return (
    <form method="post" action="/act" enctype="multipart/form-data" class="fill" aria-labelledby={`${id}-title`}
      data-fill="" data-form-action={form.action} noValidate>
      <header>
        <h2 id={`${id}-title`}>{form.title}</h2>
        {form.description !== form.title && <p>{form.description}</p>}
      </header>
      <Hidden drawing={drawing} />
      <input type="hidden" name="action" value={form.action} />
      <input type="hidden" name="hidden" value={JSON.stringify(form.hidden)} />
      <input type="hidden" name="submitted" value="1" />
      {accepts && <input type="hidden" name="accepts" value={accepts} />}
      {notice && <p class="notice" role="alert">{notice}</p>}
      <Summary {...about} />
      {form.fields.map((field) => (
        <FieldRow field={field} {...about} />
      ))}
      <footer class="actions">
        <a class="button" href={`/c/${encodeURIComponent(drawing.channel)}`} data-cancel="">{drawing.say(m.cancel)}</a>
        <button class="primary">{drawing.say(m.submit)}</button>
      </footer>
    </form>
  )
}

interface About {
  form: Form
  drawing: Drawing
  id: string
  keptFiles: KeptFile[]
}

function Summary({ form, drawing, id }: About) {
  const wrong = form.fields.filter(({ name }) => form.problems[name])
  if (!wrong.length) return null
  return (
    <div class="summary" role="alert" tabIndex={-1} data-summary="">
      <p>{drawing.say(m.problems({ count: wrong.length }))}</p>
      <ul>
        {wrong.map(({ name, label }) => (
          <li>
            <a href={`#${id}-${name}`}>{label}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is common to the controls of one field. */
interface Control {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
  'aria-required'?: 'true'
}

function FieldRow({ field, ...about }: About & { field: DrawnField }) {
  const { form, drawing } = about
  const id = `${about.id}-${field.name}`
  const problem = form.problems[field.name]
  const hint = hintOf(field, drawing)
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ')
  const control: Control = {
    id,
    name: `f.${field.name}`,
    'aria-describedby': described || undefined,
    'aria-invalid': problem ? 'true' : undefined,
    'aria-required': field.optional ? undefined : 'true',
  }
  const label = (
    <>
      {field.label} {field.optional && <small>({drawing.say(m.optional)})</small>}
    </>
  )
  const below = (
    <>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {problem && <p class="error" id={`${id}-error`}>{problem}</p>}
    </>
  )
  return (
    <div class="field" data-field={field.name}>
      {isGroup(field) ? (
        <fieldset id={id} tabIndex={-1} aria-describedby={control['aria-describedby']} aria-invalid={control['aria-invalid']}>
          <legend>{label}</legend>
          {below}
          <Input field={field} control={control} {...about} />
        </fieldset>
      ) : (
        <>
          <label for={id}>{label}</label>
          {below}
          <Input field={field} control={control} {...about} />
        </>
      )}
    </div>
  )
}

const mostShown = 5

const isGroup = (field: DrawnField): boolean =>
  field.kind === 'choices' || field.kind === 'yesno' || (field.kind === 'choice' && field.options.length <= mostShown)

function hintOf(field: DrawnField, { say }: Drawing): string | undefined {
  if (field.kind === 'date') return field.hint ?? say(m.dateHint)
  if (field.kind !== 'files') return field.hint
  const hint = say(m.filesHint({ max: field.max, types: shortTypes(field.types) }))
  return field.hint ? `${field.hint} ${hint}` : hint
}

/** A value as a control shows it. */
const asText = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

const asTexts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map(asText) : asText(value).split(',').map((one) => one.trim()).filter(Boolean)

function Input({ field, control, form, drawing, keptFiles }: About & { field: DrawnField; control: Control }): ComponentChildren {
  const value = asText(form.values[field.name])
  const suggest = field.suggests ? { 'data-suggest': form.action, autocomplete: 'off' } : {}
  switch (field.kind) {
    case 'text': {
      const text = { ...control, ...suggest, placeholder: field.placeholder, dir: 'auto' as const }
      return field.lines === 'many' ? <textarea {...text} rows={5}>{value}</textarea> : <input {...text} type="text" value={value} />
    }
    case 'number':
      return <input {...control} type="text" inputMode={field.whole ? 'numeric' : 'decimal'} autocomplete="off" value={value} />
    case 'date':
      // Not a native date: people write “tomorrow” and “in two weeks”, and the engine reads them.
      return <input {...control} type="text" autocomplete="off" value={value} />
    case 'choice':
      return field.options.length <= mostShown ? (
        <Choices type="radio" options={withNone(field, drawing)} chosen={[value]} name={control.name} />
      ) : (
        <select {...control}>
          <option value="">{drawing.say(field.optional ? m.noChoice : m.choose)}</option>
          {field.options.map((option) => (
            <option value={option.value} selected={option.value === value}>{option.label}</option>
          ))}
        </select>
      )
    case 'choices':
      return <Choices type="checkbox" options={field.options} chosen={asTexts(form.values[field.name])} name={control.name} />
    case 'yesno': {
      const options = [{ value: 'true', label: drawing.say(m.yes) }, { value: 'false', label: drawing.say(m.no) }]
      return <Choices type="radio" options={field.optional ? [...options, noneOf(drawing)] : options} chosen={[value]} name={control.name} />
    }
    case 'link':
      return <input {...control} type="url" inputMode="url" autocomplete="off" placeholder="https://" value={value} />
    case 'email':
      return <input {...control} type="email" autocomplete="email" value={value} />
    case 'phone':
      return <input {...control} type="tel" autocomplete="tel" value={value} />
    case 'files':
      return <FilesInput field={field} control={control} drawing={drawing} kept={keptFiles.filter(({ id }) => asTexts(form.values[field.name]).includes(id))} />
    case 'record':
      return <input {...control} {...suggest} type="text" inputMode="numeric" value={value} />
  }
}

const noneOf = ({ say }: Drawing) => ({ value: '', label: say(m.noChoice) })

const withNone = (field: Extract<DrawnField, { kind: 'choice' }>, drawing: Drawing) =>
  field.optional ? [...field.options, noneOf(drawing)] : field.options

interface ChoicesAbout {
  type: 'radio' | 'checkbox'
  options: { value: string; label: string }[]
  chosen: string[]
  name: string
}

const Choices = ({ type, options, chosen, name }: ChoicesAbout) => (
  <div class="choices">
    {options.map(({ value, label }) => (
      <label>
        <input type={type} name={name} value={value} checked={chosen.includes(value)} /> <span dir="auto">{label}</span>
      </label>
    ))}
  </div>
)

interface FilesAbout {
  field: Extract<DrawnField, { kind: 'files' }>
  control: Control
  drawing: Drawing
  kept: KeptFile[]
}

/** Files cannot be put back into a browser's control, so those already stored are kept by a box that stays ticked. */
const FilesInput = ({ field, control, drawing, kept }: FilesAbout) => (
  <>
    {kept.length > 0 && (
      <div class="choices">
        <p class="hint">{drawing.say(m.filesKept)}</p>
        {kept.map(({ id, name }) => (
          <label>
            <input type="checkbox" name={control.name} value={id} checked /> <span>{drawing.say(m.keep({ name }))}</span>
          </label>
        ))}
      </div>
    )}
    <input {...control} type="file" multiple={field.max > 1} accept={field.types.join(',')} />
  </>
)
