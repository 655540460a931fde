import { expect, it } from 'vitest'
import { view } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import { action, anyone, capability, catalogue, text } from '../kit.ts'
import { settings } from './index.ts'

const m = catalogue('news', {
  en: { jobs: 'Jobs', say: 'Say it', said: 'Said.' },
  fr: { jobs: 'Emplois', say: 'Le dire', said: 'C’est dit.' },
})

/** A capability that speaks in a channel and to people, for what settings do to others. */
const news = capability({
  name: 'news',
  messages: m,
  channels: { jobs: m.jobs },
  actions: [
    action({
      name: 'news say', title: m.say, description: m.say, can: anyone, input: {},
      async run({ tell, now, who }) {
        await tell({ channel: 'jobs' }, view({}, text('A job!')), { key: `news:${now.toISOString()}` })
        await tell({ person: who.id }, view({}, text(m.said)), { key: `said:${now.toISOString()}` })
        return view({}, text(m.said))
      },
    }),
  ],
})

const capabilities = [settings, news]
const auditOf = async ({ database }: Stage) =>
  (await database.client.audit.findMany({ orderBy: { id: 'asc' } })).map(({ subject }) => subject)

eachDatabase('settings', (open) => {
  it('shows organisers how things are, and members that it is not theirs', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await olga.types('/settings')
    olga.sees('Settings of Cyberelles', 'Français', 'Europe/Paris', 'Jobs: #jobs', 'Undelivered messages: none')
    const ada = await stage.person('Ada')
    await ada.types('/settings')
    ada.sees('Only the organisers')
    await ada.sends({ call: { action: 'settings edit', input: { name: 'Mine', language: 'en', timeZone: 'UTC' } }, submitted: true })
    ada.sees('Only the organisers')
    expect(await auditOf(stage)).toEqual([])
  })

  it('changes the name, the language and the time zone, and keeps what was typed when the zone is unknown', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'], locale: 'fr' })
    await olga.types('/réglages')
    await olga.presses('Modifier les réglages')
    expect(olga.form?.values).toEqual({ name: 'Cyberelles', language: 'fr', timeZone: 'Europe/Paris' })
    await olga.fills({ name: 'Les Cyberelles', timeZone: 'Atlantis' })
    expect(olga.form?.values.name).toBe('Les Cyberelles')
    olga.sees('Je ne connais pas de fuseau horaire de ce nom')
    await olga.fills({ language: 'en', timeZone: 'Montréal' })
    olga.sees('C’est enregistré', 'America/Montreal')
    expect(await stage.engine.community()).toMatchObject({ name: 'Les Cyberelles', locale: 'en', timeZone: 'America/Montreal' })
    expect(await auditOf(stage)).toEqual(['settings:community'])
  })

  it('moves a purpose to another channel, or to none', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await olga.types('/settings channels')
    olga.sees('Jobs · Stage 0', '#jobs')
    await olga.presses('Change')
    expect(olga.form?.fields.map(({ name }) => name)).toEqual(['channel'])
    await olga.fills({ channel: '#nowhere-known' })
    olga.sees('This channel is not known here. There are: #deals, #general, #jobs')
    await olga.fills({ channel: '#general' })
    olga.sees('from now on in #general')
    await olga.types('/news say')
    stage.channel('general').sees('A job!')

    await olga.types('/settings channels')
    await olga.presses('Change')
    expect(olga.form?.values.channel).toBe('general')
    await olga.fills({ channel: '' })
    olga.sees('no longer published in Stage 0')
    await stage.passes({ minutes: 1 })
    await olga.types('/news say')
    expect(stage.channel('general').messages).toHaveLength(1)
    await olga.types('/settings channels')
    olga.sees('nowhere')
  })

  it('refuses a purpose and a space that do not exist', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    const set = (input: Record<string, string | number>) => olga.sends({ call: { action: 'settings.channel', input }, submitted: true })
    await set({ space: stage.spaceIds[0] ?? 0, purpose: 'gossip', channel: 'jobs' })
    olga.sees('This is no purpose of a channel. There are: jobs.')
    await set({ space: 4711, purpose: 'jobs', channel: 'jobs' })
    olga.sees('This space is no longer part of the community')
  })

  it('lists what could not be delivered, and tries it again', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    const ada = await stage.person('Ada')
    stage.adapter.refuse = ({ to }) =>
      'externalId' in to && to.externalId.startsWith('ada') ? { kind: 'refused', reason: 'closed', detail: 'no' } : undefined
    await ada.types('/news say')
    expect(ada.messages).toEqual([])
    await olga.types('/settings')
    olga.sees('Undelivered messages: 1')
    await olga.presses('Undelivered messages')
    olga.sees('To Ada')
    olga.seesNot('Said.')
    stage.adapter.refuse = undefined
    await olga.presses('Try again')
    olga.sees('The message is on the way again.')
    expect(ada.messages).toEqual(['Said.'])
    await olga.presses('Undelivered messages')
    olga.sees('Every message has arrived.')
    await olga.sends({ call: { action: 'settings.retry', input: { posting: 1 } } })
    olga.sees('nothing left to try')
    expect(await auditOf(stage)).toEqual(['settings:undelivered'])
  })

  it('invites somebody once, whoever clicks twice', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await olga.types('/settings invite Claire Martin --role juror')
    olga.sees('An invitation for Claire Martin', 'Role: juror', /https:\/\/entraide\.test\/enter\/[\w-]{32}/)
    const [ticket] = await stage.database.client.ticket.findMany()
    expect(ticket?.action).toBe('web.enter')
    expect(ticket?.expiresAt.toISOString()).toBe('2026-11-30T09:00:00.000Z')
    const person = await stage.database.client.person.findUnique({ where: { id: ticket?.personId ?? 0 }, include: { roles: true } })
    expect(person).toMatchObject({ name: 'Claire Martin', roles: [{ role: 'juror' }] })

    const again = { action: 'settings invite', input: { name: 'Claire Martin', role: 'member' } }
    await Promise.all([olga.sends({ call: again }), olga.sends({ call: again })])
    olga.sees('already invited', ticket?.id ?? 'no ticket')
    expect(await stage.database.client.ticket.count()).toBe(1)
    expect(await stage.database.client.person.count({ where: { name: 'Claire Martin' } })).toBe(1)

    // as if a week had gone by
    await stage.database.client.ticket.updateMany({ data: { expiresAt: stage.clock.now() } })
    await olga.sends({ call: again })
    olga.sees('An invitation for Claire Martin')
    olga.seesNot(ticket?.id ?? 'no ticket')
    expect(await stage.database.client.person.count({ where: { name: 'Claire Martin' } })).toBe(1)
  })

  it('invites nobody without a name, and lets nobody else invite', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'], locale: 'fr' })
    await olga.types('/settings invite')
    expect(olga.form?.title).toBe('Inviter quelqu’un')
    await olga.fills({ name: '\u200b', role: 'empress' })
    olga.sees('Merci de remplir ce champ.', 'Merci de choisir une des réponses proposées.')
    const ada = await stage.person('Ada')
    await ada.types('/settings invite Mallory --role organiser')
    ada.sees('Only the organisers')
    expect(await stage.database.client.person.count()).toBe(2)
  })

  it('gives somebody who is already here a new link, and another of her name a link of her own', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const { client } = stage.database
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    const ines = await stage.person('Inès Dupont')
    await olga.types('/settings invite ines dupont --role juror')
    olga.sees('ines dupont is already a member', 'Inès Dupont', 'Member since')
    expect([await client.ticket.count(), await client.person.count()]).toEqual([0, 2])
    await olga.presses('A new link for Inès Dupont')
    olga.sees('A new link for Inès Dupont', /https:\/\/entraide\.test\/enter\/[\w-]{32}/)
    const relink = { action: 'settings.relink', input: { person: ines.id } }
    await Promise.all([olga.sends({ call: relink }), olga.sends({ call: relink })])
    expect(await client.ticket.findMany()).toMatchObject([{ personId: ines.id, action: 'web.enter' }])
    expect(new Set(await auditOf(stage))).toEqual(new Set([`relink:${ines.id}`]))
    expect(ines.messages).toEqual([expect.stringContaining('Olga made a new sign-in link to your account')])

    const another = { action: 'settings invite', input: { name: 'Inès Dupont', role: 'juror', another: true } }
    await olga.types('/settings invite Inès Dupont --role juror')
    await olga.presses('Somebody new of that name')
    olga.sees('An invitation for Inès Dupont', 'Role: juror')
    await olga.sends({ call: another })
    olga.sees('already invited')
    const people = await client.person.findMany({ where: { name: 'Inès Dupont' }, include: { roles: true }, orderBy: { id: 'asc' } })
    expect(people.map(({ roles }) => roles.map(({ role }) => role))).toEqual([['member'], ['juror']])
    expect(await client.ticket.count({ where: { personId: people[1]?.id ?? 0 } })).toBe(1)
  })

  it('gives nobody but organisers a link to another’s account, nor anybody one to nobody', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Olga', { roles: ['organiser'], locale: 'fr' })
    const ada = await stage.person('Ada')
    await ada.sends({ call: { action: 'settings.relink', input: { person: olga.id } } })
    ada.sees('Only the organisers')
    await olga.sends({ call: { action: 'settings.relink', input: { person: 4711 } } })
    olga.sees('Cette personne ne fait plus partie de la communauté.')
    await olga.types('/réglages inviter ada')
    olga.sees('ada est déjà membre', 'Une autre personne du même nom')
    await olga.types('/réglages inviter 1234')
    olga.sees('Un nom comporte au moins une lettre.')
    expect(await stage.database.client.ticket.count()).toBe(0)
    expect(await auditOf(stage)).toEqual([])
  })

  it('lets everybody choose a language and a time zone, at once', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/me')
    expect(ada.form?.values).toEqual({ name: 'Ada', language: 'en', timeZone: 'Europe/Paris', quiet: '21:00–08:00' })
    await ada.fills({ language: 'fr', timeZone: 'casablanca' })
    ada.sees('C’est enregistré', 'Africa/Casablanca', 'Français')
    await ada.types('/moi')
    expect(ada.form?.title).toBe('Ma langue')
    await ada.fills({ timeZone: '+02:00' })
    ada.sees('Je ne connais pas de fuseau horaire')
  })

  it('lets everybody choose her quiet hours, or none', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { roles: [] })
    const chosen = async () => stage.database.client.person.findFirst({ where: { id: ada.id }, select: { quietFrom: true, quietTo: true } })
    await ada.types('/me')
    await ada.fills({ quiet: 'at night' })
    ada.sees('Please write from when to when')
    await ada.fills({ quiet: '22h30 – 7h' })
    ada.sees('Quiet hours: 22:30–07:00')
    expect(await chosen()).toEqual({ quietFrom: 1350, quietTo: 420 })
    await ada.types('/me')
    await ada.fills({ quiet: 'none', language: 'fr' })
    await ada.types('/moi')
    expect(ada.form?.values.quiet).toBe('aucune')
    await ada.fills({ quiet: '' })
    ada.sees('Heures calmes: 21:00–08:00')
    expect(await chosen()).toEqual({ quietFrom: null, quietTo: null })
  })

  it('lets everybody change her own name, to one with a letter', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const olga = await stage.person('Organisation', { roles: ['organiser'], locale: 'fr' })
    const nameNow = async () => (await stage.database.client.person.findFirst({ where: { id: olga.id } }))?.name
    await olga.types('/moi en')
    expect(olga.form?.values).toMatchObject({ name: 'Organisation', language: 'en' })
    await olga.types('/moi')
    await olga.fills({ name: '— 42 —' })
    olga.sees('Un nom comporte au moins une lettre.')
    await olga.fills({ name: 'x'.repeat(81) })
    expect(Object.keys(olga.form?.problems ?? {})).toEqual(['name'])
    expect(await nameNow()).toBe('Organisation')
    await olga.fills({ name: '  Olga   Perrin ' })
    olga.sees('C’est enregistré', 'Votre nom: Olga Perrin')
    expect(await nameNow()).toBe('Olga Perrin')
  })
})
