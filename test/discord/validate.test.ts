import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, ContainerBuilder, LabelBuilder, MediaGalleryBuilder, MessageFlags, ModalBuilder, SectionBuilder, SlashCommandBuilder,
  StringSelectMenuBuilder, TextDisplayBuilder, TextInputBuilder, TextInputStyle,
} from 'discord.js'
import { describe, expect, test } from 'vitest'
import { commandsProblems, messageProblems, modalProblems, type DiscordError, type ErrorTree } from './validate.ts'

const flags = MessageFlags.IsComponentsV2
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const row = (...components: object[]) => ({ type: 1, components })
const text = (content: string) => ({ type: 10, content })
const v2 = (...components: object[]) => ({ flags, components })
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `${n}`, value: `${n}` }))
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: options(2), ...more })
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

/** `components.0.label: CODE` for all that was found. */
function found(error: DiscordError | undefined): string[] {
  const walk = (tree: ErrorTree, path: string[]): string[] =>
    Object.entries(tree).flatMap(([key, value]) => (Array.isArray(value) ? value.map(({ code }) => `${path.join('.')}: ${code}`) : walk(value, [...path, key])))
  if (error && error.code !== 50035) return [`${error.status} ${error.code}`]
  return walk(error?.errors ?? {}, [])
}

describe('of messages', () => {
  test.each<[string, object]>([
    ['words', { content: 'a'.repeat(2000) }],
    ['a button', { content: 'x', components: [row(button())] }],
    ['forty components', v2(...times(40, () => text('x')))],
    ['4,000 characters', v2(text('a'.repeat(4000)))],
    ['a card that discord.js built', v2(
      new ContainerBuilder().addSectionComponents(
        new SectionBuilder().addTextDisplayComponents(new TextDisplayBuilder({ content: '# Title' })).setButtonAccessory(new ButtonBuilder({ style: ButtonStyle.Link, label: 'Read', url: 'https://example.org' })),
      ).toJSON(),
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(new StringSelectMenuBuilder({ custom_id: 's', options: options(25) })).toJSON(),
    )],
    ['a picture that comes with it', { ...v2(new MediaGalleryBuilder().addItems({ media: { url: 'attachment://a.png' }, description: 'A' }).toJSON()), attachments: [{ id: 0, filename: 'a.png' }] }],
  ])('%s is accepted', (_what, body) => expect(messageProblems(body)).toBeUndefined())

  test.each<[string, object, string[]]>([
    ['2,001 characters', { content: 'a'.repeat(2001) }, ['content: BASE_TYPE_MAX_LENGTH']],
    ['nothing', { content: ' ' }, ['400 50006']],
    ['a card of nothing', { flags, components: [] }, ['400 50006']],
    ['words beside components', { ...v2(text('x')), content: 'y' }, ['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']],
    ['texts without the flag', { components: [text('x')] }, ['components.0.type: BASE_TYPE_CHOICES']],
    ['six rows', { components: times(6, (n) => row(button({ custom_id: `${n}` }))) }, ['components: BASE_TYPE_BAD_LENGTH']],
    ['41 components, one of them inside', v2(...times(38, () => text('x')), { type: 17, components: [text('x'), text('x')] }), ['components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED']],
    ['4,001 characters', v2(text('a'.repeat(3000)), text('a'.repeat(1001))), ['components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED']],
    ['too many bytes', v2(text('日'.repeat(3400))), ['500 0']],
    ['an empty text', v2(text('')), ['components.0.content: BASE_TYPE_REQUIRED']],
    ['six buttons', v2(row(...times(6, (n) => button({ custom_id: `${n}` })))), ['components.0.components: BASE_TYPE_BAD_LENGTH']],
    ['a select beside a button', v2(row(select(), button())), ['components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED']],
    ['the same id twice', v2(row(button(), button())), ['components.0.components.1.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED']],
    ['an id of 101', v2(row(button({ custom_id: 'a'.repeat(101) }))), ['components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH']],
    ['a button without words', v2(row(button({ label: '' }))), ['components.0.components.0: BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED']],
    ['a label of 81', v2(row(button({ label: 'a'.repeat(81) }))), ['components.0.components.0.label: BASE_TYPE_MAX_LENGTH']],
    ['a link that runs code', v2(row({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' })), ['components.0.components.0.url: URL_TYPE_INVALID_SCHEME']],
    ['a link with an id', v2(row({ type: 2, style: 5, label: 'x', url: 'https://a.b', custom_id: 'x' })), ['components.0.components.0: BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE']],
    ['26 options', v2(row(select({ options: options(26) }))), ['components.0.components.0.options: BASE_TYPE_BAD_LENGTH']],
    ['the same option twice', v2(row(select({ options: [...options(1), ...options(1)] }))), ['components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED']],
    ['more choices than options', v2(row(select({ max_values: 3 }))), ['components.0.components.0.max_values: SELECT_COMPONENT_MAX_VALUES_TOO_LARGE']],
    ['a section without its accessory', v2({ type: 9, components: [text('x')] }), ['components.0.accessory: BASE_TYPE_REQUIRED']],
    ['a section of four texts', v2({ type: 9, components: times(4, () => text('x')), accessory: button() }), ['components.0.components: BASE_TYPE_BAD_LENGTH']],
    ['a container in a container', v2({ type: 17, components: [{ type: 17, components: [text('x')] }] }), ['components.0.components.0.type: BASE_TYPE_CHOICES']],
    ['a file that is not attached', v2({ type: 13, file: { url: 'attachment://a.pdf' } }), ['components.0.file.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND']],
    ['a file from elsewhere', v2({ type: 13, file: { url: 'https://a.b/c.pdf' } }), ['components.0.file.url: URL_TYPE_INVALID_SCHEME']],
    ['eleven pictures', v2({ type: 12, items: times(11, () => ({ media: { url: 'https://a.b/c.png' } })) }), ['components.0.items: BASE_TYPE_BAD_LENGTH']],
    ['people named and parsed', { content: 'x', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } }, ['allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE']],
    ['a long nonce', { content: 'x', nonce: 'a'.repeat(26) }, ['nonce: NONCE_TYPE_TOO_LONG']],
    ['only for one in a channel', { content: 'x', flags: MessageFlags.Ephemeral }, ['flags: MESSAGE_FLAGS_INVALID']],
    ['embeds of 6,001', { embeds: times(2, () => ({ description: 'a'.repeat(3001) })) }, ['embeds: MAX_EMBED_SIZE_EXCEEDED']],
  ])('%s is refused', (_what, body, expected) => expect(found(messageProblems(body))).toEqual(expected))

  test('eleven files, or one of more than 10 MiB, are refused', () => {
    expect(found(messageProblems({ content: 'x' }, { files: times(11, (n) => ({ name: `${n}`, bytes: 1 })) }))).toEqual(['400 30015'])
    expect(found(messageProblems({ content: 'x' }, { files: [{ name: 'a', bytes: 10 * 2 ** 20 + 1 }] }))).toEqual(['413 50045'])
  })

  test('words become a card when they are taken out', () => {
    const before = { flags: 0, content: 'Words', embeds: 0, components: 0, attachments: [] }
    expect(found(messageProblems(v2(text('Card')), { kind: 'edit', before }))).toEqual(['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'])
    expect(messageProblems({ ...v2(text('Card')), content: null }, { kind: 'edit', before })).toBeUndefined()
  })
})

describe('of modals', () => {
  const label = (component: object, more: object = {}) => ({ type: 18, label: 'Label', component, ...more })
  const input = (more: object = {}) => ({ type: 4, custom_id: 'a', style: 1, ...more })
  const modal = (...components: object[]) => ({ title: 'Title', custom_id: 'm', components })

  test('one that discord.js built is accepted', () => {
    const built = new ModalBuilder({ custom_id: 'm', title: 'Title' }).addLabelComponents(
      new LabelBuilder().setLabel('Why').setTextInputComponent(new TextInputBuilder({ custom_id: 'why', style: TextInputStyle.Paragraph, max_length: 4000 })),
      new LabelBuilder().setLabel('Which').setStringSelectMenuComponent(new StringSelectMenuBuilder({ custom_id: 'which', options: options(3) })),
    )
    expect(modalProblems(built.toJSON())).toBeUndefined()
  })

  test.each<[string, object, string[]]>([
    ['a title of 46', { ...modal(label(input())), title: 'a'.repeat(46) }, ['title: BASE_TYPE_BAD_LENGTH']],
    ['six fields', modal(...times(6, (n) => label(input({ custom_id: `${n}` })))), ['components: BASE_TYPE_BAD_LENGTH']],
    ['nothing to fill in', modal(), ['components: BASE_TYPE_BAD_LENGTH']],
    ['a label of 46', modal(label(input(), { label: 'a'.repeat(46) })), ['components.0.label: BASE_TYPE_BAD_LENGTH']],
    ['a description of 101', modal(label(input(), { description: 'a'.repeat(101) })), ['components.0.description: BASE_TYPE_MAX_LENGTH']],
    ['a value longer than the field', modal(label(input({ value: 'abc', max_length: 2 }))), ['components.0.component.value: BASE_TYPE_MAX_LENGTH']],
    ['a placeholder of 101', modal(label(input({ placeholder: 'a'.repeat(101) }))), ['components.0.component.placeholder: BASE_TYPE_MAX_LENGTH']],
    ['the same name twice', modal(label(input()), label(input())), ['components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED']],
    ['a button', modal(label(button())), ['components.0.component.type: BASE_TYPE_CHOICES']],
    ['a select that is off', modal(label(select({ disabled: true }))), ['components.0.component.disabled: COMPONENT_DISABLED_NOT_ALLOWED']],
    ['a select that is required and may be empty', modal(label(select({ min_values: 0 }))), ['components.0.component.min_values: COMPONENT_REQUIRED_MIN_VALUES']],
    ['one radio button', modal(label({ type: 21, custom_id: 'r', options: options(1) })), ['components.0.component.options: BASE_TYPE_BAD_LENGTH']],
    ['eleven checkboxes', modal(label({ type: 22, custom_id: 'c', options: options(11) })), ['components.0.component.options: BASE_TYPE_BAD_LENGTH']],
    ['a checkbox that is required', modal(label({ type: 23, custom_id: 'c', required: true })), ['components.0.component.required: CHECKBOX_REQUIRED_NOT_ALLOWED']],
    ['eleven files', modal(label({ type: 19, custom_id: 'f', max_values: 11 })), ['components.0.component.max_values: NUMBER_TYPE_MAX']],
  ])('%s is refused', (_what, body, expected) => expect(found(modalProblems(body))).toEqual(expected))
})

describe('of commands', () => {
  const command = (more: object = {}) => ({ name: 'expert', description: 'Experts', ...more })
  const option = (more: object = {}) => ({ type: 3, name: 'need', description: 'What for', ...more })
  const sub = (name: string, given: object[] = []) => ({ type: 1, name, description: 'x', options: given })

  test('one that discord.js built is accepted', () => {
    const built = new SlashCommandBuilder().setName('expert').setDescription('Experts').addSubcommand((find) => find.setName('find').setDescription('Find one')
      .addStringOption((need) => need.setName('need').setDescription('What for').setAutocomplete(true).setRequired(true).setNameLocalizations({ fr: 'besoin' })))
    expect(commandsProblems([built.toJSON(), { type: 3, name: 'Save as job' }])).toBeUndefined()
  })

  test.each<[string, object[], string[]]>([
    ['a name with capitals', [command({ name: 'Expert' })], ['0.name: APPLICATION_COMMAND_INVALID_NAME']],
    ['a name with a blank', [command({ name: 'an expert' })], ['0.name: APPLICATION_COMMAND_INVALID_NAME']],
    ['no description', [command({ description: '' })], ['0.description: BASE_TYPE_REQUIRED']],
    ['a description of 101', [command({ description: 'a'.repeat(101) })], ['0.description: BASE_TYPE_BAD_LENGTH']],
    ['a language that is not one', [command({ name_localizations: { french: 'experte' } })], ['0.name_localizations.french: BASE_TYPE_CHOICES']],
    ['a French name with capitals', [command({ name_localizations: { fr: 'Experte' } })], ['0.name_localizations.fr: APPLICATION_COMMAND_INVALID_NAME']],
    ['26 options', [command({ options: times(26, (n) => option({ name: `o${n}` })) })], ['0.options: BASE_TYPE_BAD_LENGTH']],
    ['what is required after what is not', [command({ options: [option(), option({ name: 'b', required: true })] })], ['0.options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID']],
    ['the same option twice', [command({ options: [option(), option()] })], ['0.options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS']],
    ['options beside sub-commands', [command({ options: [sub('find'), option()] })], ['0.options.0.type: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID']],
    ['a sub-command in a sub-command', [command({ options: [sub('a', [sub('b')])] })], ['0.options.0.options.0.type: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID']],
    ['choices that are suggested too', [command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })], ['0.options.0.autocomplete: APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID']],
    ['26 choices', [command({ options: [option({ choices: times(26, (n) => ({ name: `${n}`, value: `${n}` })) })] })], ['0.options.0.choices: BASE_TYPE_BAD_LENGTH']],
    ['the same command twice', [command(), command()], ['1: APPLICATION_COMMANDS_DUPLICATE_NAME']],
    ['a context that is not one', [command({ contexts: [3] })], ['0.contexts.0: BASE_TYPE_CHOICES']],
    ['a menu with a description', [{ type: 3, name: 'Save', description: 'x' }], ['0.description: APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED']],
    ['101 commands', times(101, (n) => command({ name: `c${n}` })), ['400 30032']],
    ['8,001 characters', [command({ options: times(25, (n) => sub(`s${n}`, times(4, (m) => option({ name: `o${m}`, description: 'a'.repeat(100) })))) })], ['0: APPLICATION_COMMAND_TOO_LARGE']],
  ])('%s is refused', (_what, body, expected) => expect(found(commandsProblems(body))).toEqual(expected))
})
