import type { WorkspaceRecord } from './world.ts'

/** The three signs that Slack escapes in what people write. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** People and channels of the workspace, by name, as Slack sends them; in commands with their names. */
export function withMentions(text: string, { users, conversations }: WorkspaceRecord, named = false): string {
  const mention = (sign: string, id: string, name: string) => `<${sign}${id}${named ? `|${name}` : ''}>`
  const found = [
    ...[...users.values()].map(({ id, name }) => ['@', id, name] as const),
    ...[...conversations.values()].filter(({ kind }) => kind !== 'im').map(({ id, name }) => ['#', id, name] as const),
  ]
  // The longest first: Ann is not Anna.
  return found
    .toSorted(([, , one], [, , other]) => other.length - one.length)
    .reduce((said, [sign, id, name]) => said.replaceAll(`${sign}${name}`, mention(sign, id, name)), text)
}

/** A message as Slack makes it of what somebody typed: signs escaped, addresses and mentions marked. */
export const spoken = (text: string, workspace: WorkspaceRecord): string =>
  withMentions(
    escaped(text)
      .replace(/\bhttps?:\/\/[^\s<>]+[^\s<>.,;:!?)]/g, '<$&>')
      .replace(/(?<![<\w/:])[\w.+-]+@[\w-]+\.[\w.-]*\w/g, '<mailto:$&|$&>'),
    workspace,
  )
