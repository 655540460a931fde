import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'

async function choosesHerLanguage({ visitor, locale }: GalleryCommunity): Promise<void> {
  const [leila, guest] = [await visitor('Leïla'), await visitor('Sam', { timeless: true })]
  await leila.types('/me', 'fresh')
  await leila.fills({ name: '42', language: 'klingon', timeZone: 'Atlantis' }, 'problems')
  await leila.fills({ name: '42', language: locale, timeZone: 'Montréal' }, 'a name without a letter')
  await leila.fills({ name: 'Leïla Ben Ali', timeZone: 'Atlantis' }, 'a zone that there is not')
  await leila.fills({ timeZone: 'Montréal' }, 'saved')
  await guest.calls({ action: 'profile hide', input: {} }, 'and the time zone is asked')
  await guest.presses('settings.zone', 'kept')
}

async function setsThingsUp(olga: Visitor, { locale, spaces }: GalleryCommunity): Promise<void> {
  await olga.types('/settings', 'as they are')
  await olga.presses('settings edit', 'fresh')
  await olga.fills({ name: 'x'.repeat(90), timeZone: '+2' }, 'problems')
  await olga.fills({ name: 'Cyberelles', language: locale, timeZone: 'Nowhere' }, 'a zone that there is not')
  await olga.fills({ timeZone: 'Europe/Brussels' }, 'saved')
  await olga.types('/settings channels', 'every space')
  await olga.calls({ action: 'settings.channel', input: { space: spaces.web, purpose: 'jobs' } }, 'of the web')
  await olga.fills({ channel: 'nowhere' }, 'no such channel')
  await olga.fills({ channel: 'deals' }, 'changed')
  await olga.calls({ action: 'settings.channel', input: { space: spaces.discord, purpose: 'deals' } }, 'of a guild')
  await olga.fills({ channel: '' }, 'unset')
  await olga.calls({ action: 'settings.channel', input: { space: spaces.slack, purpose: 'deals' } }, 'of a workspace')
  await olga.fills({ channel: 'C0GENERAL1' }, 'chosen with a picker')
  await olga.calls({ action: 'settings.channel', input: { space: spaces.slack, purpose: 'cakes' } }, 'no such purpose')
  await olga.fills({ channel: 'jobs' }, 'no such purpose, sent')
}

async function looksAfterSpaces(olga: Visitor, { engine, album, settle }: GalleryCommunity): Promise<void> {
  let space = 0
  await album.during({ action: 'settings spaces', note: 'a new one asks' }, async () => {
    space = (await engine.openSpace({ platform: 'discord', externalId: '800000000000000002', name: 'Les Marmottes', places: [] })).id
    await settle()
    return undefined
  })
  await olga.types('/settings spaces', 'one waits')
  await olga.types('/settings', 'one space waits')
  await olga.presses('settings.connect', 'connected')
  await olga.calls({ action: 'settings.connect', input: { space } }, 'connected already')
  await olga.types('/settings spaces', 'all connected')
  await olga.presses('settings.refuse', 'let go')
  await olga.calls({ action: 'settings.refuse', input: { space } }, 'let go already')
  await olga.types('/settings spaces', 'one refused')
  await olga.calls({ action: 'settings.connect', input: { space: 999 } }, 'no such space')
}

async function invites(olga: Visitor): Promise<void> {
  await olga.types('/settings invite', 'fresh')
  await olga.fills({ name: '?' }, 'a name too short')
  await olga.fills({ name: '42' }, 'a name without a letter')
  await olga.fills({ name: 'Inès Martin', role: 'juror' }, 'invited')
  await olga.calls({ action: 'settings invite', input: { name: 'Inès Martin' } }, 'invited already')
  await olga.calls({ action: 'settings invite', input: { name: 'Leïla Ben Ali' } }, 'here already')
  await olga.presses('settings.relink', 'a new link')
  await olga.calls({ action: 'settings.relink', input: { person: 9999 } }, 'nobody')
}

async function retries(olga: Visitor, { closed, visitor, database }: GalleryCommunity): Promise<void> {
  await olga.types('/settings undelivered', 'none')
  const [ida, mona] = [await visitor('Ida'), await visitor('Mona')]
  for (const { id } of [ida, mona]) closed.set(id, 'this person takes no messages from the assistant')
  await olga.calls({ action: 'settings.relink', input: { person: ida.id } }, 'of somebody whom nothing reaches')
  await olga.calls({ action: 'settings.relink', input: { person: mona.id } })
  closed.clear()
  await olga.types('/settings', 'some messages were not delivered')
  await olga.types('/settings undelivered', 'some')
  const { id: posting } = await database.client.posting.findFirstOrThrow({ where: { status: 'failed' } })
  await olga.presses('settings.retry', 'one of them', { posting })
  await olga.types('/settings undelivered')
  await olga.presses('settings.retry', 'the last one')
  await olga.calls({ action: 'settings.retry', input: {} }, 'none left')
}

async function teachesWords(olga: Visitor): Promise<void> {
  await olga.types('/settings words', 'none')
  await olga.presses('settings teach', 'fresh')
  await olga.fills({ line: 'SEO' }, 'one side only')
  await olga.fills({ line: 'SEO = de la' }, 'a word that says nothing')
  await olga.fills({ line: 'SEO = référencement naturel, visibilité Google' }, 'added')
  await olga.types('/settings words', 'one line')
  await olga.presses('settings.unteach', 'removed')
  await olga.calls({ action: 'settings.unteach', input: { line: 'SEO' } }, 'gone already')
}

export async function settings(gallery: GalleryCommunity): Promise<void> {
  const olga = await gallery.visitor('Olga', { roles: ['member', 'organiser'] })
  await choosesHerLanguage(gallery)
  await setsThingsUp(olga, gallery)
  await looksAfterSpaces(olga, gallery)
  await invites(olga)
  await retries(olga, gallery)
  await teachesWords(olga)
}
