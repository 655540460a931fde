import { describe, expect, it } from 'vitest'
import { plainManifest } from './manifest.ts'
import { manifestProblems, messageProblems, suggestionProblems, viewProblems } from './validate.ts'

const x = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const option = (text: string, value = text) => ({ text: plain(text), value })
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Label'), element: { action_id: 'v', ...element }, ...more })
const modal = (blocks: object[], more: object = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks, ...more })
const message = (...blocks: object[]) => ({ text: 'Hello', blocks })
const pointers = (problems: { pointer: string }[]) => [...new Set(problems.map(({ pointer }) => pointer))]

type Case = [what: string, good: unknown, bad: unknown, pointer: string]

describe('a message', () => {
  const cases: Case[] = [
    ['has 50 blocks', message(...times(50, () => section('a'))), message(...times(51, () => section('a'))), '/blocks'],
    ['has sections of 3,000 characters', message(section(x(3000))), message(section(x(3001))), '/blocks/0/text/text'],
    ['has sections with something in them', message(section('a')), message({ type: 'section' }), '/blocks/0'],
    ['has 10 fields in a section', message({ type: 'section', fields: times(10, () => mrkdwn('a')) }), message({ type: 'section', fields: times(11, () => mrkdwn('a')) }), '/blocks/0/fields'],
    ['has fields of 2,000 characters', message({ type: 'section', fields: [mrkdwn(x(2000))] }), message({ type: 'section', fields: [mrkdwn(x(2001))] }), '/blocks/0/fields/0/text'],
    ['has headers of 150 characters', message({ type: 'header', text: plain(x(150)) }), message({ type: 'header', text: plain(x(151)) }), '/blocks/0/text/text'],
    ['has headers without markup', message({ type: 'header', text: plain('a') }), message({ type: 'header', text: mrkdwn('a') }), '/blocks/0/text/type'],
    ['has 10 elements in a context', message({ type: 'context', elements: times(10, () => mrkdwn('a')) }), message({ type: 'context', elements: times(11, () => mrkdwn('a')) }), '/blocks/0/elements'],
    ['has 25 actions', message(actions(...times(25, () => button()))), message(actions(...times(26, () => button()))), '/blocks/0/elements'],
    ['has labels of 75 characters', message(actions(button({ text: plain(x(75)) }))), message(actions(button({ text: plain(x(76)) }))), '/blocks/0/elements/0/text/text'],
    ['has values of 2,000 characters', message(actions(button({ value: x(2000) }))), message(actions(button({ value: x(2001) }))), '/blocks/0/elements/0/value'],
    ['has links of 3,000 characters', message(actions(button({ url: `https://${x(2992)}` }))), message(actions(button({ url: `https://${x(2993)}` }))), '/blocks/0/elements/0/url'],
    ['has ids of 255 characters', message(actions(button({ action_id: x(255) }))), message(actions(button({ action_id: x(256) }))), '/blocks/0/elements/0/action_id'],
    ['has no id twice', message({ ...section('a'), block_id: 'a' }, section('b')), message({ ...section('a'), block_id: 'a' }, { ...section('b'), block_id: 'a' }), '/blocks/1'],
    ['has no action twice in a block', message(actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))), message(actions(button({ action_id: 'a' }), button({ action_id: 'a' }))), '/blocks/0'],
    ['has nothing that Slack does not know', message(section('a')), message({ ...section('a'), colour: 'red' }), '/blocks/0'],
    ['has only blocks that Slack knows', message({ type: 'divider' }), message({ type: 'marquee' }), '/blocks/0/type'],
    ['has no file input', message(section('a')), message(input({ type: 'file_input' })), '/blocks'],
    ['has options of 75 characters', message(actions({ type: 'static_select', options: [option(x(75))] })), message(actions({ type: 'static_select', options: [option(x(76), 'a')] })), '/blocks/0/elements/0/options/0/text/text'],
    ['has values of options of 75', message(actions({ type: 'static_select', options: [option('a', x(75))] })), message(actions({ type: 'static_select', options: [option('a', x(76))] })), '/blocks/0/elements/0/options/0/value'],
    ['has 100 options', message(actions({ type: 'static_select', options: times(100, (n) => option(`${n}`)) })), message(actions({ type: 'static_select', options: times(101, (n) => option(`${n}`)) })), '/blocks/0/elements/0/options'],
    ['has a first choice among the options', message(actions({ type: 'static_select', options: [option('a')], initial_option: option('a') })), message(actions({ type: 'static_select', options: [option('a')], initial_option: option('b') })), '/blocks/0/elements/0'],
    ['has 10 radio buttons', message(actions({ type: 'radio_buttons', options: times(10, (n) => option(`${n}`)) })), message(actions({ type: 'radio_buttons', options: times(11, (n) => option(`${n}`)) })), '/blocks/0/elements/0/options'],
    ['has 2 to 5 entries in a menu', message(actions({ type: 'overflow', options: times(5, (n) => option(`${n}`)) })), message(actions({ type: 'overflow', options: [option('a')] })), '/blocks/0/elements/0/options'],
    ['asks to confirm in 300 characters', message(actions(button({ confirm: { text: plain(x(300)) } }))), message(actions(button({ confirm: { text: plain(x(301)) } }))), '/blocks/0/elements/0/confirm/text/text'],
    ['has pictures that are somewhere', message({ type: 'image', alt_text: 'a', image_url: 'https://a.org/b.png' }), message({ type: 'image', alt_text: 'a' }), '/blocks/0'],
    ['has one table', message({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }), message(...times(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }))), '/blocks'],
    ['has 12,000 characters of markdown', message({ type: 'markdown', text: x(12_000) }), message({ type: 'markdown', text: x(6001) }, { type: 'markdown', text: x(6000) }), '/blocks'],
    ['has 13,000 characters in its blocks', message(...times(4, () => section(x(3000)))), message(...times(5, () => section(x(2700)))), '/blocks'],
    ['has a text, for who cannot see blocks', message(section('a')), { blocks: [section('a')] }, '/text'],
    ['says something', { text: 'a' }, { text: ' ' }, '/text'],
    ['has 40,000 characters', { text: x(40_000) }, { text: x(40_001) }, '/text'],
    ['has small metadata', { text: 'a', metadata: { event_type: 'a', event_payload: { key: x(900) } } }, { text: 'a', metadata: { event_type: 'a', event_payload: { key: x(1000) } } }, '/metadata'],
    ['has flat metadata', { text: 'a', metadata: { event_type: 'a', event_payload: { key: { inner: 1 } } } }, { text: 'a', metadata: { event_type: 'a' } }, '/metadata'],
  ]
  it.each(cases)('%s', (_what, good, bad, pointer) => {
    expect(messageProblems(good)).toEqual([])
    expect(pointers(messageProblems(bad))).toEqual([pointer])
  })

  it('is refused with the error and the words of Slack, or only warned of', () => {
    expect(messageProblems(message(section(x(3001))))).toEqual([{ pointer: '/blocks/0/text/text', message: 'must be less than 3001 characters', error: 'invalid_blocks' }])
    expect(messageProblems(message({ type: 'header' }))).toEqual([{ pointer: '/blocks/0', message: 'missing required field: text', error: 'invalid_blocks' }])
    expect(messageProblems(message(...times(51, () => section('a'))))).toEqual([{ pointer: '/blocks', message: 'no more than 50 items allowed', error: 'invalid_blocks' }])
    expect(messageProblems({ blocks: [section('a')] })).toEqual([{ pointer: '/text', message: expect.stringContaining('should be set') }])
    expect(messageProblems({ text: '' })).toMatchObject([{ error: 'no_text' }])
    expect(messageProblems({ text: 'a', markdown_text: 'b' })).toMatchObject([{ error: 'markdown_text_conflict' }])
  })

  it('is shorter when it is changed, and may be longer in an answer', () => {
    expect(messageProblems({ text: 'é'.repeat(2001) }, { kind: 'update' })).toMatchObject([{ error: 'msg_too_long' }])
    const long = message(...times(5, () => section(x(3000))))
    expect(messageProblems(long)).toMatchObject([{ error: 'msg_blocks_too_long' }])
    expect(messageProblems(long, { kind: 'response' })).toEqual([])
  })
})

describe('a view', () => {
  const text = (more: object = {}) => input({ type: 'plain_text_input', ...more })
  const cases: Case[] = [
    ['has a title of 24 characters', modal([text()], { title: plain(x(24)) }), modal([text()], { title: plain(x(25)) }), '/view/title/text'],
    ['is sent with 24 characters', modal([text()], { submit: plain(x(24)) }), modal([text()], { submit: plain(x(25)) }), '/view/submit/text'],
    ['can be sent when it asks', modal([section('a')], { submit: undefined }), modal([text()], { submit: undefined }), '/view'],
    ['has 100 blocks', modal(times(100, () => section('a'))), modal(times(101, () => section('a'))), '/view/blocks'],
    ['carries 3,000 characters', modal([text()], { private_metadata: x(3000) }), modal([text()], { private_metadata: x(3001) }), '/view/private_metadata'],
    ['asks for 3,000 characters', modal([text({ max_length: 3000 })]), modal([text({ max_length: 3001 })]), '/view/blocks/0/element/max_length'],
    ['holds what it asks for', modal([text({ max_length: 2, initial_value: 'ab' })]), modal([text({ max_length: 2, initial_value: 'abc' })]), '/view/blocks/0/element/initial_value'],
    ['has labels of 2,000 characters', modal([input({ type: 'datepicker' }, { label: plain(x(2000)) })]), modal([input({ type: 'datepicker' }, { label: plain(x(2001)) })]), '/view/blocks/0/label/text'],
    ['has placeholders of 150 characters', modal([text({ placeholder: plain(x(150)) })]), modal([text({ placeholder: plain(x(151)) })]), '/view/blocks/0/element/placeholder/text'],
    ['takes 10 files', modal([input({ type: 'file_input', max_files: 10 })]), modal([input({ type: 'file_input', max_files: 11 })]), '/view/blocks/0/element/max_files'],
    ['has days that exist', modal([input({ type: 'datepicker', initial_date: '2028-02-29' })]), modal([input({ type: 'datepicker', initial_date: '2026-02-29' })]), '/view/blocks/0/element/initial_date'],
    ['focuses one field', modal([text({ focus_on_load: true })]), modal([text({ focus_on_load: true }), text({ focus_on_load: true })]), '/view/blocks'],
    ['has no buttons for inputs', modal([text()]), modal([input(button())]), '/view/blocks/0/element/type'],
    ['weighs 250 kB', modal(times(80, () => section(x(3000)))), modal(times(84, () => section(x(3000)))), '/view'],
    ['is a home without title', { type: 'home', blocks: [section('a')] }, { type: 'home', title: plain('a'), blocks: [section('a')] }, '/view'],
  ]
  it.each(cases)('%s', (_what, good, bad, pointer) => {
    expect(viewProblems(good)).toEqual([])
    expect(pointers(viewProblems(bad))).toEqual([pointer])
  })
})

it('suggestions are at most 100', () => {
  expect(suggestionProblems({ options: times(100, (n) => option(`${n}`)) })).toEqual([])
  expect(suggestionProblems({ options: times(101, (n) => option(`${n}`)) })).toHaveLength(1)
  expect(suggestionProblems({ options: [option('a', x(76))] })).toHaveLength(1)
})

describe('a manifest', () => {
  const good = plainManifest(['/ask'], ['save'])
  type Change = (manifest: typeof good) => void
  const changed = (change: Change) => {
    const manifest = structuredClone(good)
    change(manifest)
    return manifest
  }
  const features = ({ features: all }: typeof good) => all ?? {}
  const cases: [string, Change, string][] = [
    ['a name of 35 characters', (m) => (m.display_information.name = x(36)), '/display_information/name'],
    ['a description of 140', (m) => (m.display_information.description = x(141)), '/display_information/description'],
    ['a long description of 175 at least', (m) => (m.display_information.long_description = x(174)), '/display_information/long_description'],
    ['50 commands', (m) => (features(m).slash_commands = times(51, (n) => ({ command: `/a${n}`, description: 'a' }))), '/features/slash_commands'],
    ['commands of 32 characters', (m) => (features(m).slash_commands = [{ command: `/${x(32)}`, description: 'a' }]), '/features/slash_commands/0/command'],
    ['commands that begin with a slash', (m) => (features(m).slash_commands = [{ command: 'ask', description: 'a' }]), '/features/slash_commands/0/command'],
    ['each command once', (m) => features(m).slash_commands?.push({ command: '/ask', description: 'a' }), '/features/slash_commands'],
    ['10 shortcuts', (m) => (features(m).shortcuts = times(11, (n) => ({ name: `a${n}`, type: 'message', callback_id: `a${n}`, description: 'a' }))), '/features/shortcuts'],
    ['names of shortcuts of 24', (m) => (features(m).shortcuts = [{ name: x(25), type: 'message', callback_id: 'a', description: 'a' }]), '/features/shortcuts/0/name'],
    ['the scope of its commands', (m) => (m.oauth_config = { scopes: { bot: ['im:history', 'app_mentions:read'] } }), '/features/slash_commands'],
    ['the scope of its events', (m) => (m.oauth_config = { scopes: { bot: ['commands', 'app_mentions:read'] } }), '/settings/event_subscriptions/bot_events/2'],
    ['a name for its bot', (m) => delete features(m).bot_user, '/oauth_config/scopes/bot'],
    ['addresses, without Socket Mode', (m) => (m.settings = { ...m.settings, socket_mode_enabled: false }), '/features/slash_commands/0/url'],
    ['nothing else', (m) => Object.assign(m, { colour: 'red' }), '/'],
  ]
  it.each(cases)('has %s', (_what, change, pointer) => {
    expect(manifestProblems(good)).toEqual([])
    expect(pointers(manifestProblems(changed(change)))).toContain(pointer)
  })
})
