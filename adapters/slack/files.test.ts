import { expect, it } from 'vitest'
import { largestFile } from '../../bot/files.ts'
import { view, type Block } from '../../bot/view.ts'
import { anyDatabase, openSaying, type Saying } from '../../test/slack/outgoing.ts'

const keep = async ({ database }: Saying, name: string, type: string, bytes = Buffer.from(`the bytes of ${name}`)) => {
  const id = `${name}-----------------------`.replace(/\W/g, '-').slice(0, 21)
  await database.client.storedFile.create({ data: { id, ownerId: 1, name, type, size: bytes.length, bytes: new Uint8Array(bytes), createdAt: new Date() } })
  return id
}
const picture = (fileId: string): Block => ({ kind: 'image', fileId, alt: 'A poster' })
const paper = (fileId: string, name: string): Block => ({ kind: 'files', files: [{ fileId, name, size: 1000 }] })
const withFiles = (...blocks: Block[]) => view({ title: 'Accountant' }, ...blocks)

it('a picture is shown in the message, uploaded once for all messages and changes', async () => {
  const saying = await openSaying(await anyDatabase())
  const { workspace, slack, outgoing, sent } = saying
  const shown = withFiles(picture(await keep(saying, 'poster.png', 'image/png')))
  const message = outgoing('jobs', shown)
  const messageId = await sent(message)
  await sent({ ...message, messageId })
  await sent(outgoing('deals', shown))
  expect(workspace.channel('jobs').messages).toEqual(['Accountant\n(picture: A poster)'])
  expect(slack.calls('files.getUploadURLExternal')).toHaveLength(1)
  expect([...workspace.record.files.values()].map(({ name, bytes, shares }) => [name, bytes.toString(), shares])).toEqual([['poster.png', 'the bytes of poster.png', []]])
  expect(slack.objections).toEqual([])
})

it('a file, or a picture that Slack does not show, comes beside the message, once however often that changes', async () => {
  const saying = await openSaying(await anyDatabase())
  const { workspace, person, outgoing, sent } = saying
  const shown = withFiles(picture(await keep(saying, 'photo.webp', 'image/webp')), paper(await keep(saying, 'cv.pdf', 'application/pdf'), 'cv.pdf'))
  const message = outgoing('jobs', shown)
  const messageId = await sent(message)
  const read = () => workspace.channel('jobs').messages
  await expect.poll(read, { timeout: 20_000 }).toEqual(['Accountant\n🖼️ A poster\n📎 cv.pdf (1 kB)', '(file: photo.webp)', '(file: cv.pdf)'])
  await sent({ ...message, messageId, view: { ...shown, title: 'Auditor' } })
  await expect.poll(read, { timeout: 20_000 }).toEqual(['Auditor\n🖼️ A poster\n📎 cv.pdf (1 kB)', '(file: photo.webp)', '(file: cv.pdf)'])
  const ada = person('Ada')
  await sent(outgoing(ada, shown))
  await ada.sees('(file: cv.pdf)')
})

it.each([
  ['files.getUploadURLExternal', false],
  ['upload', false],
  ['files.completeUploadExternal', false],
  ['files.completeUploadExternal', true],
] as const)('a file is shared once when %s fails and has done its work: %s', async (method, done) => {
  const saying = await openSaying(await anyDatabase())
  const { workspace, adapter, slack, outgoing, sent } = saying
  const message = outgoing('jobs', withFiles(paper(await keep(saying, 'cv.pdf', 'application/pdf'), 'cv.pdf')))
  slack.faults.next(method, { kind: 'server error', done })
  await expect(adapter.deliver(message)).rejects.toThrow()
  await sent({ ...message, inDoubt: true })
  const read = () => workspace.channel('jobs').messages
  await expect.poll(read, { timeout: 20_000 }).toEqual(['Accountant\n📎 cv.pdf (1 kB)', '(file: cv.pdf)'])
  expect([...workspace.record.files.values()].flatMap(({ shares }) => shares)).toHaveLength(1)
})

it('a picture whose upload fails comes with the next attempt, and nothing before it', async () => {
  const saying = await openSaying(await anyDatabase())
  const { workspace, adapter, slack, outgoing, sent } = saying
  const message = outgoing('jobs', withFiles(picture(await keep(saying, 'poster.png', 'image/png'))))
  slack.faults.next('upload', { kind: 'reset' })
  await expect(adapter.deliver(message)).rejects.toThrow()
  expect(workspace.channel('jobs').messages).toEqual([])
  await sent({ ...message, inDoubt: true })
  expect(workspace.channel('jobs').messages).toEqual(['Accountant\n(picture: A poster)'])
})

it('a message goes without its files where the assistant may not bring them, and says which permission it lacks', async () => {
  const saying = await openSaying(await anyDatabase(), { scopes: ['commands', 'chat:write', 'im:write', 'users:read', 'channels:read'] })
  const { workspace, outgoing, sent, logged } = saying
  await sent(outgoing('jobs', withFiles(picture(await keep(saying, 'poster.png', 'image/png')), paper(await keep(saying, 'cv.pdf', 'application/pdf'), 'cv.pdf'))))
  expect(workspace.channel('jobs').messages).toEqual(['Accountant\n🖼️ A poster\n📎 cv.pdf (1 kB)'])
  expect(logged.join()).toContain('files:write')
})

it('a picture that is no longer at Slack is left out, and its message is changed all the same', async () => {
  const saying = await openSaying(await anyDatabase())
  const { workspace, outgoing, sent } = saying
  const message = outgoing('jobs', withFiles(picture(await keep(saying, 'poster.png', 'image/png'))))
  const messageId = await sent(message)
  workspace.record.files.clear()
  await sent({ ...message, messageId, view: { ...message.view, title: 'Auditor' } })
  expect(workspace.channel('jobs').messages).toEqual(['Auditor'])
})

it('a file that its owner took away is not shared, and the largest there is can be', async () => {
  const saying = await openSaying(await anyDatabase())
  const { workspace, outgoing, sent } = saying
  const large = await keep(saying, 'large.pdf', 'application/pdf', Buffer.alloc(largestFile, 'x'))
  await sent(outgoing('jobs', withFiles(paper('gone-----------------', 'gone.pdf'), paper(large, 'large.pdf'))))
  await workspace.channel('jobs').sees('(file: large.pdf)')
  expect(workspace.channel('jobs').messages).toHaveLength(2)
})
