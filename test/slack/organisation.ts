import { bringEventOfOrganisation } from './delivery.ts'
import type { Inner } from './server.ts'
import type { SlackWorkspace, WorkspaceAbout } from './workspace.ts'
import type { OrganisationRecord } from './world.ts'

/** A company (Enterprise Grid) with workspaces of its own: it installs the app as a whole, and adds it to each of them. */
export interface SlackOrganisation {
  id: string
  name: string
  /** the app's token for the company as a whole; throws when it is not installed */
  botToken: string
  /** A workspace of the company, where nobody has installed the app on its own unless told. */
  workspace(name: string, about?: WorkspaceAbout): SlackWorkspace
  /** An administrator adds the app to a workspace; or takes it away from there. */
  grants(workspace: SlackWorkspace, granted?: boolean): void
  /** Somebody removes the app from the company as a whole: its token is no more, and it is told. */
  uninstalls(): Promise<void>
  /** The app's token is no longer good; it is told. */
  revokesToken(): Promise<void>
}

type Open = (name: string, about: WorkspaceAbout, organisation: OrganisationRecord) => SlackWorkspace

export function openOrganisation(inner: Inner, record: OrganisationRecord, open: Open): SlackOrganisation {
  const live = () => {
    const installation = record.installations.find(({ status }) => status === 'live')
    if (!installation) throw new Error(`the app is not installed in ${record.name}`)
    return installation
  }
  const tell = (event: Record<string, unknown>) => bringEventOfOrganisation(inner, record, event)
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [record.botUserId] } }
  return {
    id: record.id,
    name: record.name,
    get botToken() {
      return live().token
    },
    workspace: (name, about = {}) => open(name, { installed: false, ...about }, record),
    grants: ({ id }, granted = true) => void (granted ? record.granted.add(id) : record.granted.delete(id)),
    async uninstalls() {
      live().status = 'uninstalled'
      // They come in any order.
      await Promise.all([tell(revoked), tell({ type: 'app_uninstalled' })])
    },
    async revokesToken() {
      live().status = 'revoked'
      await tell(revoked)
    },
  }
}
