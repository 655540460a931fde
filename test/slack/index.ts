import { createFaults, type Faults } from './faults.ts'
import { listen } from './http.ts'
import { createInteractions } from './interactions.ts'
import { plainManifest, type Manifest } from './manifest.ts'
import { appMethods } from './methods/apps.ts'
import { chat } from './methods/chat.ts'
import { conversations } from './methods/conversations.ts'
import { files } from './methods/files.ts'
import { people } from './methods/people.ts'
import { views } from './methods/views.ts'
import { createGrants } from './oauth.ts'
import { openOrganisation, type SlackOrganisation } from './organisation.ts'
import { createRates, slackRates, type RateLimits, type Violation } from './rates.ts'
import { createRoutes } from './routes.ts'
import { slackTimes, type Inner, type Log, type Times, type Transport } from './server.ts'
import { challenge, signedTransport } from './signed.ts'
import { createSockets, type Sockets } from './sockets.ts'
import { manifestProblems } from './validate.ts'
import { openWorkspace, type SlackWorkspace, type WorkspaceAbout } from './workspace.ts'
import { newId, newOrganisation, newSecret, newWorkspace, createTimes, type AppRecord, type OrganisationRecord } from './world.ts'

export type { Faults } from './faults.ts'
export type { Manifest } from './manifest.ts'
export { SlackPerson } from './person.ts'
export type { SlackOrganisation } from './organisation.ts'
export type { SlackChannel, SlackWorkspace } from './workspace.ts'
export { manifestProblems, messageProblems, viewProblems, type Problem } from './validate.ts'

export interface SlackAbout {
  /** the app's manifest; without one it has these commands and message shortcuts, and the least scopes and events */
  manifest?: Manifest
  commands?: string[]
  shortcuts?: string[]
  times?: Partial<Times>
  rates?: Partial<RateLimits>
  /** the time that messages bear; limits always go by the real one */
  now?: () => Date
  /** what to wait for after a gesture, beside an answer that can be seen: the app's own work, where the test can see it */
  settle?: () => Promise<void>
}

/** A stand-in for Slack, on this machine: one app, and workspaces with people. */
export interface Slack extends Log {
  /** for `clientOptions: { slackApiUrl }` */
  apiUrl: string
  /** for `installerOptions: { authorizationUrl }` */
  authorizationUrl: string
  /** the app's own: id, secrets, app-level token (xapp-) */
  app: Readonly<AppRecord>
  sockets: Sockets
  faults: Faults
  /** what came sooner than allowed; empty when no limit was broken */
  violations: Violation[]
  times: Times
  workspace(name: string, about?: WorkspaceAbout): SlackWorkspace
  /** A company with several workspaces. */
  organisation(name: string): SlackOrganisation
  /** From now on deliveries go to this address by HTTP, once it has answered the challenge; null: by Socket Mode again. */
  deliversTo(requestUrl: string | null): Promise<void>
  /** the calls of one method, in order */
  calls(method: string): Log['requests']
  /** Ends it. Stop the app before: one that has lost its Slack tries to find it again. */
  close(): Promise<void>
}

/**
 * A slow machine keeps people waiting without being wrong: unless a test says otherwise, Slack has ten times its patience with
 * acknowledgements and triggers here. `slackTimes` are the true ones.
 */
const patientTimes: Times = { ...slackTimes, ack: 10 * slackTimes.ack, trigger: 10 * slackTimes.trigger }

const appOf = (manifest: Manifest): AppRecord => {
  const id = newId('A')
  const number = () => String(Math.floor(1e12 + Math.random() * 9e12))
  return {
    id, clientId: `${number()}.${number()}`, clientSecret: newSecret(), signingSecret: newSecret(), verificationToken: newSecret(),
    appToken: `xapp-1-${id}-${newSecret()}`, manifest, requestUrl: null,
  }
}

/** Opens a stand-in for Slack on a free port. */
export async function openSlack(about: SlackAbout = {}): Promise<Slack> {
  const manifest = about.manifest ?? plainManifest(about.commands ?? [], about.shortcuts ?? [])
  const problems = manifestProblems(manifest)
  if (problems.length) throw new Error(`Slack would refuse this manifest: ${JSON.stringify(problems)}`)
  const { faults, take, copies } = createFaults()
  const closing = new AbortController()
  const log: Log = { requests: [], objections: [], deliveries: [] }
  const rates = createRates({ ...slackRates, ...about.rates })
  const now = about.now ?? (() => new Date())
  let transport: Transport
  const inner: Inner = {
    url: '', app: appOf(manifest), workspaces: new Map(), times: { ...patientTimes, ...about.times }, now, newTs: createTimes(now),
    rates, fault: take, copies, log, interactions: createInteractions(), transport: () => transport, closing: closing.signal,
  }
  const { sockets, transport: bySocket, ticket, upgrade, close } = createSockets(inner)
  transport = bySocket
  const grants = createGrants()
  const methods = { ...chat, ...conversations, ...files, ...people, ...views, ...appMethods(ticket, grants) }
  const { server, url, close: stopListening } = await listen(createRoutes(inner, methods))
  server.on('upgrade', upgrade)
  inner.url = url
  const opened = (name: string, workspaceAbout: WorkspaceAbout, organisation: OrganisationRecord | null = null) => {
    const record = newWorkspace(name, organisation)
    inner.workspaces.set(record.id, record)
    return openWorkspace({ inner, record, grants, settle: about.settle }, workspaceAbout)
  }
  return {
    ...log,
    apiUrl: `${url}/api/`,
    authorizationUrl: `${url}/oauth/v2/authorize`,
    app: inner.app,
    sockets,
    faults,
    violations: rates.violations,
    times: inner.times,
    workspace: (name, workspaceAbout = {}) => opened(name, workspaceAbout),
    organisation: (name) => openOrganisation(inner, newOrganisation(name), opened),
    async deliversTo(requestUrl) {
      if (requestUrl) await challenge(inner, requestUrl)
      inner.app.requestUrl = requestUrl
      transport = requestUrl ? signedTransport(inner, requestUrl) : bySocket
      if (requestUrl) sockets.disconnect('link_disabled')
    },
    calls: (method) => log.requests.filter((request) => request.method === method),
    async close() {
      closing.abort()
      await close()
      await stopListening()
    },
  }
}
