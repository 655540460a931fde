import { ComponentType, InteractionType } from 'discord.js'
import { expect, it } from 'vitest'
import { action, capability, type Capability } from '../../bot/action.ts'
import { ask } from '../../bot/field.ts'
import { Invalid } from '../../bot/errors.ts'
import { anyone } from '../../bot/person.ts'
import { catalogue } from '../../bot/text.ts'
import { text, view } from '../../bot/view.ts'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openDiscordStage } from '../../test/discord/stage.ts'
import { m } from './messages.ts'

const words = {
  title: 'Party', description: 'Plan a party.', name: 'Name', day: 'Day', guests: 'Guests', cake: 'Cake', music: 'Music', host: 'Host', room: 'Room',
  dry: 'Without alcohol', picture: 'Picture', story: 'Story', tooMany: 'So many guests do not fit into {room}.', all: '{what}', yes: 'Planned',
} as const
const said = catalogue('party', { en: words, fr: { ...words, title: 'Fête', name: 'Nom', day: 'Jour' } })
const musics = ['jazz', 'rock', 'raï', 'zouk', 'techno', 'chanson', 'folk', 'blues', 'soul', 'rap', 'opera'].map((value) => ({ value, label: value }))
const cakes = ['none', 'chocolate', 'lemon'].map((value) => ({ value, label: `${value} cake` }))

/** What was planned, as it came. */
function parties(): { planned: Record<string, unknown>[]; party: Capability } {
  const planned: Record<string, unknown>[] = []
  const plan = action({
    name: 'party', french: 'fête', title: said.title, description: said.description, can: anyone,
    input: {
      name: ask.text({ label: said.name, max: 80 }),
      day: ask.date({ label: said.day }),
      guests: ask.number({ label: said.guests, whole: true, min: 1, max: 500 }),
      cake: ask.choice({ label: said.cake, options: cakes }),
      music: ask.choices({ label: said.music, options: musics, optional: true, max: 3 }),
      host: ask.text({ label: said.host, max: 80, names: 'person', optional: true }),
      room: ask.text({ label: said.room, max: 80, names: 'channel', optional: true }),
      dry: ask.yesno({ label: said.dry, optional: true }),
      picture: ask.files({ label: said.picture, max: 1, types: ['image/*'], optional: true }),
      story: ask.text({ label: said.story, max: 5000, lines: 'many', optional: true }),
    },
    async run(_, input) {
      if (input.guests > 100) throw new Invalid({ guests: said.tooMany({ room: '#general' }) })
      planned.push(input)
      return view({ title: said.yes }, text(said.all({ what: input.name })))
    },
  })
  return { planned, party: capability({ name: 'party', messages: said, actions: [plan] }) }
}

/** The smallest picture there is. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

eachDatabase('forms at Discord', (open) => {
  it('come in steps of five, with the fields that Discord has for them, and end in the work', async () => {
    const { party, planned } = parties()
    const stage = await openDiscordStage(await open(), { capabilities: [party] })
    const [ada, bea] = [stage.person('Ada'), stage.person('Bea')]
    await ada.types('/party name:Birthday')
    expect(ada.form?.title).toBe('Party (1/2)')
    expect(ada.form?.names).toEqual(['name', 'day', 'guests', 'cake', 'music'])
    expect(ada.form?.values).toMatchObject({ name: 'Birthday' })
    await ada.fills({ day: '2030-12-31', guests: '12', cake: 'lemon cake', music: ['jazz', 'raï'] })
    await ada.sees('step 1 of 2')
    await ada.presses(stage.say(m.continue))
    expect(ada.form?.names).toEqual(['host', 'room', 'dry', 'picture', 'story'])
    await ada.fills({ host: 'Bea', room: 'deals', dry: true, picture: { name: 'cake.png', bytes: png }, story: 'Long\nago' })
    // Whom nobody has met yet cannot be named.
    await ada.sees('I do not know Bea yet')
    await bea.types('/party')
    await bea.fills({ name: 'x', day: 'tomorrow', guests: '1', cake: 'none' })
    await ada.presses(stage.say(m.editAgain))
    expect(ada.form?.values).toMatchObject({ dry: 'true', story: 'Long\nago' })
    await ada.fills({ host: 'Bea' })
    await ada.sees('Planned', 'Birthday')
    const beas = await stage.database.client.account.findFirstOrThrow({ where: { externalId: bea.id } })
    const deals = stage.discord.channelOf(stage.guild, 'deals').id
    const [adas] = planned
    expect(adas).toMatchObject({ name: 'Birthday', day: '2030-12-31', guests: 12, cake: 'lemon', music: ['jazz', 'raï'], host: `#${beas.personId}`, room: deals, dry: true, story: 'Long\nago' })
    expect(await stage.database.client.storedFile.count({ where: { id: { in: adas?.picture as string[] } } })).toBe(1)
    expect(stage.discord.refusedBodies).toEqual([])
  })

  it('come back where something is wrong, with everything that was typed, and ask nothing else again', async () => {
    const { party, planned } = parties()
    const stage = await openDiscordStage(await open(), { capabilities: [party] })
    const ada = stage.person('Ada')
    await ada.types('/party')
    await ada.fills({ name: 'Birthday', day: 'the 45th', guests: 'a dozen', cake: 'none' })
    await ada.sees('Nothing you typed is lost', 'Day', 'Guests')
    await ada.presses(stage.say(m.editAgain))
    expect(ada.form?.values).toMatchObject({ name: 'Birthday', day: 'the 45th', guests: 'a dozen', cake: 'none' })
    expect(ada.form?.descriptions.join()).toContain('Please write a number')
    await ada.fills({ day: '2030-12-31', guests: '200' })
    await ada.presses(stage.say(m.continue))
    await ada.fills({ story: 'Once upon a time' })
    // What only the work finds out comes back too, and the second step is not asked again.
    await ada.sees('So many guests do not fit into #general')
    await ada.presses(stage.say(m.editAgain))
    expect(ada.form?.names).toEqual(['name', 'day', 'guests', 'cake', 'music'])
    await ada.fills({ guests: '20' })
    await ada.sees('Planned')
    expect(planned).toMatchObject([{ name: 'Birthday', guests: 20, story: 'Once upon a time' }])
  })

  it('keep what is too large or of another kind from being lost in silence', async () => {
    const { party, planned } = parties()
    const stage = await openDiscordStage(await open(), { capabilities: [party] })
    const ada = stage.person('Ada')
    await ada.types('/party name:Birthday day:2030-12-31 guests:5 cake:none cake')
    await ada.sees('Planned')
    await ada.types('/party name:Birthday day:2030-12-31 guests:5 cake:none cake picture:cake.png', { 'cake.png': { name: 'cake.png', bytes: Buffer.from('no picture') } })
    await ada.sees('cake.png', 'not one of the accepted kinds')
    await ada.types('/party name:Wedding day:2030-12-31 guests:5 cake:none cake picture:cake.png', { 'cake.png': { name: 'cake.png', bytes: png } })
    await ada.sees('Planned', 'Wedding')
    expect(planned.map(({ name }) => name)).toEqual(['Birthday', 'Wedding'])
  })

  it('are somebody’s own: nobody else goes on with what she typed', async () => {
    const { party } = parties()
    const stage = await openDiscordStage(await open(), { capabilities: [party] })
    const [ada, eve] = [stage.person('Ada'), stage.person('Eve')]
    await ada.types('/party')
    await ada.fills({ name: 'Secret', day: 'never', guests: '5', cake: 'none' })
    await ada.sees('Nothing you typed is lost')
    const ticket = await stage.database.client.ticket.findFirstOrThrow({ where: { action: 'discord.form' } })
    const adas = await stage.database.client.account.findFirstOrThrow({ where: { externalId: ada.id } })
    expect(ticket.personId).toBe(adas.personId)
    const data = { custom_id: `1|0|bot.ticket|${JSON.stringify({ id: ticket.id })}`, component_type: ComponentType.Button }
    const channel = stage.discord.channelOf(stage.guild, 'general')
    const pressed = stage.discord.interactions.send({ type: InteractionType.MessageComponent, user: eve.user, channel, data, source: [...channel.messages.values()][0] })
    await stage.discord.until(() => pressed.answered !== null)
    expect(JSON.stringify(pressed.original)).toContain('somebody else’s')
    expect(pressed.modal).toBe(null)
  })

  it('a job is changed in a form that holds what it says', async () => {
    const stage = await openDiscordStage(await open())
    const ada = stage.person('Ada', { locale: 'fr' })
    const goOn = stage.say(m.continue, 'fr')
    await ada.types('/offre publier titre:Développeuse entreprise:Cyber contrat:CDI')
    expect(ada.form?.title).toBe('Publier une offre (1/3)')
    await ada.fills({ remote: 'À distance' })
    await ada.presses(goOn)
    await ada.fills({ description: 'Node.js' })
    await ada.presses(goOn)
    await ada.fills({})
    await ada.presses(stage.say(opportunities.publish, 'fr'))
    await ada.types('/offre modifier numéro:1')
    expect(ada.form?.values).toMatchObject({ title: 'Développeuse', company: 'Cyber', remote: 'remote' })
    await ada.fills({ title: 'Développeuse ou développeur' })
    await ada.presses(goOn)
    expect(ada.form?.values).toMatchObject({ description: 'Node.js' })
    await ada.fills({})
    await ada.presses(goOn)
    await ada.fills({})
    await ada.sees('Développeuse ou développeur')
  })
})
