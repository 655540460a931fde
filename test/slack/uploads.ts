import type { Problem } from './validate.ts'
import type { FileRecord, WorkspaceRecord } from './world.ts'

const mimetypes: Record<string, string | undefined> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', pdf: 'application/pdf', txt: 'text/plain', md: 'text/markdown',
  csv: 'text/csv', ics: 'text/calendar', json: 'application/json', zip: 'application/zip', svg: 'image/svg+xml',
}

export const mimetypeOf = (name: string): string => mimetypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

const showable = new Set(['image/png', 'image/jpeg', 'image/gif'])

interface ImageLike {
  type?: unknown
  slack_file?: { id?: unknown }
}

/** Images of Slack's own files must be there, uploaded, and pictures. */
export function slackFileProblems(workspace: WorkspaceRecord, blocks: unknown): Problem[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block: ImageLike | null, index) => {
    const file = block?.type === 'image' ? block.slack_file?.id : undefined
    if (typeof file !== 'string') return []
    const record: FileRecord | undefined = workspace.files.get(file)
    const usable = record && record.state !== 'announced' && showable.has(record.mimetype)
    return usable ? [] : [{ pointer: `/blocks/${index}/slack_file`, message: 'invalid slack file', error: 'invalid_blocks' }]
  })
}
