import type { Drawn, DrawnBlock } from '../../bot/draw.ts'
import type { Inline, Reader } from '../../bot/words.ts'
import { uploadPictures, type FileMeans } from './files.ts'
import type { Outbound } from './outbound.ts'
import { render, type Body } from './render.ts'
import { typeable } from './typeable.ts'
import { problemsOf } from './validate.ts'
import type { Workspace } from './workspaces.ts'

export interface Composed {
  /** one message a page */
  bodies: Body[]
  /** our ids of the files that no message shows: they are shared beside them */
  files: string[]
}

/** Drawn pages as messages for a workspace: with the people to mention there, and the pictures that Slack was given before. */
export async function compose(means: FileMeans & Pick<Outbound, 'typed'>, workspace: Workspace, drawn: Drawn[], reader: Reader): Promise<Composed> {
  const pages = typeable(drawn, means.typed)
  const blocks = pages.flatMap((page) => page.blocks)
  const mentions = await mentionsIn(means, workspace, pages.flatMap(inlinesOf))
  const shown = blocks.flatMap((block) => (block.kind === 'image' ? [block.fileId] : []))
  const pictures = await uploadPictures(means, workspace, shown)
  const bodies = pages.map((page) => checked(means, render(page, { reader, mentions, pictures, words: means.words })))
  const listed = blocks.flatMap((block) => (block.kind === 'files' ? block.files.map(({ fileId }) => fileId) : []))
  return { bodies, files: [...new Set([...shown.filter((id) => !pictures.has(id)), ...listed])] }
}

/** A message that Slack would refuse is a bug of ours: its text goes alone. */
function checked({ log }: Pick<Outbound, 'log'>, body: Body): Body {
  const problems = problemsOf(body)
  if (problems.length === 0) return body
  log.error({ problems }, 'a message was drawn that Slack would refuse; its text alone is sent')
  return { text: body.text }
}

const userId = /^[UW][A-Z0-9]{2,20}$/

/** The ids here of those who are to be mentioned; whoever has no account in this workspace is only named. */
async function mentionsIn({ database }: Pick<Outbound, 'database'>, { spaceId }: Workspace, inlines: Inline[]): Promise<Map<number, string>> {
  const people = new Set(inlines.flatMap(mentioned))
  if (people.size === 0) return new Map()
  const accounts = await database.client.account.findMany({ where: { spaceId, personId: { in: [...people] } }, orderBy: { seenAt: 'asc' }, select: { personId: true, externalId: true } })
  return new Map(accounts.flatMap(({ personId, externalId }): [number, string][] => (userId.test(externalId) ? [[personId, externalId]] : [])))
}

function mentioned(inline: Inline): number[] {
  switch (inline.kind) {
    case 'bold':
    case 'italic':
      return inline.inlines.flatMap(mentioned)
    case 'person':
      return inline.mention ? [inline.personId] : []
    case 'text':
    case 'code':
    case 'time':
      return []
  }
}

const inlinesOf = ({ title = [], blocks }: Drawn): Inline[] => [...title, ...blocks.flatMap(inlinesIn)]

function inlinesIn(block: DrawnBlock): Inline[] {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return block.inlines
    case 'facts':
      return block.facts.flatMap(({ value }) => value)
    case 'list':
      return block.items.flatMap(({ title, text = [], facts }) => [...title, ...text, ...facts.flatMap(({ value }) => value)])
    case 'image':
    case 'files':
    case 'buttons':
    case 'select':
      return []
  }
}
