import { ApplicationCommandType, PermissionFlagsBits } from 'discord.js'
import { expect, it } from 'vitest'
import { m as bot } from '../../bot/messages.ts'
import { m as experts } from '../../commands/experts/messages.ts'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { m as settings } from '../../commands/settings/messages.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openDiscordStage, type DiscordStage } from '../../test/discord/stage.ts'
import { m } from './messages.ts'

const deadline = { timeout: 20_000 }

/** A member whom others find. */
async function anExpert(stage: DiscordStage, name: string) {
  const person = stage.person(name)
  await person.types('/profile edit headline:Accountant for small online shops skills:VAT, e-commerce languages:English, français weekly-limit:5')
  await person.fills({})
  await person.presses(stage.say(m.continue))
  await person.fills({})
  await person.types('/profile publish')
  await person.sees(stage.say(experts.publishedNow))
  return person
}

const advertisement = 'Développeuse Shopify recherchée\nUne boutique de lanternes, trois mois. Écrivez à boutique@lanternes.example.'

/** What every request to register says, in order. */
const registrations = ({ discord }: DiscordStage) => discord.log.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'))

eachDatabase('commands at Discord', (open) => {
  it('finds an expert with what is typed in one go, in the words of each language', async () => {
    const stage = await openDiscordStage(await open())
    await anExpert(stage, 'Claire')
    const grace = stage.person('Grace')
    await grace.types('/expert find need:VAT language:English')
    await grace.sees('Claire', 'Accountant for small online shops')
    const amina = stage.person('Amina', { locale: 'fr' })
    await amina.types("/expert trouver ce-qu'il-vous-faut:VAT langue:français")
    await amina.sees('Claire', stage.say(experts.ask, 'fr'))
    expect(stage.discord.refusedBodies).toEqual([])
  })

  it.each([['en', 'Save as opportunity'], ['fr', 'En faire une annonce']] as const)('in "%s", makes a job of what somebody wrote, by the menu of her message', async (locale, menu) => {
    const stage = await openDiscordStage(await open(), { locale })
    const [bea, grace] = [stage.person('Bea', { locale }), stage.person('Grace', { locale })]
    await bea.types(advertisement)
    const [message] = stage.discord.channelOf(stage.guild, 'general').messages.values()
    if (!message) throw new Error('Bea wrote nothing')
    await grace.usesMessageCommand(menu, message)
    expect(grace.form).toMatchObject({ title: menu, values: { title: 'Développeuse Shopify recherchée', text: advertisement } })
    await grace.fills({ kind: stage.say(opportunities.aJob, locale) })
    await grace.sees({ en: 'Nearly there: Développeuse Shopify recherchée', fr: /Presque prêt\s: Développeuse Shopify recherchée/ }[locale])
    await grace.presses(stage.say(opportunities.complete, locale))
    expect(grace.form?.values).toMatchObject({ title: 'Développeuse Shopify recherchée' })
    await grace.fills({ company: 'Lanternes', contract: 'freelance', remote: 'remote' })
    await grace.presses(stage.say(m.continue, locale))
    expect(grace.form?.values).toMatchObject({ description: advertisement })
    expect(stage.discord.refusedBodies).toEqual([])
    // A sticker, or a picture alone, has no words to begin with: the form is open all the same.
    const picture = stage.discord.hasWritten(stage.discord.channelOf(stage.guild, 'general'), { content: 'x' })
    picture.content = ''
    await grace.usesMessageCommand(menu, picture)
    expect(grace.form?.title).toBe(menu)
  })

  it('asks once, in her language, for the time zone that Discord does not know', async () => {
    const stage = await openDiscordStage(await open())
    const assumed = { en: /time zone of the community: Europe\/Paris/, fr: /fuseau horaire de la communauté\s: Europe\/Paris/ }
    const people = (['en', 'fr'] as const).map((locale) => ({ locale, person: stage.person(`Ada ${locale}`, { locale }) }))
    for (const { locale, person } of people) {
      await person.types('/link')
      await person.sees(assumed[locale])
      expect(person.answer).toMatch(assumed[locale])
      await person.types('/link')
      expect(person.answer).not.toMatch(assumed[locale])
    }
    const known = async () => (await stage.database.client.person.findMany({ orderBy: { id: 'asc' } })).map(({ locale, timeZone }) => [locale, timeZone])
    expect(await known()).toEqual([['en', null], ['fr', null]])
    const [ada, amina] = people.map(({ person }) => person)
    await ada?.presses(stage.say(settings.zoneRight))
    await ada?.sees(/keep to Europe\/Paris/)
    await amina?.presses(stage.say(settings.otherZone, 'fr'))
    await amina?.fills({ timeZone: 'Montréal' })
    await expect.poll(known, deadline).toEqual([['en', 'Europe/Paris'], ['fr', 'America/Montreal']])
  })

  it('suggests while one types: what the capability knows, and the options that are too many to show', async () => {
    const stage = await openDiscordStage(await open())
    await anExpert(stage, 'Claire')
    const grace = stage.person('Grace')
    // On a slow machine nothing is suggested in time: she types on.
    await expect.poll(() => grace.completes('/expert find', 'VA', 'need'), deadline).toContainEqual({ name: 'VAT', value: 'VAT' })
    expect(await grace.completes('/profile edit', 'english, fra', 'languages')).toEqual([{ name: 'English, français', value: 'English, français' }])
    expect(await grace.completes('/expert find', 'zzyzx', 'city')).toEqual([])
    // In private it is asked which servers she is in.
    grace.inPrivate()
    await expect.poll(() => grace.completes('/expert find', 'VA', 'need'), deadline).toContainEqual({ name: 'VAT', value: 'VAT' })
  })

  it('tells nobody’s answer to others: in a channel only she sees it', async () => {
    const stage = await openDiscordStage(await open())
    const [ada, bea] = [stage.person('Ada'), stage.person('Bea')]
    await ada.types('/help')
    await ada.sees('/expert find')
    expect(bea.screen).not.toContain('/expert find')
    expect(stage.discord.textsIn(stage.discord.channelOf(stage.guild, 'general'))).toEqual([])
    await ada.inPrivate().types('/help')
    await ada.sees('/expert find')
  })

  it('knows who organises by what the server says of them now, in private too', async () => {
    const stage = await openDiscordStage(await open())
    const [sofia, grace] = [stage.person('Sofia', { manager: true }), stage.person('Grace')]
    await sofia.types('/settings show')
    await sofia.sees('Europe/Paris')
    await expect(grace.types('/settings show')).rejects.toThrow()
    await sofia.inPrivate().types('/settings show')
    await sofia.sees('Europe/Paris')
    await grace.inPrivate().types('/settings show')
    await grace.sees(stage.say(bot.organisersOnly))
  })

  it('tells organisers nothing more who organise no more, though they do nothing', async () => {
    const stage = await openDiscordStage(await open())
    const [sofia, zoe] = [stage.person('Sofia', { manager: true }), stage.person('Zoe', { manager: true })]
    for (const one of [sofia, zoe]) {
      await one.types('/link')
      await one.sees('Your code')
    }
    expect(await stage.database.client.account.count({ where: { organises: true } })).toBe(2)
    await stage.adapter.stop()
    const sofias = stage.guild.members.get(sofia.id)
    if (sofias) sofias.roles = []
    await stage.adapter.start(stage.engine)
    await expect.poll(() => stage.database.client.account.count({ where: { organises: true } })).toBe(1)
    stage.discord.guild('Another')
    await zoe.inPrivate().sees('Another')
    await stage.settle()
    expect(stage.discord.world.directChannel(sofia.id).messages.size).toBe(0)
  })

  it('does not know somebody as a member who left the server', async () => {
    const stage = await openDiscordStage(await open())
    const grace = stage.person('Grace', { guilds: [] })
    await grace.inPrivate().types('/expert find need:VAT')
    await grace.sees(stage.say(bot.membersOnly))
  })

  it('goes on from a card in a channel: its button opens a form for whoever pressed it', async () => {
    const stage = await openDiscordStage(await open())
    const [ada, bea] = [stage.person('Ada'), stage.person('Bea')]
    await ada.types('/job post title:Développeuse company:Cyber & Co contract:Permanent contract remote:Hybrid place:Lyon')
    await ada.fills({})
    await ada.presses(stage.say(m.continue))
    await ada.fills({ description: 'Node.js' })
    await ada.presses(stage.say(m.continue))
    await ada.fills({})
    await ada.sees(stage.say(opportunities.previewTitle({ title: 'Développeuse' })), 'Cyber & Co')
    await ada.presses(stage.say(opportunities.publish))
    await ada.sees(stage.say(opportunities.publishedTitle({ title: 'Développeuse' })))
    await bea.in('jobs').sees('Développeuse')
    await bea.presses(stage.say(opportunities.interested))
    await bea.fills({ note: 'I would love to.' })
    await ada.inPrivate().sees('Bea', 'I would love to.')
  })
})

eachDatabase('the commands of Discord', (open) => {
  it('are registered once, and again only when they are others, or gone', async () => {
    const database = await open()
    const stage = await openDiscordStage(database)
    expect(registrations(stage)).toHaveLength(1)
    await stage.adapter.stop()
    await stage.adapter.start(stage.engine)
    expect(registrations(stage)).toHaveLength(1)
    await stage.adapter.stop()
    await database.client.platformState.updateMany({ data: { value: { digest: 'of what an earlier version had' } } })
    await stage.adapter.start(stage.engine)
    expect(registrations(stage)).toHaveLength(2)
  })

  it('are within what Discord takes, for guilds and private conversations, and those of organisers are not shown to others', async () => {
    const { discord, person } = await openDiscordStage(await open())
    const slash = discord.commands.filter(({ type }) => type === Number(ApplicationCommandType.ChatInput))
    expect(slash.length).toBeLessThanOrEqual(100)
    expect(slash.every(({ contexts, integration_types }) => JSON.stringify([contexts, integration_types]) === '[[0,1],[0]]')).toBe(true)
    const reserved = slash.filter(({ default_member_permissions: needed }) => needed === String(PermissionFlagsBits.ManageGuild)).map(({ name }) => name)
    expect(reserved).toContain('settings')
    expect(reserved).not.toContain('expert')
    await expect(person('Grace').types('/settings edit')).rejects.toThrow()
  })
})
