import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createSlackAdapter, type SlackSettings } from '../../adapters/slack/index.ts'
import type { Rates } from '../../adapters/slack/lanes.ts'
import { manifestFor } from '../../adapters/slack/manifest.ts'
import type { Capability } from '../../bot/action.ts'
import type { Adapter } from '../../bot/adapter.ts'
import { systemClock, type Clock } from '../../bot/clock.ts'
import { openCommunity } from '../../bot/community.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import type { Locale } from '../../bot/text.ts'
import { createWorker, type Worker } from '../../bot/worker.ts'
import { capabilities as all } from '../../commands/index.ts'
import type { Database } from '../../prisma/database.ts'
import { openSlack, type Slack, type SlackAbout, type SlackPerson, type SlackWorkspace } from './index.ts'
import type { UserAbout } from './workspace.ts'

export interface SlackStageAbout {
  mode?: 'Socket Mode' | 'HTTP'
  /** many workspaces that install the assistant, instead of one by its token */
  oauth?: boolean
  capabilities?: Capability[]
  /** of the community */
  locale?: Locale
  clock?: Clock
  /** other settings than the right ones */
  settings?: Partial<SlackSettings>
  /** how fast it calls Slack */
  rates?: Rates
  /** what Slack knows and how patient it is */
  slack?: Omit<SlackAbout, 'settle'>
  /** of the first workspace, each with the assistant in it */
  channels?: string[]
  scopes?: string[]
  /** false: the test starts the adapter itself */
  start?: boolean
}

export interface SlackPersonAbout extends Omit<UserAbout, 'locale'> {
  locale?: Locale
  /** the first one when left out */
  workspace?: SlackWorkspace
}

/** The assistant at Slack: engine, database, worker and adapter are the real ones, Slack is on this machine. */
export interface SlackStage {
  slack: Slack
  /** the first workspace */
  workspace: SlackWorkspace
  adapter: Adapter
  engine: Engine
  worker: Worker
  database: Database
  communityId: number
  /** where its pages are, such as /slack/install */
  url: string
  /** what was logged, a line each */
  logged: string[]
  person(name: string, about?: SlackPersonAbout): SlackPerson
  /** Starts another process of the assistant beside the first one, on the same database. */
  another(): Promise<void>
  /** Does and delivers all that is due. */
  settle(): Promise<void>
}

const usualChannels = ['general', 'jobs', 'deals', 'workshops', 'stories']

/** Opens a Slack with a workspace and the assistant in it; all of it ends with the test. */
export async function openSlackStage(database: Database, about: SlackStageAbout = {}): Promise<SlackStage> {
  const { mode = 'Socket Mode', clock = systemClock, locale = 'en', capabilities = all } = about
  const communityId = await openCommunity(database, { name: 'Cyberelles', locale, timeZone: 'Europe/Paris' })
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const { url, mount } = await listen()
  const engine = createEngine({ database, capabilities, clock, log, communityId, publicUrl: url, onTold: () => worker.nudge() })
  const settle = () => worker.drain()
  const manifest = manifestFor(engine, { name: 'Entraide', publicUrl: url, socketMode: mode === 'Socket Mode' })
  const slack = await openSlack({ manifest, ...about.slack, settle })
  const workspace = slack.workspace('Club', { installed: !about.oauth, ...(about.scopes ? { scopes: about.scopes } : {}) })
  for (const name of about.channels ?? usualChannels) workspace.channel(name)
  const config = { secretKey: 'a secret key of thirty-two signs!', publicUrl: url }
  const create = () => createSlackAdapter({ database, engine, clock, log, config, communityId, rates: about.rates }, { ...settingsFor(slack, workspace, about), ...about.settings })
  const adapter = create()
  const worker = createWorker({ database, engine, adapters: new Map([['slack', adapter]]), clock, log, publicUrl: url })
  onTestFinished(async () => {
    await adapter.stop()
    await worker.stop()
    await slack.close()
  })
  mount(adapter)
  if (about.start !== false) await adapter.start(engine)
  if (about.start !== false && mode === 'HTTP') await slack.deliversTo(`${url}/slack/events`)
  return {
    slack, workspace, adapter, engine, worker, database, communityId, url, logged, settle,
    async another() {
      const other = create()
      onTestFinished(() => other.stop())
      await other.start(engine)
    },
    person(name, { locale: language = 'en', tz = 'Europe/Paris', workspace: where = workspace, ...rest } = {}) {
      return where.user(name, { ...rest, tz, locale: { en: 'en-GB', fr: 'fr-FR' }[language] })
    },
  }
}

function settingsFor(slack: Slack, workspace: SlackWorkspace, { mode = 'Socket Mode', oauth = false }: SlackStageAbout): SlackSettings {
  const { clientId, clientSecret, signingSecret, appToken } = slack.app
  return {
    apiUrl: slack.apiUrl,
    ...(oauth ? { oauth: { clientId, clientSecret } } : { botToken: workspace.botToken }),
    ...(mode === 'HTTP' ? { signingSecret } : { appToken }),
  }
}

/** A server that hands everything to the adapter, as the web chat does with what begins with /slack/. */
async function listen(): Promise<{ url: string; mount(adapter: Adapter): void }> {
  let mounted: Adapter['http']
  const server = createServer((request, response) => (mounted ? mounted.handle(request, response) : void response.writeHead(404).end()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, mount: ({ http }) => void (mounted = http) }
}
