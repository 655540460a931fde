import { expect, it, vi } from 'vitest'
import { text, view } from '../../bot/view.ts'
import { workIn } from '../../bot/work.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { signature } from '../../test/slack/signed.ts'
import { openSlackStage } from '../../test/slack/stage.ts'
import { createInstallations } from './installations.ts'
import type { SlackParts } from './slack.ts'

const deadline = { timeout: 20_000 }

eachDatabase('many workspaces of Slack', (open) => {
  it.each(['HTTP', 'Socket Mode'] as const)('each installs the assistant from its page, by %s; every one but the first waits for an organiser', async (mode) => {
    const database = await open()
    const { slack, url, workspace: club, person, settle } = await openSlackStage(database, { mode, oauth: true })
    const guild = slack.workspace('Guild', { installed: false })
    guild.channel('jobs')
    const [ada, bea] = [person('Ada', { admin: true }), person('Bea', { workspace: guild, locale: 'fr' })]
    expect(await ada.installs(`${url}/slack/install`)).toMatchObject({ status: 200, text: expect.stringContaining('The assistant is installed') as string })
    await ada.in('general').types('/expert find tva')
    await ada.sees('tva')
    expect((await bea.installs(`${url}/slack/install`)).text).toContain('an organiser of “Cyberelles” has to agree')
    await bea.in('jobs').types('/expert find tva')
    await bea.sees(/Cyberelles\s» n’a pas encore donné son accord/)
    await bea.opensHome()
    await bea.sees(/Cyberelles\s» n’a pas encore donné son accord/)
    await database.client.space.updateMany({ where: { externalId: guild.id }, data: { connected: true } })
    await bea.types('/expert find douane')
    await bea.sees('douane')
    await settle()
    const rows = await database.client.installation.findMany()
    expect(rows).toHaveLength(2)
    expect(rows.map(({ secret }) => secret).join()).not.toContain('xoxb')
    expect(slack.objections).toEqual([])
    void club
  })

  it('an installation that ends is forgotten, in whatever order Slack says so; installed again, it works again', async () => {
    const database = await open()
    const { slack, url, workspace, adapter, person, logged } = await openSlackStage(database, { mode: 'HTTP', oauth: true })
    const ada = person('Ada')
    await ada.installs(`${url}/slack/install`)
    await ada.in('general').types('/job list')
    await ada.sees('No job is open')
    const space = await database.client.space.findFirstOrThrow({ where: { externalId: workspace.id } })
    await workspace.uninstalls()
    await vi.waitFor(async () => expect(await database.client.installation.count()).toBe(0), deadline)
    await vi.waitFor(async () => expect((await database.client.space.findFirstOrThrow({ where: { id: space.id } })).channels).toEqual({}), deadline)
    expect(adapter.connected).toBe(true)
    await ada.installs(`${url}/slack/install`)
    await ada.types('/expert find tva')
    await ada.sees('tva')
    expect(await database.client.space.findMany({ select: { id: true, connected: true } })).toEqual([{ id: space.id, connected: true }])
    expect(logged.join()).not.toMatch(/xoxb-/)
    expect(slack.deliveries.filter(({ what, ok }) => what.startsWith('tokens') && !ok)).toEqual([])
  })

  it('what says that a former installation ended leaves the present one alone', async () => {
    const database = await open()
    const { slack, url, workspace, person } = await openSlackStage(database, { mode: 'HTTP', oauth: true })
    const ada = person('Ada')
    await ada.installs(`${url}/slack/install`)
    const calls = slack.calls('auth.test').length
    const late = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: workspace.id, event: { type: 'app_uninstalled' }, event_time: 1 })
    const sent = await fetch(`${url}/slack/events`, { method: 'POST', body: late, headers: { 'content-type': 'application/json', ...signature(slack.app.signingSecret, late) } })
    expect(sent.status).toBe(200)
    await vi.waitFor(() => expect(slack.calls('auth.test').length).toBeGreaterThan(calls), deadline)
    await vi.waitFor(async () => expect((await database.client.inbox.findFirstOrThrow({ where: { key: 'ev:Ev1' } })).doneAt).not.toBeNull(), deadline)
    expect(await database.client.installation.count()).toBe(1)
    await ada.in('general').types('/expert find tva')
    await ada.sees('tva')
    expect(slack.objections).toEqual([])
  })

  it('what comes by an organisation’s installation is not answered with the workspace’s own one, nor the other way round', async () => {
    const database = await open()
    const { slack, url, workspace, person, logged } = await openSlackStage(database, { mode: 'HTTP', oauth: true })
    const [ada, bea] = [person('Ada'), person('Bea')]
    await ada.installs(`${url}/slack/install`)
    // An organisation that the workspace belongs to, whose token is over.
    const parts = { database, config: { secretKey: 'a secret key of thirty-two signs!' }, clock: { now: () => new Date() } } as SlackParts
    await createInstallations(parts, () => Promise.resolve()).store.storeInstallation({
      team: undefined, enterprise: { id: 'E1', name: 'Group' }, isEnterpriseInstall: true, user: { id: bea.id, token: undefined, scopes: undefined },
      bot: { token: 'xoxb-over', id: 'B1', userId: workspace.botUserId, scopes: ['commands'] },
    })
    const command = new URLSearchParams({
      command: '/help', text: '', team_id: workspace.id, enterprise_id: 'E1', is_enterprise_install: 'true', user_id: bea.id, channel_id: 'C1', trigger_id: '1.2.3', response_url: `${url}/none`,
    }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signature(slack.app.signingSecret, command) }
    expect((await fetch(`${url}/slack/events`, { method: 'POST', body: command, headers })).status).toBe(200)
    await vi.waitFor(() => expect(logged.join()).toContain('invalid_auth'), deadline)
    await ada.in('general').types('/expert find tva')
    await ada.sees('tva')
    expect((await database.client.space.findMany()).map(({ connected }) => connected)).toEqual([true])
  })

  it('an installation that somebody breaks off says so', async () => {
    const { url } = await openSlackStage(await open(), { mode: 'HTTP', oauth: true })
    const answer = await fetch(`${url}/slack/oauth_redirect?code=x&state=y`, { headers: { 'accept-language': 'fr-CA' } })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('n’a pas été installé')
  })
})

eachDatabase('an organisation at Slack', (open) => {
  /** A company that installed the assistant as a whole, with two workspaces; it was added to the first. */
  const openCompany = async (mode: 'HTTP' | 'Socket Mode') => {
    const stage = await openSlackStage(await open(), { mode, oauth: true })
    const company = stage.slack.organisation('Group')
    const [paris, lyon] = [company.workspace('Paris'), company.workspace('Lyon')]
    for (const one of [paris, lyon]) for (const name of ['general', 'jobs']) one.channel(name)
    const ada = stage.person('Ada', { workspace: paris, admin: true, locale: 'fr', tz: 'America/Montreal' })
    expect(await ada.installs(`${stage.url}/slack/install`, { inCompany: true })).toMatchObject({ status: 200, text: expect.stringContaining('The assistant is installed') as string })
    company.grants(paris)
    return { ...stage, company, paris, lyon, ada }
  }

  it.each(['HTTP', 'Socket Mode'] as const)('installs the assistant once for all its workspaces, by %s: each is a space, served once it is used', async (mode) => {
    const { company, paris, lyon, ada, person, slack, database, settle } = await openCompany(mode)
    expect(await database.client.space.findMany()).toEqual([])
    await ada.in('general').types('/offre publier')
    await ada.fills({ title: 'Comptable', company: 'Cyber', contract: 'CDI', remote: 'À distance', description: 'Deux jours par semaine' })
    await ada.sees('Comptable')
    await ada.presses('Publier')
    await paris.channel('jobs').sees('Comptable')
    await ada.opensHome()
    await ada.sees('Bonjour Ada')
    await ada.inPrivate().writes('une comptable')
    await expect.poll(() => ada.messages.join()).toContain('Comptable')
    await ada.in('general').mentions('une comptable')
    expect(await database.client.person.findMany({ select: { locale: true, timeZone: true, accounts: { select: { organises: true } } } }))
      .toEqual([{ locale: 'fr', timeZone: 'America/Montreal', accounts: [{ organises: true }] }])

    // The second is used by somebody from the first, and waits for an organiser of the community like any other.
    company.grants(lyon)
    const there = person('Ada', { workspace: lyon, as: ada })
    await there.in('general').types('/job list')
    await there.sees('n’a pas encore donné son accord')
    await database.client.space.updateMany({ where: { externalId: lyon.id }, data: { connected: true } })
    await there.types('/job list')
    await there.sees('Comptable')
    await settle()
    const spaces = await database.client.space.findMany({ select: { externalId: true, name: true, channels: true }, orderBy: { id: 'asc' } })
    expect(spaces.map(({ externalId, channels }) => [externalId, channels])).toEqual([[paris.id, { jobs: paris.channel('jobs').id }], [lyon.id, { jobs: lyon.channel('jobs').id }]])
    expect(await database.client.installation.findMany({ select: { externalId: true } })).toEqual([{ externalId: company.id }])
    expect([slack.objections, slack.violations, slack.requests.filter(({ error }) => error)]).toEqual([[], [], []])
  })

  it.each(['uninstalls', 'revokesToken'] as const)('that ends its installation (%s) ends it everywhere; installed again, it works again', async (end) => {
    const { company, paris, ada, url, database } = await openCompany('HTTP')
    await ada.in('general').types('/job list')
    await ada.sees('offre')
    const space = await database.client.space.findFirstOrThrow({ where: { externalId: paris.id } })
    await company[end]()
    await vi.waitFor(async () => expect(await database.client.installation.count()).toBe(0), deadline)
    await vi.waitFor(async () => expect((await database.client.space.findFirstOrThrow({ where: { id: space.id } })).channels).toEqual({}), deadline)
    await ada.installs(`${url}/slack/install`, { inCompany: true })
    await ada.types('/expert find tva')
    await ada.sees('tva')
    expect(await database.client.space.count()).toBe(1)
  })

  it('that takes one of its workspaces away is not written to there, and the others go on', async () => {
    const { company, paris, lyon, ada, person, database, engine, settle } = await openCompany('HTTP')
    company.grants(lyon)
    const bea = person('Bea', { workspace: lyon })
    for (const one of [ada, bea]) await one.in('general').types('/help')
    await database.client.space.updateMany({ data: { connected: true } })
    await bea.types('/link')
    await bea.sees('Your code')
    company.grants(lyon, false)
    const around = { search: database.search, community: await engine.community(), now: new Date(), publicUrl: '', gathered: engine.gathered }
    await database.transaction((db) => workIn(db, around, () => undefined).tell({ channel: 'jobs' }, view({}, text('A job')), { key: 'job:1' }))
    await settle()
    await paris.channel('jobs').sees('A job')
    const failed = await database.client.posting.findMany({ where: { key: { startsWith: 'job:1' }, status: 'failed' } })
    expect(failed.map(({ error }) => error)).toEqual([expect.stringContaining('was not granted this workspace of the organisation') as string])
    expect(await database.client.installation.count()).toBe(1)
    expect(lyon.channel('jobs').messages).toEqual([])
  })
})
