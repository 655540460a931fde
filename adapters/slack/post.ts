import { actionFor, codeOf, faultsIn } from './errors.ts'
import type { Outbound } from './outbound.ts'
import { metadataFor } from './reconcile.ts'
import type { Body } from './render.ts'
import type { Workspace } from './workspaces.ts'

type Means = Pick<Outbound, 'lanes' | 'log'>

const quiet = { unfurl_links: false, unfurl_media: false }

interface Place {
  workspace: Workspace
  channel: string
}

/** Posts a page of a posting, and gives its ts. Blocks that are refused are left out. @throws TooBusy, and what Slack answers */
export async function post(means: Means, { workspace, channel }: Place, body: Body, { key, page }: { key: string; page: number }): Promise<string> {
  const { spaceId, client } = workspace
  const about = { channel, ...quiet, metadata: metadataFor(key, page) }
  return lesserIfRefused(means, body, async (sent) => {
    const { ts } = await means.lanes.run({ spaceId, method: 'chat.postMessage', channel }, () => client.chat.postMessage({ ...about, ...sent }))
    if (!ts) throw new Error('Slack gave no id of a message')
    return ts
  })
}

/** Changes a message; gives false when it cannot be changed any more. Blocks that are refused are left out. @throws as `post` */
export async function change(means: Means, { workspace, channel }: Place, body: Body, ts: string): Promise<boolean> {
  const { spaceId, client } = workspace
  try {
    await lesserIfRefused(means, body, (sent) =>
      means.lanes.run({ spaceId, method: 'chat.update', channel, ts }, () => client.chat.update({ channel, ts, blocks: [], ...sent })))
    return true
  } catch (error) {
    if (actionFor(error).do === 'anew') return false
    throw error
  }
}

/** Removes a message, if it is still there. @throws as `post` */
export async function remove({ lanes }: Means, { workspace, channel }: Place, ts: string): Promise<void> {
  const { spaceId, client } = workspace
  try {
    await lanes.run({ spaceId, method: 'chat.delete', channel }, () => client.chat.delete({ channel, ts }))
  } catch (error) {
    if (!['message_not_found', 'cant_delete_message'].includes(codeOf(error) ?? '')) throw error
  }
}

/** What is left of a message when its blocks are refused: first it goes without its pictures, which may be gone, then its text alone. */
function lesser({ text, blocks = [] }: Body): Body | undefined {
  const others = blocks.filter(({ type }) => type !== 'image')
  if (blocks.length === 0) return undefined
  return others.length > 0 && others.length < blocks.length ? { text, blocks: others } : { text }
}

async function lesserIfRefused<T>(means: Means, body: Body, send: (body: Body) => Promise<T>): Promise<T> {
  try {
    return await send(body)
  } catch (error) {
    const rest = lesser(body)
    if (actionFor(error).do !== 'plain' || !rest) throw error
    means.log.error({ refused: codeOf(error), faults: faultsIn(error) }, `Slack refused a message; it goes without its ${rest.blocks ? 'pictures' : 'blocks'}`)
    return lesserIfRefused(means, rest, send)
  }
}
