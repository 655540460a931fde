import { describe, expect, it } from 'vitest'
import { openBot, type Mode } from './bot.ts'
import { plainManifest } from './manifest.ts'

describe.each<Mode>(['Socket Mode', 'HTTP'])('by %s', (mode) => {
  it('a command is answered to who typed it, and to nobody else', async () => {
    const { club } = await openBot(mode)
    const general = club.channel('general')
    const [ada, bea] = [club.user('Ada'), club.user('Bea')]
    await ada.in('general').types('/ask find tva language:fr')
    await ada.sees('You asked for find tva language:fr', '[Again]')
    await ada.types('/quick now')
    await ada.sees('At once: now')
    await bea.seesNot('You asked')
    expect(general.messages).toEqual([])
  })

  it('a button replaces its message, deletes it once confirmed, or only opens a site', async () => {
    const { slack, club } = await openBot(mode)
    const ada = club.user('Ada')
    await ada.types('/ask tva')
    await ada.presses('Again')
    await ada.sees('You asked for tva again')
    await ada.presses('Site')
    expect(slack.deliveries.at(-1)).toMatchObject({ what: 'block_actions', ok: true })
    await ada.chooses('Bea')
    await ada.sees('Picked bea')
    await ada.presses('Forget')
    await ada.seesNot('You asked for')
    await expect(ada.types('/unknown')).rejects.toThrow('/unknown is not a valid command')
  })

  it('a form opens, says what is wrong, keeps what was typed, and is submitted', async () => {
    const { slack, club } = await openBot(mode)
    const ada = club.user('Ada')
    await ada.types('/ask tva')
    await ada.presses('Form')
    expect(ada.form).toMatchObject({ title: 'Ask', labels: ['Topic', 'How often', 'Tags', 'Expert', 'Day', 'CV'], values: { topic: null, rhythm: 'week' } })
    await ada.fills({})
    expect(ada.form?.errors).toEqual({ topic: 'Please complete this required field.' })
    await ada.fills({ topic: 'tva', tags: ['Tax'] })
    await ada.sees('Please say more')
    expect(ada.form).toMatchObject({ values: { topic: 'tva', tags: ['tax'] }, errors: { topic: 'Please say more' } })
    await ada.fills({ topic: 'change' })
    expect(ada.form).toMatchObject({ title: 'Changed', values: { topic: 'change', tags: ['tax'] } })
    await ada.fills({ topic: 'deeper' })
    expect(ada.form).toMatchObject({ title: 'Deeper', values: { topic: null } })
    await ada.fills({ topic: 'tva intra', rhythm: 'Daily', tags: ['law', 'tax'], expert: 'Adele', day: '2026-12-31', cv: { name: 'cv.pdf', bytes: '%PDF' } })
    await ada.sees('Saved: tva intra day law tax adele 2026-12-31 cv.pdf draft:7')
    expect(ada.form).toBeUndefined()
    expect(slack.objections).toEqual([])
  })

  it('a form that is closed tells the app', async () => {
    const { club } = await openBot(mode)
    const ada = club.user('Ada')
    await ada.types('/ask')
    await ada.closes()
    await ada.sees('You closed the form')
    expect(ada.form).toBeUndefined()
  })

  it('words in private are answered, with files too, and the app hears its own', async () => {
    const { slack, club } = await openBot(mode)
    const ada = club.user('Ada')
    await ada.types('hello')
    await ada.writes('look', { name: 'plan.txt', bytes: 'first' })
    await ada.sees('You said: hello', 'You said: look plan.txt')
    expect(ada.messages).toEqual(['You said: hello', 'You said: look plan.txt'])
    await expect.poll(() => slack.deliveries.filter(({ what }) => what.startsWith('message')).map(({ what }) => what).toSorted()).toEqual(['message', 'message', 'message', 'message.file_share'])
  })

  it('a mention is two events for one message, where the app reads the channel', async () => {
    const manifest = plainManifest(['/ask'], [])
    manifest.oauth_config?.scopes?.bot?.push('channels:history')
    manifest.settings?.event_subscriptions?.bot_events?.push('message.channels')
    const heard: unknown[] = []
    const { club } = await openBot(mode, { manifest }, (app) => app.message(async ({ message }) => void ('bot_id' in message || heard.push(message.ts))))
    const general = club.channel('general')
    const ada = club.user('Ada')
    await ada.in('general').mentions('who knows tva?')
    await general.sees('Hello @Ada')
    const [asked, answered] = general.posted
    expect(answered).toMatchObject({ threadTs: asked?.ts })
    await expect.poll(() => heard).toEqual([asked?.ts])
  })

  it('the home is published, and its buttons work', async () => {
    const { club } = await openBot(mode)
    const ada = club.user('Ada')
    await ada.opensHome()
    await ada.sees('Welcome home, home')
    await ada.presses('Form')
    expect(ada.form?.title).toBe('Ask')
  })

  it('a message shortcut brings the message', async () => {
    const { club } = await openBot(mode)
    club.channel('general')
    const [ada, bea] = [club.user('Ada'), club.user('Bea')]
    await bea.in('general').types('We look for a lawyer')
    await ada.usesShortcut('save', /lawyer/)
    await ada.sees('Kept: We look for a lawyer')
  })

  it('what is never acknowledged is told to who did it', async () => {
    const { club } = await openBot(mode, { times: { ack: 300 } })
    const ada = club.user('Ada')
    await ada.types('/still')
    await ada.sees('/still failed with the error "operation_timeout"')
  })
})
