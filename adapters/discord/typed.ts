import { ApplicationCommandOptionType as OptionType, type AutocompleteInteraction, type ChatInputCommandInteraction, type CommandInteractionOption } from 'discord.js'
import type { RawInput } from '../../bot/read.ts'
import type { Message } from '../../bot/text.ts'
import { choose } from './choices.ts'
import { platform } from './discord.ts'
import { m } from './messages.ts'
import type { Target } from './register.ts'
import type { Asking } from './show.ts'
import { takeFiles } from './take-files.ts'

/** The words of a command, as `Commands.targets` knows it: `expert find`. */
export const nameOfCommand = ({ commandName, options }: ChatInputCommandInteraction | AutocompleteInteraction): string =>
  [commandName, options.getSubcommandGroup(false), options.getSubcommand(false)].filter(Boolean).join(' ')

/** The options that were given, without the words of the command. */
export function givenOptions(data: readonly CommandInteractionOption[]): readonly CommandInteractionOption[] {
  const [first] = data
  const isWord = first?.type === OptionType.Subcommand || first?.type === OptionType.SubcommandGroup
  return isWord ? givenOptions(first.options ?? []) : data
}

/** The options without what has to be looked up: choices by their values, everything else as it was typed. */
export const plainInput = ({ fields }: Target, options: readonly CommandInteractionOption[]): RawInput =>
  Object.fromEntries(
    options.flatMap(({ name, value }) => {
      const field = fields.get(name)
      if (!field || value === undefined) return []
      return [[field.name, 'options' in field && typeof value === 'string' ? choose(field, value) : value]]
    }),
  )

/** What was given with a command; people and files in our own terms. */
export async function inputFrom(asking: Asking, target: Target, { data }: Pick<ChatInputCommandInteraction['options'], 'data'>): Promise<{ input: RawInput; problem?: Message }> {
  const options = givenOptions(data)
  const input = plainInput(target, options)
  for (const { name, user, attachment } of options) {
    const field = target.fields.get(name)
    if (field && user) {
      const account = await asking.discord.database.client.account.findFirst({ where: { externalId: user.id, space: { platform } }, select: { personId: true } })
      if (!account) return { input, problem: m.personUnknown({ person: user.displayName }) }
      input[field.name] = `#${account.personId}`
    }
    if (field?.kind === 'files' && attachment) {
      const taken = await takeFiles(asking.discord, asking.from, [attachment], undefined, field)
      if (taken.problem) return { input, problem: taken.problem }
      input[field.name] = taken.ids
    }
  }
  return { input }
}
