import { expect, it } from 'vitest'
import { readMrkdwn } from './reading.ts'
import { spoken } from './spoken.ts'
import { newWorkspace, type UserRecord } from './world.ts'

const workspace = newWorkspace('Cyberelles')
const user: UserRecord = { id: 'U1', name: 'Ann', locale: 'fr-FR', tz: 'Asia/Tokyo', isAdmin: false, isOwner: false, guest: false, isBot: false, deleted: false, email: '' }
workspace.users.set(user.id, user).set('U2', { ...user, id: 'U2', name: 'Anna' })

it.each([
  ['tea & cake <3', 'tea &amp; cake &lt;3'],
  ['see https://example.org/a?b=1&c=2.', 'see <https://example.org/a?b=1&amp;c=2>.'],
  ['write to ada@example.org', 'write to <mailto:ada@example.org|ada@example.org>'],
  ['@Anna and @Ann', '<@U2> and <@U1>'],
])('%s is sent as %s, and read as it was written', (typed, sent) => {
  expect(spoken(typed, workspace)).toBe(sent)
  expect(readMrkdwn(sent, { workspace, user })).toBe(typed)
})

it.each([
  ['*bold*, _it_ and ~gone~ but 2*3*4 and snake_case_name', 'bold, it and gone but 2*3*4 and snake_case_name'],
  ['`*code*` and <https://example.org|our *site*>', '*code* and our *site*'],
  ['> said\n&gt; again', 'said\nagain'],
  ['<!here> <#C1|jobs> <@U1>', '@here #jobs @Ann'],
  ['<!date^1795424400^{date_long} à {time}|never>', 'lundi 23 novembre 2026 à 18:00'],
  ['not\u2060*bold*', 'not*bold*'],
])('%s is read as %s', (written, read) => expect(readMrkdwn(written, { workspace, user })).toBe(read))
