import type { APIApplicationCommandOptionChoice, AutocompleteInteraction } from 'discord.js'
import { suggestTo } from './answer.ts'
import { completions } from './choices.ts'
import type { Discord } from './discord.ts'
import { mostChoices } from './options.ts'
import { short } from './short.ts'
import { whoAsks } from './show.ts'
import { givenOptions, nameOfCommand, plainInput } from './typed.ts'

/** Later than this, nothing is suggested: somebody types on. */
const budgetMs = 250
const longestChoice = 100

/** Suggests what could be typed next; nothing when that takes too long or fails. */
export async function suggest(discord: Discord, interaction: AutocompleteInteraction, budget = budgetMs): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<APIApplicationCommandOptionChoice<string>[]>((resolve) => (timer = setTimeout(() => resolve([]), budget)))
  const found = look(discord, interaction).catch((error: unknown) => {
    discord.log.warn({ err: error }, 'no suggestions')
    return []
  })
  const choices = await Promise.race([found, late])
  clearTimeout(timer)
  await suggestTo(discord, interaction, choices)
}

async function look(discord: Discord, interaction: AutocompleteInteraction): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { door, engine, people, commands } = discord
  const target = commands.targets.get(nameOfCommand(interaction))
  const { name, value: typed } = interaction.options.getFocused(true)
  const field = target?.fields.get(name)
  if (!target || !field) return []
  if ('options' in field) return choicesOf(completions(field, typed), ({ label }) => label)
  const from = await people.of(interaction)
  if (typeof from === 'string') return []
  const others = givenOptions(interaction.options.data).filter((option) => option.name !== name)
  const call = { action: target.action, input: plainInput(target, others) }
  const [found, who] = await Promise.all([door.suggest(from, call, field.name, typed), whoAsks({ discord, from })])
  return choicesOf(found, ({ label }) => engine.words.plain(label, who))
}

/** As the platform takes them: not empty, not twice, not too long to be given back whole. */
function choicesOf<T extends { value: string }>(found: T[], labelOf: (one: T) => string): APIApplicationCommandOptionChoice<string>[] {
  const values = new Map(found.map((one) => [one.value, short(labelOf(one).trim() || one.value, longestChoice)]))
  return [...values].flatMap(([value, name]) => (value && value.length <= longestChoice ? [{ name, value }] : [])).slice(0, mostChoices)
}
