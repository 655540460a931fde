import { describe, expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openSlackStage } from '../../test/slack/stage.ts'

const job = { title: 'Développeuse full-stack', company: 'Cyber & Co', contract: 'Permanent contract', remote: 'Hybrid', place: 'Lyon', description: 'Node.js <b>et</b> C++' }

eachDatabase('commands, buttons and forms at Slack', (open) => {
  describe.each(['Socket Mode', 'HTTP'] as const)('by %s', (mode) => {
    it('a job is posted with one form, shown to its author first, and then in the channel', async () => {
      const { workspace, person, slack } = await openSlackStage(await open(), { mode })
      const [ada, bea] = [person('Ada'), person('Bea')]
      await ada.in('general').types('/job post')
      expect(ada.form?.labels).toEqual(['Title', 'Company', 'Contract', 'On site or remote', 'Place', 'Pay from (€)', 'Pay to (€)', 'Pay per', 'Description', 'Until when', 'How to apply', 'Attached file'])
      await ada.fills({ ...job, until: '1999-01-01' })
      // Where the assistant is too slow to tell it beside the field, it tells it within the form.
      await expect.poll(() => ada.form?.errors.until ?? ada.everything()).toContain('This day is over')
      await ada.fills({ until: '', payFrom: '45000', payPer: 'Year' })
      await expect.poll(() => ada.form?.labels ?? []).toEqual([])
      await ada.sees('Preview: Développeuse full-stack', 'Cyber & Co', 'Node.js <b>et</b> C++', 'Nobody else sees it yet')
      await bea.seesNot('Développeuse')
      await ada.presses('Publish')
      await ada.sees('Published: Développeuse full-stack')
      await workspace.channel('jobs').sees('Développeuse full-stack', /Posted by\nAda/, 'I’m interested')
      expect(workspace.channel('general').messages).toEqual([])
      await bea.inPrivate().types('/offre lister')
      await bea.sees('1 job')
      expect(bea.messages.join()).toContain('1 job')
      expect([slack.objections, slack.violations, slack.deliveries.filter(({ ok }) => !ok)]).toEqual([[], [], []])
    })
  })

  it('what is typed means what it means everywhere: quotes of any shape, options, accents, French names', async () => {
    const { person } = await openSlackStage(await open())
    const ada = person('Ada', { locale: 'fr' })
    await ada.in('general').types('/job post “Une comptable & demie” company:"Cyber Co" --contract CDI until:demain')
    expect(ada.form?.title).toBe('Publier une offre')
    expect(ada.form?.values).toMatchObject({ title: 'Une comptable & demie', company: 'Cyber Co', contract: 'permanent', until: 'demain' })
    await ada.closes()
    await ada.types('/expert trouver tva intracommunautaire')
    await ada.sees(/tva intracommunautaire/)
    await ada.types('/offre')
    await ada.sees('/offre lister')
    await ada.types('/offre lstier')
    await ada.sees('n’existe pas', 'Vouliez-vous dire')
    await ada.types('/entraide aide')
    await ada.sees('Ce que je peux faire pour vous, Ada')
    await ada.types('/entraide me')
    expect(ada.form?.title).toBe('Ma langue')
  })

  it('every command that somebody reads is one that she can type there', async () => {
    const { person, slack } = await openSlackStage(await open())
    const [ada, bea] = [person('Ada', { locale: 'fr' }).in('general'), person('Bea').in('general')]
    await ada.types('/aide')
    await ada.sees('/donnees effacer')
    await ada.seesNot('/données')
    await ada.types('/donnees')
    await ada.sees('Cyberelles ne garde rien sur vous ici')
    await bea.types('/help')
    await bea.sees('/entraide me')
    await bea.types('/entraide me')
    expect(bea.form?.title).toBe('My language')
    expect(slack.objections).toEqual([])
  })

  it('the workspace vouches for its members and those who run it, not for its guests', async () => {
    const { person, database } = await openSlackStage(await open())
    const [gus, olga, ada] = [person('Gus', { guest: true }), person('Olga', { admin: true }), person('Ada')]
    await gus.in('general').types('/job post')
    await gus.sees('This is for members of the network')
    await ada.types('/settings show')
    await ada.sees('Only the organisers can do this')
    await olga.types('/settings show')
    await olga.sees('Europe/Paris')
    await olga.types('/job post')
    await olga.fills(job)
    expect(await database.client.person.findMany({ where: { name: 'Olga' }, select: { locale: true, timeZone: true, accounts: { select: { organises: true } } } }))
      .toEqual([{ locale: 'en', timeZone: 'Europe/Paris', accounts: [{ organises: true }] }])
  })

  it('who runs the workspace no more organises no more, though she does nothing', async () => {
    const { person, database, another } = await openSlackStage(await open())
    const [olga, zoe] = [person('Olga', { admin: true }), person('Zoe', { admin: true })]
    for (const one of [olga, zoe]) {
      await one.in('general').types('/link')
      await one.sees('Your code')
    }
    const organising = async () => (await database.client.account.findMany({ where: { organises: true }, select: { person: true } })).map(({ person: { name } }) => name)
    expect(await organising()).toEqual(['Olga', 'Zoe'])
    olga.user.isAdmin = false
    await another()
    await expect.poll(organising).toEqual(['Zoe'])
  })

  it('a form that comes too late is opened by a button, and nothing typed is lost', async () => {
    const { person, slack } = await openSlackStage(await open())
    const ada = person('Ada')
    for (const error of ['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id']) {
      slack.faults.next('views.open', { kind: 'refused', error })
      await ada.in('general').types('/job post Une comptable')
      await ada.sees('did not let me open the form in time')
      expect(ada.form).toBeUndefined()
      await ada.presses('Open the form')
      expect(ada.form?.values).toMatchObject({ title: 'Une comptable' })
      await ada.closes()
    }
  })

  it('a button pressed twice, and a form sent twice, do it once', async () => {
    const { person, workspace, database, settle } = await openSlackStage(await open())
    const ada = person('Ada')
    await ada.in('general').types('/job post')
    await ada.fills(job)
    await ada.sees('Preview')
    await Promise.all([ada.presses('Publish'), ada.presses('Publish')])
    await workspace.channel('jobs').sees('Développeuse')
    await settle()
    expect(workspace.channel('jobs').messages).toHaveLength(1)
    expect(await database.client.opportunity.count()).toBe(1)
  })

  it('when Slack does not say who somebody is, she is told so and nothing is done', async () => {
    const { person, slack, logged } = await openSlackStage(await open())
    const ada = person('Ada')
    slack.faults.next('users.info', { kind: 'server error' })
    await ada.in('general').types('/expert find tva')
    await ada.sees('Slack does not tell me who you are at the moment')
    expect(logged.join()).not.toContain('xoxb')
    await ada.types('/expert find tva')
    await ada.sees('tva')
  })

  it('answers come in private when the channel takes none', async () => {
    const { person, slack } = await openSlackStage(await open())
    const ada = person('Ada')
    slack.faults.next('response_url', { kind: 'server error', status: 404 })
    slack.faults.next('chat.postEphemeral', { kind: 'refused', error: 'user_not_in_channel' })
    await ada.in('general').types('/expert find tva')
    await expect.poll(() => ada.messages.join()).toContain('tva')
  })
})
