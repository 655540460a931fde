const named: Record<string, string> = { amp: '&', lt: '<', gt: '>' }

/** What a person typed, of a text in which Slack has escaped three signs. */
export const unescaped = (text: string): string => text.replace(/&(amp|lt|gt);/g, (_whole, name: string) => named[name] ?? '')

/** A message of Slack's as its writer sees it: addresses, mentions and dates without what is around them, signs as typed. */
export function plainText(message: string): string {
  const said = message.replace(/<([^<>]+)>/g, (_whole, inside: string) => inWords(inside))
  return unescaped(said)
}

function inWords(inside: string): string {
  const [what = '', label] = inside.split('|')
  if (what.startsWith('@')) return `@${label ?? what.slice(1)}`
  if (what.startsWith('#')) return `#${label ?? what.slice(1)}`
  if (what.startsWith('!date^')) return label ?? ''
  if (what.startsWith('!')) return label ?? `@${what.slice(1).split('^')[0]}`
  return what.startsWith('mailto:') || what.startsWith('tel:') ? (label ?? what.replace(/^\w+:/, '')) : what
}

/** A message that begins by calling the assistant, without the call. */
export const withoutMention = (message: string, botUserId: string): string =>
  message.replaceAll(new RegExp(`<@${botUserId}(\\|[^<>]*)?>`, 'g'), ' ').trim()
