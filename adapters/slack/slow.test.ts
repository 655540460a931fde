import { expect, it } from 'vitest'
import { anyDatabase, openSaying } from '../../test/slack/outgoing.ts'

it('a message that Slack posts after we stopped waiting is not looked for before it can be there, and is there once', async () => {
  const { workspace, adapter, outgoing, sent, slack } = await openSaying(await anyDatabase())
  const message = outgoing('jobs', 'words')
  // the adapter waits for ten seconds
  slack.faults.next('chat.postMessage', { kind: 'slow', ms: 11_500 })
  await expect(adapter.deliver(message)).rejects.toThrow()
  expect(await adapter.deliver({ ...message, inDoubt: true })).toMatchObject({ kind: 'later' })
  await sent({ ...message, inDoubt: true })
  expect(workspace.channel('jobs').messages).toEqual(['words'])
}, 60_000)
