import { ApplicationCommandOptionType as OptionType, type APIApplicationCommandBasicOption as BasicOption } from 'discord.js'
import type { RegisteredCommand } from '../../bot/adapter.ts'
import type { DrawnField } from '../../bot/form.ts'
import type { Locale } from '../../bot/text.ts'
import { inEach, localised, type Said } from './said.ts'
import { short } from './short.ts'

/** What the platform takes as a choice: more are suggested while one types. */
export const mostChoices = 25

/** The names of a command's options, by field. In English it is that of the field; in other languages its label, where that makes a name. */
export function optionNames(command: Said<RegisteredCommand>): Map<string, Said<string | undefined>> {
  const taken = new Set(command.en.form.fields.map(({ name }) => dashed(name)))
  return new Map(
    command.en.form.fields.map((field, index) => {
      const said = (locale: Locale): string | undefined => {
        const name = nameFrom(command[locale].form.fields[index]?.label ?? '')
        if (!name || taken.has(name)) return undefined
        taken.add(name)
        return name
      }
      return [field.name, inEach((locale) => (locale === 'en' ? dashed(field.name) : said(locale)))]
    }),
  )
}

/** `payFrom` → `pay-from` */
const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const longestName = 32

/** `Rémunération à partir de (€)` → `rémunération-à-partir-de`; what is too long ends after a word. */
function nameFrom(label: string): string {
  const words = label.normalize('NFC').toLowerCase().replaceAll('’', "'").split(/[^\p{L}\p{N}'_]+/u).filter(Boolean)
  const kept = words.filter((_, index) => words.slice(0, index + 1).join('-').length <= longestName)
  return kept.join('-')
}

/** A field as an option; undefined for what is asked in the form alone: long texts, and what a picker of the form’s own place gives. */
export function optionOf(said: Said<DrawnField>, names: Said<string | undefined>): BasicOption | undefined {
  const field = said.en
  const about = {
    name: names.en ?? dashed(field.name),
    name_localizations: localised(names),
    description: describe(field),
    description_localizations: localised(inEach((locale) => describe(said[locale]))),
    required: false,
  }
  switch (field.kind) {
    case 'text':
      if (field.lines === 'many' || field.names === 'channel') return undefined
      if (field.names === 'person' && !field.suggests) return { ...about, type: OptionType.User }
      return { ...about, type: OptionType.String, max_length: Math.min(field.max, 6000), ...suggesting(field) }
    case 'number':
      return field.whole ? { ...about, ...boundsOf(field), type: OptionType.Integer } : { ...about, ...boundsOf(field), type: OptionType.Number }
    case 'choice':
      return { ...about, type: OptionType.String, ...(field.options.length > mostChoices ? { autocomplete: true as const } : { choices: choicesOf(said) }) }
    case 'choices':
      return { ...about, type: OptionType.String, autocomplete: true }
    case 'yesno':
      return { ...about, type: OptionType.Boolean }
    case 'files':
      return { ...about, type: OptionType.Attachment }
    case 'date':
    case 'link':
    case 'email':
    case 'phone':
      return { ...about, type: OptionType.String, max_length: 2000 }
    case 'record':
      return { ...about, type: OptionType.String, max_length: 100, ...suggesting(field) }
  }
}

const boundsOf = ({ min, max }: { min?: number; max?: number }) => ({ min_value: min, max_value: max })

const describe = ({ label, hint }: DrawnField): string => short(hint ?? label, 100)

const suggesting = ({ suggests }: DrawnField) => (suggests ? { autocomplete: true as const } : {})

function choicesOf(said: Said<DrawnField>) {
  const options = (field: DrawnField) => ('options' in field ? field.options : [])
  return options(said.en).map(({ value, label }, index) => {
    const names = inEach((locale) => short(options(said[locale])[index]?.label ?? label, 100))
    return { name: names.en, name_localizations: localised(names), value }
  })
}
