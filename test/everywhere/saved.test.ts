import { expect, it } from 'vitest'
import { m } from '../../commands/opportunities/messages.ts'
import type { Message } from '../../bot/text.ts'
import { anyDatabase } from '../discord/outbound.ts'
import { onSlack } from './actor.ts'
import { openEverywhere, platforms } from './everywhere.ts'

const patience = { timeout: 20_000 }
const ad = 'Développeuse Shopify recherchée\nUne boutique de lanternes, trois mois. Écrivez à boutique@lanternes.example.'
const title = 'Développeuse Shopify recherchée'

it('in French: what somebody wrote on Slack becomes a job by a shortcut, is found on Discord, answered on the web, and waits on the home of Slack', { timeout: 60_000 }, async () => {
  const everywhere = await openEverywhere(await anyDatabase())
  const { workspace, say } = everywhere
  const own = (message: Message) => say(message, 'fr')
  const read = (message: Message) => new RegExp(own(message).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'))
  const bea = workspace.user('Bea', { locale: 'fr-FR' }).in('general')
  const grace = workspace.user('Grace', { locale: 'fr-FR' }).in('general')
  const amina = await everywhere.at('discord', 'Amina', { locale: 'fr' })
  const ingrid = await everywhere.at('web', 'Ingrid', { locale: 'fr' })

  await grace.opensHome()
  expect(grace.home).toMatch(/Bonjour Grace/)
  await bea.writes(ad)
  await grace.usesShortcut('opportunities.save', /lanternes/)
  expect(grace.form).toMatchObject({ title: own(m.save), values: { title, text: ad } })
  await grace.fills({ kind: own(m.aJob) })
  await grace.sees(read(m.saveNearly({ title })))
  await grace.presses(own(m.complete))
  expect(grace.form?.values).toMatchObject({ title, description: ad, apply: 'boutique@lanternes.example' })
  await onSlack(grace).fills({ company: 'Lanternes de Lisbonne', contract: 'freelance', remote: 'remote' })
  await grace.sees(read(m.previewTitle({ title })))
  await grace.presses(own(m.publish))
  await grace.sees(read(m.publishedTitle({ title })))
  await everywhere.awake()
  for (const platform of platforms) await expect.poll(async () => (await everywhere.channel(platform, 'jobs')).join(), patience).toContain(title)

  // Discord tells her language with a command, not with words.
  await amina.types('/aide')
  await amina.inPrivate().types('une boutique à développer avec Shopify')
  await amina.sees(read(m.jobsFit), title)
  await ingrid.in('jobs').presses(own(m.interested))
  await ingrid.fills({ note: 'Lisbonne, j’y vis.' })
  await ingrid.sees(own(m.introducedTitle), 'boutique@lanternes.example')
  await grace.inPrivate().sees('Ingrid', 'Lisbonne, j’y vis.')
  await expect.poll(() => grace.home, patience).toContain(title)

  expect(everywhere.slack.objections).toEqual([])
  expect(everywhere.discord.refusedBodies).toEqual([])
})
