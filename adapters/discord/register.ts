import {
  ApplicationCommandOptionType as OptionType, ApplicationCommandType as CommandType, ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody as CommandBody, type APIApplicationCommandBasicOption as BasicOption,
  type APIApplicationCommandOption as AnyOption, type APIApplicationCommandSubcommandOption as Subcommand, type RESTPostAPIChatInputApplicationCommandsJSONBody as SlashBody,
} from 'discord.js'
import type { Door, MessageAction, RegisteredCommand } from '../../bot/adapter.ts'
import type { DrawnField } from '../../bot/form.ts'
import { optionNames, optionOf } from './options.ts'
import { inEach, localised, type Said } from './said.ts'
import { short } from './short.ts'

/** A command as an interaction names it, and what it stands for. */
export interface Target {
  action: string
  /** by the name of the option that gives it */
  fields: ReadonlyMap<string, DrawnField>
}

/** What is registered with the platform, and the way back from it. */
export interface Commands {
  body: CommandBody[]
  /** by the words of the command: `expert find` */
  targets: ReadonlyMap<string, Target>
  /** by the name of the entry in a message’s menu */
  onMessages: ReadonlyMap<string, MessageAction>
}

/** A word of a command, with what is under it. A command that can be given alone and has others under it is its own `show`. */
interface Node {
  words: Said<string>
  command?: Said<RegisteredCommand>
  children: Map<string, Node>
}

/** Of a command beside its sub-commands, since the platform lets nobody give it alone. */
const alone: Said<string> = { en: 'show', fr: 'voir' }

/** Where commands are offered: in guilds and in private with the assistant. */
const everywhere = { contexts: [InteractionContextType.Guild, InteractionContextType.BotDM], integration_types: [ApplicationIntegrationType.GuildInstall] }

/** The commands and menu entries of all actions, as the platform wants them. @throws Error for names that no platform could tell apart */
export function commandsOf(door: Pick<Door, 'registry' | 'messageActions'>): Commands {
  const registries = inEach((locale) => new Map(door.registry(locale).map((command) => [command.name, command])))
  const targets = new Map<string, Target>()
  const root = new Map<string, Node>()
  for (const name of registries.en.keys())
    plant(root, name.split(' '), inEach((locale) => registries[locale].get(name) as RegisteredCommand))
  const slash = [...root.values()].map((node) => slashOf(node, targets))
  const menus = inEach((locale) => door.messageActions(locale))
  const onMessages = new Map(menus.en.map((action) => [menuName(action), action]))
  const entries = menus.en.map((action, index): CommandBody => {
    const names = inEach((locale) => menuName(menus[locale][index] ?? action))
    return { type: CommandType.Message, name: names.en, name_localizations: localised(names), ...everywhere }
  })
  return { body: [...slash, ...entries], targets, onMessages }
}

const menuName = ({ title }: MessageAction): string => short(title, 32)

function plant(root: Map<string, Node>, path: string[], command: Said<RegisteredCommand>): void {
  const typed = inEach((locale) => command[locale].typed.slice(1).split(' '))
  let nodes = root
  let node: Node | undefined
  path.forEach((word, index) => {
    const words = inEach((locale) => (locale !== 'en' && typed[locale].length === path.length && typed[locale][index]) || word)
    node = nodes.get(word) ?? { words, children: new Map<string, Node>() }
    nodes.set(word, node)
    nodes = node.children
  })
  if (node) node.command = command
}

function slashOf(node: Node, targets: Map<string, Target>): SlashBody {
  const { words, command, children } = node
  const options = children.size ? childrenOf(node, words.en, targets) : command ? optionsOf(command, words.en, targets) : []
  const about = children.size ? titlesOf(node) : inEach((locale) => command?.[locale].description ?? '')
  const forOrganisers = commandsUnder(node).every((one) => one.en.forOrganisers)
  const may = forOrganisers ? { default_member_permissions: String(PermissionFlagsBits.ManageGuild) } : {}
  return { type: CommandType.ChatInput, ...named(words, about), ...may, ...everywhere, options }
}

/** Sub-commands, or groups of them one level further down. */
function childrenOf(node: Node, path: string, targets: Map<string, Target>): AnyOption[] {
  const children = [...node.children.values()]
  if (node.command) {
    if (node.children.has(alone.en)) throw new Error(`"${path} ${alone.en}" stands for "${path}" alone: one of the two needs another name`)
    children.unshift({ words: alone, command: node.command, children: new Map<string, Node>() })
  }
  return children.map((child): AnyOption => {
    const here = `${path} ${child.words.en}`
    if (child.children.size === 0) return subcommandOf(child, here, targets)
    if (path.includes(' ')) throw new Error(`"${here}" has too many words: three fit, and nothing under them`)
    return { type: OptionType.SubcommandGroup, ...named(child.words, titlesOf(child)), options: childrenOf(child, here, targets) as Subcommand[] }
  })
}

function subcommandOf({ words, command }: Node, path: string, targets: Map<string, Target>): Subcommand {
  const options = command ? optionsOf(command, path, targets) : []
  return { type: OptionType.Subcommand, ...named(words, inEach((locale) => command?.[locale].description ?? '')), options }
}

const named = (words: Said<string>, about: Said<string>) => {
  const description = inEach((locale) => short(about[locale] || about.en || words.en, 100))
  return { name: words.en, name_localizations: localised(words), description: description.en, description_localizations: localised(description) }
}

const commandsUnder = ({ command, children }: Node): Said<RegisteredCommand>[] =>
  [...(command ? [command] : []), ...[...children.values()].flatMap(commandsUnder)]

/** Nobody reads it where there are sub-commands, but it must be there. */
const titlesOf = (node: Node): Said<string> => inEach((locale) => commandsUnder(node).map((command) => command[locale].title).join(', '))

/** None is required: what is left out is asked in the form. */
function optionsOf(command: Said<RegisteredCommand>, path: string, targets: Map<string, Target>): BasicOption[] {
  const names = optionNames(command)
  const fields = new Map<string, DrawnField>()
  const options = command.en.form.fields.flatMap((field, index) => {
    const said = inEach((locale) => command[locale].form.fields[index] ?? field)
    const option = fields.size < 25 ? optionOf(said, names.get(field.name) ?? inEach(() => undefined)) : undefined
    if (!option) return []
    fields.set(option.name, field)
    return [option]
  })
  targets.set(path, { action: command.en.name, fields })
  return options
}
