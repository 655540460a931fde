import { createRequire } from 'node:module'
import { z } from 'zod'
import type { Json } from '../field.ts'
import type { Question } from './set.ts'

type Place = Extract<Question, { kind: 'place' }>

/** The official list of French communes with the postcodes of La Poste, as it comes with its package. */
const communes = z.array(z.object({ nom: z.string(), type: z.string(), codesPostaux: z.array(z.string()).optional() }))

/** Of each country whose postcodes are known, what makes its towns by postcode: 0.2 s and 9 MB of text for France. */
const readers: Partial<Record<string, () => Map<string, string[]>>> = { FR: frenchTowns }
const read = new Map<string, Map<string, string[]>>()

function frenchTowns(): Map<string, string[]> {
  const towns = new Map<string, string[]>()
  const load = createRequire(import.meta.url)
  for (const { nom, type, codesPostaux = [] } of communes.parse(load('@etalab/decoupage-administratif/data/communes.json'))) {
    // those that became part of another, and the districts of a town, have its name beside their own
    if (type !== 'commune-actuelle') continue
    for (const postcode of codesPostaux) towns.set(postcode, [...(towns.get(postcode) ?? []), nom])
  }
  return towns
}

/** Read when the first postcode is typed. */
function townsIn(country: string): Map<string, string[]> | undefined {
  const known = read.get(country) ?? readers[country]?.()
  if (known) read.set(country, known)
  return known
}

/** The towns with a postcode, each with it, `93200 Saint-Denis`, by their names; none where it is none or is not known. */
function townsWith(country: string, typed: string): string[] {
  const postcode = typed.replace(/\s/g, '')
  if (!/^\d{5}$/.test(postcode)) return []
  const names = townsIn(country)?.get(postcode) ?? []
  return names.toSorted((one, other) => one.localeCompare(other, 'fr')).map((name) => `${postcode} ${name}`)
}

/** The towns that what was given to a question may stand for: those of a postcode. */
export const townsOfAnswer = (question: Question, value: Json): string[] => (question.kind === 'place' && typeof value === 'string' ? townsWith(question.country, value) : [])

/** A place as it was typed; a postcode with its town where it has one only. */
export function withTown(question: Place, typed: string): string {
  const [town, ...others] = townsWith(question.country, typed)
  return town && others.length === 0 ? town : typed
}
