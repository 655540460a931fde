import {
  ApplicationCommandOptionType, ApplicationCommandType, ButtonStyle, ComponentType, InteractionContextType, MessageFlags, TextInputStyle, type APIModalInteractionResponseCallbackData, type Interaction,
} from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDiscord, type DiscordAbout } from './index.ts'
import { startPlainBot } from './plain-bot.ts'

const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM]

const commands = [
  {
    name: 'expert', nameLocalizations: { fr: 'experte' }, description: 'Experts', contexts: everywhere,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand as const, name: 'find', description: 'Find one',
        options: [
          { type: ApplicationCommandOptionType.String as const, name: 'need', description: 'What for', required: true, autocomplete: true as const },
          { type: ApplicationCommandOptionType.String as const, name: 'language', description: 'Spoken', choices: [{ name: 'French', value: 'fr' }] },
        ],
      },
      { type: ApplicationCommandOptionType.Subcommand as const, name: 'ask', description: 'Ask one' },
    ],
  },
  { name: 'settings', description: 'For organisers', contexts: everywhere, defaultMemberPermissions: '32' },
  { name: 'Save', type: ApplicationCommandType.Message as const, contexts: everywhere },
]

/** Answers /expert find with a card, /expert ask with a form, and the form with what was filled in. */
async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: `${interaction.options.getFocused()}a`, value: 'tva' }])
  if (interaction.isMessageContextMenuCommand()) return interaction.reply({ content: `Kept: ${interaction.targetMessage.id}`, flags: MessageFlags.Ephemeral })
  if (interaction.isModalSubmit()) {
    const { fields } = interaction
    const file = fields.getUploadedFiles('cv', false)?.first()
    const bytes = file ? (await fetch(file.url).then((response) => response.arrayBuffer())).byteLength : 0
    const said = [fields.getTextInputValue('why'), fields.getRadioGroup('how'), fields.getCheckboxGroup('days').join('+'), String(fields.getCheckbox('news')), `${bytes} bytes`]
    return interaction.reply({ content: said.join(' | '), flags: MessageFlags.Ephemeral })
  }
  if (interaction.isStringSelectMenu()) return interaction.update({ content: `chosen ${interaction.values.join()}`, components: [] })
  if (interaction.isButton()) return interaction.customId === 'ask' ? interaction.showModal(modal()) : interaction.update({ content: 'updated', components: [] })
  if (!interaction.isChatInputCommand()) return undefined
  if (interaction.commandName === 'settings') return interaction.reply('for organisers')
  if (interaction.options.getSubcommand() === 'ask') return interaction.showModal(modal())
  await interaction.deferReply({ flags: MessageFlags.Ephemeral })
  const text = `**${interaction.options.getString('need', true)}** in ${interaction.options.getString('language') ?? 'any'}, \\*literally\\*`
  return interaction.editReply({
    flags: MessageFlags.IsComponentsV2,
    components: [
      { type: ComponentType.TextDisplay, content: text },
      {
        type: ComponentType.ActionRow,
        components: [
          { type: ComponentType.Button, style: ButtonStyle.Primary, customId: 'ask', label: 'Ask' },
          { type: ComponentType.Button, style: ButtonStyle.Link, url: 'https://example.org/', label: 'Read' },
        ],
      },
    ],
  })
}

const modal = (): APIModalInteractionResponseCallbackData => ({
  title: 'Apply', custom_id: 'apply',
  components: [
    { type: ComponentType.Label, label: 'Why', description: 'In a few words', component: { type: ComponentType.TextInput, custom_id: 'why', style: TextInputStyle.Paragraph, min_length: 3, max_length: 20, value: 'because' } },
    { type: ComponentType.Label, label: 'How', component: { type: ComponentType.RadioGroup, custom_id: 'how', options: [{ label: 'On foot', value: 'foot' }, { label: 'By boat', value: 'boat' }] } },
    { type: ComponentType.Label, label: 'Days', component: { type: ComponentType.CheckboxGroup, custom_id: 'days', min_values: 0, required: false, options: [{ label: 'Monday', value: 'mo' }, { label: 'Tuesday', value: 'tu' }] } },
    { type: ComponentType.Label, label: 'News', component: { type: ComponentType.Checkbox, custom_id: 'news' } },
    { type: ComponentType.Label, label: 'CV', component: { type: ComponentType.FileUpload, custom_id: 'cv', required: false, min_values: 0, file_types: ['.pdf'] } },
  ],
})

async function opened(about: DiscordAbout = {}) {
  const discord = await openDiscord(about)
  onTestFinished(() => discord.close())
  const club = discord.guild('Club', { channels: ['general', 'jobs'], locale: 'fr' })
  const ada = discord.person('Ada', { guilds: [club] })
  const bot = await startPlainBot(discord, { commands, interaction: answer, message: (message) => message.channel.isSendable() ? message.channel.send(`You said: ${message.content}`) : Promise.resolve() })
  return { discord, club, ada, bot }
}

describe('somebody at Discord', () => {
  test('types a command in a channel, and only she sees the answer', async () => {
    const { discord, club, ada, bot } = await opened()
    const bea = discord.person('Bea', { guilds: [club] }).in('general')
    await ada.in('general').types('/expert find tva language:French')
    await ada.sees('tva in fr, *literally*')
    expect(ada.labels()).toEqual(['Ask', 'Read'])
    expect(bea.labels()).toEqual([])
    expect(discord.textsIn(discord.channelOf(club, 'general'))).toEqual([])
    await expect(ada.presses('Read')).rejects.toThrow('is a link')
    expect(await ada.link('Read')).toBe('https://example.org/')
    expect(bot.errors).toEqual([])
  })

  test('is refused what the client refuses', async () => {
    const { discord, club, ada } = await opened()
    const mo = discord.person('Mo', { guilds: [club], manager: true }).in('general')
    await expect(ada.types('/workshop list')).rejects.toThrow('/workshop is not registered')
    await expect(ada.types('/expert dance')).rejects.toThrow('find, ask')
    await expect(ada.types('/expert find')).rejects.toThrow('need')
    await expect(ada.types('/expert find tva language:de')).rejects.toThrow('no choice "de"')
    await expect(ada.in('general').types('/settings')).rejects.toThrow('not registered for her')
    await mo.types('/settings')
    await mo.sees('for organisers')
  })

  test('presses a button, fills in the form that opens, and submits it with a file', async () => {
    const { ada, bot } = await opened()
    await ada.types('/expert find tva')
    await ada.presses('Ask')
    expect(ada.form).toMatchObject({ title: 'Apply', labels: ['Why', 'How', 'Days', 'News', 'CV'], values: { why: 'because', how: null, news: false } })
    await ada.sees('In a few words', 'By boat')
    await expect(ada.fills({ how: 'foot', colour: 'red' })).rejects.toThrow('does not ask for "colour"')
    await expect(ada.fills({ why: 'no', how: 'foot' })).rejects.toThrow('3 to 20')
    await expect(ada.fills({})).rejects.toThrow('"How" is required')
    await expect(ada.fills({ how: 'foot', cv: { name: 'cv.exe', bytes: Buffer.from('x') } })).rejects.toThrow('.pdf')
    await ada.fills({ how: 'By boat', days: ['Monday', 'tu'], news: true, cv: { name: 'cv.pdf', bytes: Buffer.from('%PDF-1') } })
    await ada.sees('because | boat | mo+tu | true | 6 bytes')
    expect(ada.form).toBeUndefined()
    expect(bot.errors).toEqual([])
  })

  test('gets suggestions while she types', async () => {
    const { ada } = await opened()
    expect(await ada.completes('/expert find', 'tv')).toEqual([{ name: 'tva', value: 'tva' }])
  })

  test('uses the names of commands in her language', async () => {
    const { discord, club } = await opened()
    const zoe = discord.person('Zoé', { guilds: [club], locale: 'fr' })
    await zoe.types('/experte find tva')
    await zoe.sees('tva in any')
  })

  test('writes in private, and is answered', async () => {
    const { ada } = await opened()
    await ada.types('Good evening')
    await ada.sees('You said: Good evening')
    expect(ada.messages).toEqual(['You said: Good evening'])
  })

  test('chooses in a select, and the message changes', async () => {
    const { ada, bot, club } = await opened()
    const channel = bot.client.guilds.cache.get(club.id)?.channels.cache.find(({ name }) => name === 'jobs')
    if (!channel?.isTextBased()) throw new Error('no channel')
    const options = [{ label: 'Job 1', value: '1' }, { label: 'Job 2', value: '2' }]
    await channel.send({ content: 'Jobs', components: [{ type: ComponentType.ActionRow, components: [{ type: ComponentType.StringSelect, customId: 's', options }] }] })
    await ada.in('jobs').chooses('Job 2')
    await ada.sees('chosen 2')
  })

  test('presses a button of long ago, which is acknowledged first and answered then', async () => {
    const { discord, club, ada, bot } = await opened()
    bot.client.removeAllListeners('interactionCreate')
    bot.on('interactionCreate', async (interaction) => {
      if (!interaction.isButton()) return
      await interaction.deferUpdate()
      await interaction.editReply({ content: 'Filled', components: [] })
    })
    const jobs = discord.channelOf(club, 'jobs')
    discord.hasWritten(jobs, { content: 'A job', components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Fill', custom_id: 'fill:1' }] }] })
    await ada.in('jobs').presses('Fill')
    await ada.sees('Filled')
    expect(discord.textsIn(jobs)).toEqual(['Filled'])
    expect(() => discord.person('Stranger').in('jobs')).toThrow('sees no channel')
  })

  test('is not answered any more when the token has run out', async () => {
    const { discord, ada, bot } = await opened()
    bot.client.removeAllListeners('interactionCreate')
    const refused: unknown[] = []
    bot.on('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      await interaction.reply('first')
      discord.passes({ minutes: 16 })
      await interaction.followUp('second').catch((error: unknown) => refused.push(error))
    })
    await ada.types('/expert find tva')
    await expect.poll(() => refused, { timeout: 15_000 }).toEqual([expect.objectContaining({ code: 50027, status: 401 })])
    await ada.seesNot('second')
  })

  test('uses the menu of a message', async () => {
    const { discord, club, ada } = await opened()
    const jobs = discord.channelOf(club, 'jobs')
    const bea = discord.person('Bea', { guilds: [club] }).in('jobs')
    await bea.types('A job for you')
    const [message] = jobs.messages.values()
    if (!message) throw new Error('no message')
    await ada.usesMessageCommand('Save', message)
    await ada.sees(`Kept: ${message.id}`)
  })

  test('reads that nothing answered, when the bot is too late', async () => {
    const { discord, ada, bot } = await opened()
    bot.client.removeAllListeners('interactionCreate')
    bot.on('interactionCreate', async (interaction) => {
      discord.passes({ seconds: 4 })
      if (interaction.isChatInputCommand()) await interaction.reply('late')
    })
    await expect(ada.types('/expert find tva')).rejects.toThrow('did not respond')
    await expect.poll(() => bot.errors, { timeout: 15_000 }).toEqual([expect.objectContaining({ code: 10062, status: 404 })])
  })
})
