import type { Drawn } from '../../bot/draw.ts'

/** What is no words for anybody. */
const unread = new Set(['call', 'link', 'fileId', 'kind', 'tone', 'at', 'style', 'name'])
const command = /(?<![\p{L}\p{N}/])\/\p{L}[\p{L}\p{N}-]*/gu

/**
 * Pages in which our commands are as one types them at Slack (`typed`, by how they are called elsewhere): whoever reads /réglages could
 * not type it there, and /me is Slack's own. What somebody wrote and is quoted stays as it is.
 */
export function typeable(pages: Drawn[], typed: ReadonlyMap<string, string>): Drawn[] {
  const inAll = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(command, (one) => typed.get(one) ?? one)
    if (Array.isArray(value)) return value.map(inAll)
    if (typeof value !== 'object' || value === null || ('kind' in value && value.kind === 'quote')) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unread.has(key) ? one : inAll(one)]))
  }
  // Every text is still one, and everything else what it was.
  return pages.map((page) => inAll(page) as Drawn)
}
