import { describe, expect, it } from 'vitest'
import { text, view, type View } from '../../bot/view.ts'
import { anyDatabase, openSaying, type Saying } from '../../test/slack/outgoing.ts'

const long = (pages: number): View => view({ title: 'Long' }, ...Array.from({ length: 4 * pages }, (_, index) => text(`${index} ${'mot '.repeat(660)}`)))
const firstWords = (messages: string[]) => messages.map((message) => message.slice(0, 12).trim())

describe('a message', () => {
  it('for a channel is posted there, with a key that says nothing, and shows nobody anything else', async () => {
    const { workspace, slack, outgoing, sent } = await openSaying(await anyDatabase())
    await sent(outgoing('jobs', view({ title: 'Accountant' }, text('A job for <!channel>')), { key: 'job 7 for Ada' }))
    expect(workspace.channel('jobs').messages).toEqual(['Accountant\nA job for <!channel>'])
    const [posted] = workspace.channel('jobs').posted
    expect(posted?.metadata).toEqual({ event_type: 'entraide_posting', event_payload: { key: expect.stringMatching(/^[\w-]{24}$/) as string, page: 0 } })
    expect(slack.calls('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', text: 'Accountant\nA job for &lt;!channel&gt;' })
    expect(slack.objections).toEqual([])
  })

  it('for a person opens a private conversation, once for all messages to her', async () => {
    const { person, slack, database, knows, outgoing, sent } = await openSaying(await anyDatabase())
    const ada = person('Ada')
    await knows(ada)
    await sent(outgoing(ada, 'one'))
    await sent(outgoing(ada, 'two'))
    await ada.sees('one', 'two')
    expect(slack.calls('conversations.open')).toHaveLength(1)
    expect(await database.client.account.findFirst({ where: { externalId: ada.id } })).toMatchObject({ directChannel: expect.stringMatching(/^D/) as string })
  })

  it('for a person whose conversation is no more opens another', async () => {
    const { person, workspace, database, knows, outgoing, sent } = await openSaying(await anyDatabase())
    const ada = person('Ada')
    const { accountId } = await knows(ada)
    await database.client.account.update({ where: { id: accountId }, data: { directChannel: 'D0GONE0000' } })
    await sent(outgoing(ada, 'here'))
    await ada.sees('here')
    expect([...workspace.record.conversations.keys()]).not.toContain('D0GONE0000')
  })

  it('too long for one is several, in order, and one as long as it was afterwards', async () => {
    const { workspace, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const jobs = workspace.channel('jobs')
    const first = outgoing('jobs', long(3))
    const messageId = await sent(first)
    expect(jobs.messages.length).toBeGreaterThan(2)
    expect(firstWords(jobs.messages)[0]).toBe('Long\n0 mot m')
    const before = jobs.posted.map(({ ts }) => ts)
    await sent({ ...first, messageId })
    expect(jobs.posted.map(({ ts }) => ts)).toEqual(before)
    expect([slack.violations, slack.objections]).toEqual([[], []])
  })

  it('that becomes shorter loses its last pages, and that becomes longer has new ones', async () => {
    const { workspace, outgoing, sent } = await openSaying(await anyDatabase())
    const jobs = workspace.channel('jobs')
    const first = outgoing('jobs', long(2))
    const two = await sent(first)
    const [head] = jobs.posted
    const one = await sent({ ...first, messageId: two, view: view({}, text('short')) })
    expect(jobs.messages).toEqual(['short'])
    expect(jobs.posted[0]?.ts).toBe(head?.ts)
    await sent({ ...first, messageId: one, view: long(2) })
    expect(jobs.posted[0]?.ts).toBe(head?.ts)
    expect(jobs.messages.length).toBeGreaterThan(1)
  })

  it('that somebody removed at Slack is posted anew when it changes', async () => {
    const { workspace, outgoing, sent } = await openSaying(await anyDatabase())
    const jobs = workspace.channel('jobs')
    const first = outgoing('jobs', 'open')
    const messageId = await sent(first)
    jobs.record.messages = []
    const next = await sent({ ...first, messageId, view: view({}, text('closed')) })
    expect(jobs.messages).toEqual(['closed'])
    await sent({ ...first, messageId: next, view: view({}, text('open again')) })
    expect(jobs.messages).toEqual(['open again'])
  })

  it.each(['cant_update_message', 'edit_window_closed'])('that Slack does not let change (%s) is posted anew', async (error) => {
    const { workspace, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const first = outgoing('jobs', 'open')
    const messageId = await sent(first)
    slack.faults.next('chat.update', { kind: 'refused', error })
    await sent({ ...first, messageId, view: view({}, text('closed')) })
    expect(workspace.channel('jobs').messages).toEqual(['open', 'closed'])
  })

  it('that was in a conversation that is another now is posted there', async () => {
    const { workspace, outgoing, sent } = await openSaying(await anyDatabase())
    const messageId = await sent(outgoing('jobs', 'here'))
    await sent({ ...outgoing('deals', 'there'), messageId })
    expect([workspace.channel('jobs').messages, workspace.channel('deals').messages]).toEqual([['here'], ['there']])
  })

  it('whose blocks Slack refuses arrives as its text, and says so in the log', async () => {
    const { workspace, outgoing, sent, slack, logged } = await openSaying(await anyDatabase())
    slack.faults.next('chat.postMessage', { kind: 'refused', error: 'invalid_blocks' })
    await sent(outgoing('jobs', view({ title: 'Accountant' }, text('_words_'))))
    expect(workspace.channel('jobs').messages).toEqual(['Accountant\n_words_'])
    expect(workspace.channel('jobs').posted[0]?.blocks).toEqual([])
    expect(logged.join()).toContain('Slack refused a message')
  })

  it('that is limited comes later, and holds up no other channel', async () => {
    const { workspace, outgoing, sent, adapter, slack } = await openSaying(await anyDatabase())
    slack.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfter: 1 })
    await sent(outgoing('jobs', 'soon'))
    slack.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfter: 30 })
    const asked = Date.now()
    const outcome = await adapter.deliver(outgoing('jobs', 'later'))
    expect(outcome).toMatchObject({ kind: 'later' })
    expect(outcome.kind === 'later' && outcome.at.getTime()).toBeGreaterThan(asked + 25_000)
    expect(await adapter.deliver(outgoing('jobs', 'later too'))).toMatchObject({ kind: 'later' })
    await sent(outgoing('deals', 'elsewhere'))
    expect([workspace.channel('jobs').messages, workspace.channel('deals').messages]).toEqual([['soon'], ['elsewhere']])
    expect(slack.violations).toEqual([])
  })

  it('mentions whom it mentions, and only names those who are not here', async () => {
    const { workspace, person, outgoing, sent, knows, database, communityId } = await openSaying(await anyDatabase())
    const ada = person('Ada')
    const { personId } = await knows(ada)
    const elsewhere = await database.client.person.create({ data: { communityId, name: 'Bea' } })
    const named = (id: number, name: string) => ({ title: { message: 'bot.undelivered', values: { person: { personId: id, name, mention: true } } } })
    await sent(outgoing('jobs', view({}, { kind: 'list', items: [named(personId, 'Ada'), named(elsewhere.id, 'Bea')] })))
    const written = JSON.stringify(workspace.channel('jobs').posted[0]?.blocks)
    expect(written).toContain(`<@${ada.id}>`)
    expect(written).toContain('Bea')
    expect(written.match(/<@/g)).toHaveLength(1)
  })
})

/** By Slack's codes: what is to be done about a channel. */
const channelRefusals: [string, RegExp][] = [
  ['channel_not_found', /\/invite @/], ['not_in_channel', /\/invite @/], ['is_archived', /archived/],
  ...['action', 'action_read_only_channel', 'action_thread_only_channel', 'action_non_threadable_channel', 'action_thread_locked'].map((code): [string, RegExp] => [`restricted_${code}`, /owner/]),
]
/** What somebody is not. */
const personRefusals = ['cannot_dm_bot', 'user_disabled', 'user_not_found', 'users_not_found', 'user_not_visible']
const formRefusals = ['invalid_blocks', 'invalid_blocks_format', 'invalid_arguments', 'invalid_attachments', 'msg_too_long', 'msg_blocks_too_long', 'metadata_too_large', 'no_text']
const tokenRefusals: [string, RegExp][] = [
  ['invalid_auth', /install it again/], ['not_authed', /install it again/], ['token_expired', /token rotation/], ['account_inactive', /removed/], ['team_access_not_granted', /administrator/],
]

describe('a message that cannot be brought', () => {
  type Making = (saying: Saying) => unknown
  const archived: Making = ({ workspace }) => (workspace.channel('jobs').record.archived = true)
  const alone: Making = ({ workspace }) => (workspace.channel('jobs').record.botIsIn = false)
  const restricted: Making = ({ workspace }) => (workspace.channel('jobs').record.restricted = true)
  const fails = (method: string, error: string): Making => ({ slack }) => slack.faults.next(method, { kind: 'refused', error })

  describe('to a channel', () => {
    it.each<[string, Making, string, RegExp]>([
      ['the assistant is not in', alone, 'gone', /^not_in_channel: .*\/invite @.*\/settings channels/],
      ['that is archived', archived, 'gone', /^is_archived: .*archived.*\/settings channels/],
      ['where only some may write', restricted, 'gone', /^restricted_action: .*owner/],
      ['of a workspace that takes no more', fails('chat.postMessage', 'message_limit_exceeded'), 'closed', /^message_limit_exceeded: /],
      ['that takes neither its blocks nor its text', ({ slack }) => slack.faults.next('chat.postMessage', { kind: 'refused', error: 'invalid_blocks' }, 2), 'invalid', /^invalid_blocks$/],
      ['for want of a permission', fails('chat.postMessage', 'missing_scope'), 'closed', /^missing_scope: .*OAuth & Permissions/],
    ])('%s is refused, with what is to be done', async (_, make, reason, detail) => {
      const saying = await openSaying(await anyDatabase())
      make(saying)
      expect(await saying.adapter.deliver(saying.outgoing('jobs', 'words'))).toEqual({ kind: 'refused', reason, detail: expect.stringMatching(detail) as string })
      expect(saying.workspace.channel('jobs').messages).toEqual([])
    })

    it('is refused by what Slack’s code means', async () => {
      const saying = await openSaying(await anyDatabase())
      for (const [error, advice] of channelRefusals) {
        saying.slack.faults.next('chat.postMessage', { kind: 'refused', error })
        const outcome = await saying.adapter.deliver(saying.outgoing('jobs', 'words'))
        expect([error, outcome]).toEqual([error, { kind: 'refused', reason: 'gone', detail: expect.stringMatching(advice) as string }])
      }
      expect(saying.workspace.channel('jobs').messages).toEqual([])
    })

    it.each(formRefusals)('for its form (%s) goes as its text alone', async (error) => {
      const { workspace, slack, outgoing, sent } = await openSaying(await anyDatabase())
      slack.faults.next('chat.postMessage', { kind: 'refused', error })
      await sent(outgoing('jobs', view({ title: 'Accountant' }, text('words'))))
      expect(workspace.channel('jobs').messages).toEqual(['Accountant\nwords'])
      expect(workspace.channel('jobs').posted[0]?.blocks).toEqual([])
    })

    it.each(tokenRefusals)('with the token (%s) says how to install it again, and is looked at', async (error, advice) => {
      const { adapter, slack, outgoing } = await openSaying(await anyDatabase())
      const asked = slack.calls('auth.test').length
      slack.faults.next('chat.postMessage', { kind: 'refused', error })
      expect(await adapter.deliver(outgoing('jobs', 'words'))).toEqual({ kind: 'refused', reason: 'gone', detail: expect.stringMatching(advice) as string })
      await expect.poll(() => slack.calls('auth.test').length, { timeout: 20_000 }).toBeGreaterThan(asked)
      expect(adapter.connected).toBe(true)
    })

    it('is told to the organisers, each in her language, once a day', async () => {
      const saying = await openSaying(await anyDatabase())
      const { person, knows, database, workspace, adapter, outgoing, settle } = saying
      const [olga, odile] = [person('Olga'), person('Odile', { locale: 'fr' })]
      for (const [organiser, locale] of [[olga, 'en'], [odile, 'fr']] as const) {
        const { personId } = await knows(organiser)
        await database.client.person.update({ where: { id: personId }, data: { locale, quietFrom: 0, quietTo: 0, roles: { create: { role: 'organiser' } } } })
      }
      workspace.channel('jobs').record.archived = true
      for (const words of ['one', 'two']) await adapter.deliver(outgoing('jobs', words))
      await settle()
      await olga.sees(/It was meant for #jobs on Club. This channel is archived/)
      await odile.sees(/Il était destiné à #jobs sur Club. Ce salon est archivé/)
      expect(olga.messages.join().match(/archived/g)).toHaveLength(1)
    })

    it('is advised about once, and again another day', async () => {
      let now = new Date()
      const saying = await openSaying(await anyDatabase(), { clock: { now: () => now } })
      alone(saying)
      const hints = () => saying.logged.filter((line) => line.includes('/invite @')).length
      for (const words of ['one', 'two']) await saying.adapter.deliver(saying.outgoing('jobs', words))
      expect(hints()).toBe(1)
      now = new Date(now.getTime() + 25 * 3_600_000)
      await saying.adapter.deliver(saying.outgoing('jobs', 'three'))
      expect(hints()).toBe(2)
    })
  })

  describe('to a person', () => {
    it('who left the workspace, or is none, is for nobody there', async () => {
      const { adapter, person, outgoing } = await openSaying(await anyDatabase())
      const ada = person('Ada')
      ada.user.deleted = true
      expect(await adapter.deliver(outgoing(ada, 'words'))).toEqual({ kind: 'refused', reason: 'gone', detail: 'user_disabled' })
      const nobody = { ...outgoing(ada, 'words'), to: { externalId: 'U0NOBODY', personId: 0 } }
      expect(await adapter.deliver(nobody)).toEqual({ kind: 'refused', reason: 'gone', detail: 'user_not_found' })
    })

    it.each([
      ['messages_tab_disabled', 'chat.postMessage', /App Home/],
      ['missing_scope', 'conversations.open', /OAuth & Permissions/],
    ])('goes to another account of hers, and says what is to be done: %s', async (error, method, advice) => {
      const { adapter, person, outgoing, slack } = await openSaying(await anyDatabase())
      slack.faults.next(method, { kind: 'refused', error })
      expect(await adapter.deliver(outgoing(person('Ada'), 'words'))).toEqual({ kind: 'refused', reason: 'closed', detail: expect.stringMatching(advice) as string })
    })

    it.each(['conversations.open', 'chat.postMessage'])('whom Slack does not let it write to (%s) is for nobody there', async (method) => {
      const { adapter, person, outgoing, slack } = await openSaying(await anyDatabase())
      for (const error of personRefusals) {
        slack.faults.next(method, { kind: 'refused', error })
        expect(await adapter.deliver(outgoing(person(`Ada ${error}`), 'words'))).toEqual({ kind: 'refused', reason: 'gone', detail: error })
      }
      expect(slack.calls('chat.postMessage').filter(({ ok }) => ok)).toEqual([])
    })

    it('names the permission that is missing', async () => {
      const scopes = ['commands', 'chat:write', 'users:read', 'channels:read']
      const { adapter, person, outgoing } = await openSaying(await anyDatabase(), { scopes })
      expect(await adapter.deliver(outgoing(person('Ada'), 'words'))).toMatchObject({ reason: 'closed', detail: expect.stringContaining('im:write') as string })
    })

    it('of a workspace that took the token away goes elsewhere; the assistant notices', async () => {
      const { adapter, person, outgoing, slack, workspace } = await openSaying(await anyDatabase())
      const [installation] = workspace.record.installations
      if (installation) installation.status = 'revoked'
      expect(await adapter.deliver(outgoing(person('Ada'), 'words'))).toEqual({ kind: 'refused', reason: 'closed', detail: expect.stringMatching(/token.*install it again/) as string })
      await expect.poll(() => adapter.connected, { timeout: 20_000 }).toBe(false)
      expect(slack.objections).toEqual([])
    })
  })
})
