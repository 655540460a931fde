import { expect, it } from 'vitest'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { anyDatabase } from '../../test/discord/outbound.ts'
import { openDiscordStage } from '../../test/discord/stage.ts'
import { onDiscord } from '../../test/everywhere/actor.ts'

const deal = { title: 'Une lanterne à moitié prix', description: 'Un mot que le serveur refuse.', code: 'LANTERNE' }

it('tells who wrote a card, in her language, what a server’s AutoMod refuses or Discord takes for harmful, until she has changed it', async () => {
  const stage = await openDiscordStage(await anyDatabase())
  const { discord, guild } = stage
  const say = (message: Parameters<typeof stage.say>[0]) => stage.say(message, 'fr')
  const deals = discord.channelOf(guild, 'deals')
  const person = stage.person('Amina', { locale: 'fr' })
  const amina = onDiscord(person, say)
  const posts = { method: 'POST', path: `/channels/${deals.id}/messages` }
  discord.fails(posts, { status: 400, code: 200000, message: 'Message was blocked by automatic moderation' })
  await amina.types('/deal post')
  await amina.fills(deal)
  await amina.presses(say(opportunities.publish))
  await stage.database.client.person.updateMany({ data: { quietFrom: 0, quietTo: 0 } })
  await amina.inPrivate().sees('n’est pas affiché partout', '#deals', 'Club', 'AutoMod')
  expect(discord.textsIn(deals)).toEqual([])

  discord.fails(posts, { status: 400, code: 240000, message: 'Message contains a harmful link' })
  await amina.presses(say(opportunities.edit))
  expect(person.form?.values.title).toBe(deal.title)
  await amina.fills({ ...deal, description: 'Voir https://dangereux.example.' })
  await amina.sees('Discord juge dangereux un lien')
  await amina.presses(say(opportunities.edit))
  await amina.fills({ ...deal, description: 'Dites le code à la caisse.' })
  await expect.poll(() => discord.textsIn(deals).join(), { timeout: 20_000 }).toContain(deal.title)
  expect(person.messages.filter((said) => said.includes('n’est pas affiché partout'))).toHaveLength(2)
})
