import { expect, it } from 'vitest'
import { systemClock } from '../../bot/clock.ts'
import { createLog } from '../../bot/log.ts'
import { action, ask, capability, catalogue, member, text, view } from '../../commands/kit.ts'
import { anyDatabase } from '../../test/discord/outbound.ts'
import type { Slack } from '../../test/slack/index.ts'
import { openSlackStage } from '../../test/slack/stage.ts'
import { createResponseUrls } from './response-url.ts'

const words = { title: 'Three pages', label: 'Please answer', got: 'Got {what}' } as const
const m = catalogue('pages', { en: words, fr: words })
const pages = (given: string) => Array.from({ length: given === 'plenty' ? 20 : 12 }, (_, index) => text(m.got({ what: `${given} ${index} ${'mot '.repeat(660)}` })))

/** Answers a form with three messages, or five of them. */
const long = capability({
  name: 'pages',
  messages: m,
  actions: [action({ name: 'three pages', title: m.title, description: m.title, can: member, reads: true, input: { one: ask.text({ label: m.label, max: 40 }) }, run: async (_context, { one }) => view({}, ...pages(one)) })],
})

/** The address that a form carries, for the answer to it. */
function addressIn(slack: Slack): string {
  const { private_metadata: written } = slack.calls('views.open').at(-1)?.args.view as { private_metadata: string }
  return (JSON.parse(written) as { response: { url: string } }).response.url
}

it('an answer goes on as a message for her alone where Slack takes a sixth by response_url from nobody, and nothing of it is missing', async () => {
  const { slack, workspace, person } = await openSlackStage(await anyDatabase(), { capabilities: [long] })
  const ada = person('Ada').in('general')
  const [first, last] = [/Got ada 0/, /Got ada 11/]
  await ada.types('/three pages')
  // As another process that was killed had answered it already.
  const before = createResponseUrls({ clock: systemClock, log: createLog({ level: 'error', pretty: false, write: () => undefined }) })
  const response = before.given(addressIn(slack))
  if (!response) throw new Error('the form carries no address')
  for (const number of [1, 2, 3]) expect(await before.post(response, { text: `before ${number}` })).toBe(true)
  await ada.fills({ one: 'ada' })
  await ada.sees(first, last)
  const answered = slack.calls('response_url')
  expect(answered).toHaveLength(6)
  expect(answered.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404])
  expect(slack.calls('chat.postEphemeral').map(({ args, ok }) => [ok, String(args.text).slice(0, 9)])).toEqual([[true, 'Got ada 8']])
  // Others see nothing of it.
  expect(workspace.channel('general').messages).toEqual([])

  // Whoever counts them herself does not even ask a sixth time.
  await ada.types('/three pages')
  const fresh = before.given(addressIn(slack))
  if (!fresh) throw new Error('the form carries no address')
  const taken: boolean[] = []
  for (let use = 1; use <= 7; use++) taken.push(await before.post(fresh, { text: `use ${use}` }))
  expect(taken).toEqual([true, true, true, true, true, false, false])
  expect(slack.calls('response_url')).toHaveLength(11)
  expect(slack.objections).toEqual([])
})

it('an answer of more than three messages is shown three at a time, and the rest when one asks for more', async () => {
  const { slack, person } = await openSlackStage(await anyDatabase(), { capabilities: [long] })
  const ada = person('Ada').in('general')
  await ada.types('/three pages')
  await ada.fills({ one: 'plenty' })
  await ada.sees(/Got plenty 0/, /Got plenty 11/, 'More')
  await ada.seesNot(/Got plenty 12/)
  await ada.presses('More')
  await ada.sees(/Got plenty 12/, /Got plenty 19/)
  expect(slack.objections).toEqual([])
})
