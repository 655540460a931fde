import { expect, it } from 'vitest'
import { anyDatabase } from '../../test/discord/outbound.ts'
import { openSlackStage } from '../../test/slack/stage.ts'

const patience = { timeout: 20_000 }
const inTenDays = `${new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)} 18:30`

it('the home at Slack holds what needs somebody, her profile, the next workshops and the newest jobs, and follows what she does there', async () => {
  const { person, slack, database } = await openSlackStage(await anyDatabase())
  const [claire, sofia] = [person('Claire', { locale: 'fr' }), person('Sofia', { admin: true })]
  await claire.opensHome()
  expect(claire.home).toMatch(/Votre profil n’existe pas encore/)
  await claire.presses('Créer mon profil')
  await claire.fills({ headline: 'Comptable des petites boutiques', skills: 'TVA', languages: ['français'], weeklyLimit: '5' })
  await claire.types('/profil publier')
  await database.client.person.updateMany({ data: { quietFrom: 0, quietTo: 0 } })
  await sofia.in('general').types('/workshop create')
  await sofia.fills({ title: 'A first online shop', description: 'From an idea to a page.', when: inTenDays, minutes: '60', place: 'Lyon', seats: '5', level: 'beginners', language: 'English' })
  await sofia.presses('Publish')
  await sofia.types('/job post')
  await sofia.fills({ title: 'Shopify developer', company: 'Lisbon Lanterns', contract: 'Freelance', remote: 'Remote', description: 'Three months.' })
  await sofia.presses('Publish')
  await sofia.types('/expert find TVA')
  await sofia.presses('Ask')
  await sofia.fills({ question: 'Which rate do candles have?' })
  await claire.inPrivate().sees('Which rate do candles have?')

  await claire.opensHome()
  const said = ['Une question attend votre réponse', 'Votre profil est publié', 'Shopify developer', 'A first online shop']
  const places = said.map((words) => claire.home.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  await claire.presses('Répondre')
  await claire.fills({ answer: 'Vingt pour cent.' })
  await expect.poll(() => claire.home, patience).not.toContain('Une question attend votre réponse')
  expect(slack.objections).toEqual([])
})
