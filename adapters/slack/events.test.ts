import { expect, it } from 'vitest'
import { action, capability, catalogue, ask, member, text, view, type Context } from '../../commands/kit.ts'
import { capabilities } from '../../commands/index.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openSlackStage } from '../../test/slack/stage.ts'

const m = catalogue('scrapbook', {
  en: { keep: 'Keep this', about: 'Keeps the words of a message.', words: 'Words', kept: 'Kept: {words}', home: 'In your scrapbook: {count, number}' },
  fr: { keep: 'Garder ceci', about: 'Garde les mots d’un message.', words: 'Mots', kept: 'Gardé : {words}', home: 'Dans votre album : {count, number}' },
})

const pages = (db: Context['db']) => db.audit.count({ where: { action: 'scrap' } })

/** Keeps the words of messages, and says on the home how many. */
const scrapbook = capability({
  name: 'scrapbook',
  messages: m,
  actions: [
    action({
      name: 'scrap keep', title: m.keep, description: m.about, can: member, onMessage: 'words',
      input: { words: ask.text({ label: m.words, max: 4000, lines: 'many' }) },
      run: async ({ audit }, { words }) => {
        await audit('scrap:kept')
        return view({}, text(m.kept({ words })))
      },
    }),
  ],
  home: async ({ db }) => [text(m.home({ count: await pages(db) }))],
})

eachDatabase('messages, mentions and the home at Slack', (open) => {
  const stageFor = async (mode?: 'HTTP') => openSlackStage(await open(), { mode, capabilities: [...capabilities, scrapbook] })

  it('words in private are a need; a command there is one too, and its form is opened by a button', async () => {
    const { person, slack, database } = await stageFor()
    const ada = person('Ada')
    await ada.writes('Who knows about <VAT> & customs?')
    await ada.sees('Who knows about <VAT> & customs?')
    await ada.writes(' /job post Une comptable')
    await ada.sees('A few answers are missing')
    await ada.presses('Open the form')
    expect(ada.form?.values).toMatchObject({ title: 'Une comptable' })
    await ada.closes()
    await ada.writes('', { name: 'plan.txt', bytes: 'first' })
    await ada.sees('I can only take files in a form')
    expect(ada.messages).toHaveLength(3)
    expect(slack.violations).toEqual([])
    const [account] = await database.client.account.findMany({ select: { directChannel: true } })
    expect(account?.directChannel ?? 'D').toMatch(/^D/)
  })

  it('a mention is answered to who mentioned, once, though it is a message too', async () => {
    const { person, workspace, database } = await stageFor()
    const [ada, bea] = [person('Ada'), person('Bea')]
    await ada.in('general').mentions('who knows about customs?')
    await ada.sees('Nothing fits yet')
    await ada.mentions('/scrap keep a nice sentence')
    await ada.sees('Kept: a nice sentence')
    await bea.seesNot('Nothing fits', 'Kept')
    expect(workspace.channel('general').messages).toHaveLength(2)
    expect(await database.client.inbox.count({ where: { key: { startsWith: 'msg:' } } })).toBe(2)
  })

  it.each(['Socket Mode', 'HTTP'] as const)('an event that is delivered three times by %s is done once', async (mode) => {
    const { person, slack, database, settle } = await openSlackStage(await open(), { mode, capabilities: [...capabilities, scrapbook] })
    const ada = person('Ada')
    slack.faults.repeatEvents(3)
    await ada.writes(' /scrap keep something')
    await ada.sees('Kept: something')
    await settle()
    await expect.poll(() => slack.deliveries.filter(({ what }) => what === 'message').length).toBeGreaterThanOrEqual(3)
    await expect.poll(() => database.client.inbox.count({ where: { doneAt: null } })).toBe(0)
    expect(ada.messages).toHaveLength(1)
    expect(await database.client.audit.count({ where: { action: 'scrap' } })).toBe(1)
  })

  it('the home shows what there is for her, and follows what she does', async () => {
    const { person, slack } = await stageFor()
    const ada = person('Ada', { locale: 'fr' })
    await ada.opensHome()
    await ada.sees('Cyberelles', /Bonjour Ada/, /Dans votre album.: 0/)
    await ada.in('general').types('/scrap keep something')
    await ada.sees(/Dans votre album.: 1/)
    await ada.presses('/aide')
    await ada.sees('Ce que je peux faire pour vous, Ada')
    expect(ada.messages.join()).toContain('Ce que je peux faire pour vous, Ada')
    expect(slack.objections).toEqual([])
  })

  it('somebody’s message can be taken up by a shortcut', async () => {
    const { person, slack } = await stageFor()
    const [ada, bea] = [person('Ada'), person('Bea')]
    await bea.in('general').writes('We look for a <lawyer> & more, see https://example.org')
    await ada.in('general').usesShortcut('scrap keep', /lawyer/)
    expect(ada.form).toMatchObject({ title: 'Keep this', values: { words: 'We look for a <lawyer> & more, see https://example.org' } })
    await ada.fills({ words: 'We look for a lawyer' })
    await ada.sees('Kept: We look for a lawyer')
    expect(slack.objections).toEqual([])
  })

  it('what the assistant wrote itself, and what was changed, is not heard', async () => {
    const { person, database, slack } = await stageFor()
    const ada = person('Ada')
    await ada.writes('hello')
    await ada.sees('hello', /Ada/)
    await expect.poll(() => slack.deliveries.filter(({ what }) => what === 'message').length).toBeGreaterThanOrEqual(2)
    expect(await database.client.inbox.count()).toBe(1)
  })

  it.each(['in private', 'in a thread'])('is answered once %s, where it is unknown whether an answer has arrived', async (where) => {
    const { person, slack, database, another } = await stageFor()
    const ada = person('Ada')
    await ada.writes('Who knows about customs?')
    await ada.sees('Nothing fits yet')
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    if (where === 'in private') await ada.writes(' /scrap keep a sentence')
    else await ada.replies('Nothing fits yet', ' /scrap keep a sentence')
    await ada.sees('Kept: a sentence')
    const undone = { where: { doneAt: null } }
    // The time until it is tried again is over, for whichever process looks first.
    await expect.poll(async () => (await database.client.inbox.findFirst(undone))?.leaseUntil?.getTime()).toBeLessThan(Date.now() + 20_000)
    await database.client.inbox.updateMany({ ...undone, data: { leaseUntil: new Date(0) } })
    await another()
    await expect.poll(() => database.client.inbox.count(undone)).toBe(0)
    expect(ada.everything().match(/Kept: a sentence/g)).toHaveLength(1)
    expect(await database.client.audit.count({ where: { action: 'scrap' } })).toBe(1)
  })

  it('what was acknowledged before a crash is done after it', async () => {
    const database = await open()
    const { adapter, engine, person, workspace } = await openSlackStage(database, { capabilities: [...capabilities, scrapbook], start: false })
    const ada = person('Ada')
    const payload = { kind: 'said', teamId: workspace.id, enterpriseId: null, isEnterpriseInstall: false, user: ada.id, text: '/scrap keep what was left', channel: null, thread: null }
    // As a process leaves it that was killed while it worked.
    await database.client.inbox.create({ data: { key: 'msg:left', platform: 'slack', lane: 'left', payload, createdAt: new Date(), leaseUntil: new Date(0) } })
    await adapter.start(engine)
    await ada.sees('Kept: what was left')
  })
})
