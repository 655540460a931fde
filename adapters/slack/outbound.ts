import type { Slack } from './slack.ts'
import type { Workspace } from './workspaces.ts'

/** What is needed to say something. */
export type Outbound = Pick<Slack, 'database' | 'clock' | 'log' | 'door' | 'workspaces' | 'direct' | 'lanes' | 'engine' | 'words' | 'typed'> & {
  /** Slack no longer takes the token of a workspace; `why` says what somebody has to do. */
  onTokenLost(workspace: Workspace, why: string): void
}
