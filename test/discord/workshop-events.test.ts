import { GuildScheduledEventStatus as Status } from 'discord.js'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../../bot/text.ts'
import { m } from '../../commands/workshops/messages.ts'
import { form } from '../../commands/workshops/testing.ts'
import { anyDatabase } from './outbound.ts'
import { openDiscordStage, type DiscordStage } from './stage.ts'
import { onDiscord, type Actor, type Filled } from '../everywhere/actor.ts'

const today = Date.now()
/** In so many days at 18:30, whenever the tests run. */
const inDays = (days: number) => `${new Date(today + days * 86_400_000).toISOString().slice(0, 10)} 18:30`
const title = 'A first online shop'

interface Club {
  stage: DiscordStage
  /** organises, and reads English */
  olga: Actor
  publishes(when?: string): Promise<void>
  /** Time passes for the assistant and for Discord, and what is due is done. */
  passes(minutes: number): Promise<void>
  /** what members see: name, state and start of each event, in the order they were created */
  events(): (string | null)[][]
}

async function openClub({ locale = 'en', mayCreate = true }: { locale?: Locale; mayCreate?: boolean } = {}): Promise<Club> {
  let ahead = 0
  const stage = await openDiscordStage(await anyDatabase(), { locale, clock: { now: () => new Date(Date.now() + ahead) }, start: false })
  if (!mayCreate) stage.discord.botLacks(stage.guild, 'CreateEvents')
  await stage.adapter.start(stage.engine)
  const olga = onDiscord(stage.person('Olga', { manager: true }), (message) => stage.say(message))
  return {
    stage, olga,
    async publishes(when = inDays(10)) {
      await olga.types('/workshop create')
      await olga.fills({ ...(form as Filled), title, when })
      await olga.presses(stage.say(m.publish))
      await olga.sees(stage.say(m.publishedTitle({ title })))
      await stage.settle()
    },
    async passes(minutes) {
      ahead += minutes * 60_000
      stage.discord.passes({ minutes })
      await stage.settle()
    },
    events: () => stage.discord.eventsOf(stage.guild).map(({ name, status, startsAt }) => [name, Status[status] ?? null, dayOf(startsAt)]),
  }
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const day = (days: number) => inDays(days).slice(0, 10)
const cards = ({ stage: { discord, guild } }: Club) => discord.textsIn(discord.channelOf(guild, 'workshops')).join('\n')

describe('a workshop among the events of a server', () => {
  it.each([
    ['en', 'Online; the link comes with your seat', '`/workshop join`, number 1'],
    ['fr', 'En ligne\u00a0; le lien est donné à l’inscription', '`/atelier rejoindre`, numéro 1'],
  ] as const)('in "%s": stands there with its card, without its link, and is moved and cancelled with it', async (locale, location, seat) => {
    const club = await openClub({ locale })
    const { stage, olga, events } = club
    await club.publishes()
    expect(events()).toEqual([[title, 'Scheduled', day(10)]])
    const [event] = stage.discord.eventsOf(stage.guild)
    expect(event).toMatchObject({ location, endsAt: (event?.startsAt ?? 0) + 90 * 60_000 })
    for (const words of [seat, form['description']]) expect(event?.description).toContain(words)
    expect(JSON.stringify(event)).not.toContain('meet.example')

    await olga.types('/workshop edit 1')
    // what takes the most room once it is written so that it is no markup
    await olga.fills({ title: 'A second online shop', when: inDays(12), description: `a${'*'.repeat(2900)}`, guests: `a${'_'.repeat(299)}` })
    await olga.sees(stage.say(m.editedTitle({ title: 'A second online shop' })))
    await stage.settle()
    expect(events()).toEqual([['A second online shop', 'Scheduled', day(12)]])
    expect(stage.discord.eventsOf(stage.guild)[0]?.description).toContain(seat)

    await olga.types('/workshop cancel 1')
    await olga.fills({ reason: 'Our speaker is ill.' })
    await olga.sees(stage.say(m.cancelledTitle({ title: 'A second online shop' })))
    await stage.settle()
    expect(events()).toEqual([['A second online shop', 'Canceled', day(12)]])
    expect(stage.discord.refusedBodies).toEqual([])
  })

  it('is one event a date of a series, the next five; one that is over makes room, one that is dropped is cancelled', async () => {
    const club = await openClub()
    const { stage, olga, events } = club
    const all = (state: string, ...days: number[]) => days.map((one) => [title, state, day(one)])
    await club.publishes(`${inDays(10)} FREQ=WEEKLY;COUNT=7`)
    expect(events()).toEqual(all('Scheduled', 10, 17, 24, 31, 38))
    await club.passes(18 * 1440)
    expect(events()).toEqual([...all('Completed', 10, 17), ...all('Scheduled', 24, 31, 38, 45, 52)])
    await olga.types('/workshop dates 1')
    // the last one
    await olga.presses(stage.say(m.dropShort))
    await olga.fills({ reason: 'The room is taken.' })
    await olga.sees(stage.say(m.droppedTitle({ title })))
    await stage.settle()
    expect(events()).toEqual([...all('Completed', 10, 17), ...all('Scheduled', 24, 31, 38, 45), ...all('Canceled', 52)])
  })

  it('is created once although Discord says that it failed, also when it is moved meanwhile', async () => {
    const club = await openClub()
    const { stage, olga, events } = club
    const created = () => stage.discord.log.filter(({ route }) => route === 'POST /guilds/:guild/scheduled-events').length
    stage.discord.fails({ method: 'POST', path: '/guilds/' }, { status: 502, after: true })
    await club.publishes()
    await olga.types('/workshop edit 1')
    await olga.fills({ title: 'A second online shop', when: inDays(12) })
    await olga.sees(stage.say(m.editedTitle({ title: 'A second online shop' })))
    await club.passes(10)
    expect(events()).toEqual([['A second online shop', 'Scheduled', day(12)]])
    expect(created()).toBe(1)
    // A date that somebody deleted there comes back once it is another one.
    stage.guild.events.clear()
    await olga.types('/workshop edit 1')
    await olga.fills({ when: inDays(13) })
    await olga.sees(stage.say(m.editedTitle({ title: 'A second online shop' })))
    await stage.settle()
    expect(events()).toEqual([['A second online shop', 'Scheduled', day(13)]])
  })

  it('that runs is ended when it is cancelled', async () => {
    const club = await openClub()
    await club.publishes()
    const { startsAt = 0 } = club.stage.discord.eventsOf(club.stage.guild)[0] ?? {}
    await club.passes(Math.ceil((startsAt - Date.now()) / 60_000) + 5)
    expect(club.events()).toEqual([[title, 'Active', day(10)]])
    await club.olga.types('/workshop cancel 1')
    await club.olga.fills({ reason: 'A fire alarm.' })
    await club.olga.sees(club.stage.say(m.cancelledTitle({ title })))
    await club.stage.settle()
    expect(club.events()).toEqual([[title, 'Completed', day(10)]])
  })

  it('is left out where the permission is missing, which is said at the start; the card is there', async () => {
    const club = await openClub({ mayCreate: false })
    await club.publishes()
    expect(cards(club)).toContain(title)
    expect(club.events()).toEqual([])
    expect(club.stage.discord.log.filter(({ path }) => path.includes('scheduled-events'))).toEqual([])
    expect(club.stage.logged.join()).toMatch(/Discord: Club: the bot lacks Create Events.*Server Settings → Roles/)
  })

  it.each([
    [{ status: 403, code: 50013 }, 'Create Events'],
    [{ status: 400, code: 30038 }, '30038'],
  ])('is given up where Discord refuses it (%o): the card is there, and organisers find why', async (refusal, why) => {
    const club = await openClub()
    club.stage.discord.fails({ method: 'POST', path: '/guilds/' }, refusal)
    await club.publishes()
    expect(cards(club)).toContain(title)
    expect(club.events()).toEqual([])
    await club.olga.types('/settings undelivered')
    await club.olga.sees(why)
    await club.olga.seesNot('A message could not be shown')
  })

  it('tells organisers how many are interested, who take no seat by it; members are not told', async () => {
    const club = await openClub()
    const { stage, olga } = club
    const [ada, noor] = [stage.person('Ada'), stage.person('Noor')]
    await club.publishes()
    for (const one of [ada, noor]) stage.discord.isInterested(stage.guild, one, title)
    await club.passes(10)
    await olga.types('/workshop show 1')
    await olga.sees('2 people: it takes no seat', '2 of 2 left')
    await ada.types('/workshop show 1')
    await ada.sees(title)
    await ada.seesNot('it takes no seat')
  })
})
