import { App, type HTTPReceiver } from '@slack/bolt'
import type { Door } from '../../bot/adapter.ts'
import { m as bot } from '../../bot/messages.ts'
import { createVouching } from '../../bot/vouching.ts'
import { createWords } from '../../bot/words.ts'
import { createClients, libraryLog } from './client.ts'
import { createOwnConnection, createSharedConnection, type Connection } from './connection.ts'
import { createDeliver, type Deliver } from './deliver.ts'
import { createDirectChannels } from './direct.ts'
import { createEvents, type Events } from './events.ts'
import { createForms } from './forms.ts'
import { h } from './hindrances.ts'
import { createHttpReceiver, createInstallPages, handleWith } from './http.ts'
import { createInstallations, type Kept, type Source } from './installations.ts'
import { createLanes } from './lanes.ts'
import { appName, commandsIn, typedIn } from './manifest.ts'
import { m } from './messages.ts'
import { createPeople } from './people.ts'
import { listen } from './receive.ts'
import { createResponseUrls } from './response-url.ts'
import type { SlackSettings } from './settings.ts'
import type { Slack, SlackParts } from './slack.ts'
import { createSocket, type Socket } from './socket.ts'
import { createFileTaker } from './take-files.ts'
import { createWorkspaces } from './workspaces.ts'

/** The adapter once it has a door. */
export interface Running {
  slack: Slack
  connection: Connection
  handle: ReturnType<typeof handleWith>
  deliver: Deliver
  start(): Promise<void>
  stop(): Promise<void>
}

/** How long what is being done may take when the assistant stops. */
const drainMs = 10_000

/** Puts the parts together; nothing is connected yet. */
export function openSlack(parts: SlackParts, settings: SlackSettings, door: Door): Running {
  const { slack, installations, own, drained } = shared(parts, settings, door)
  const connection = settings.botToken ? createOwnConnection(slack, settings.botToken, own) : createSharedConnection(slack, installations)
  const events: Events = createEvents(slack, {
    onRemoved: ({ teamId, enterpriseId, isEnterpriseInstall }) => connection.doubt({ teamId, enterpriseId: enterpriseId ?? undefined, isEnterpriseInstall }),
    onForm: (key, form, about) => forms.workOff(key, form, about),
  })
  const forms = createForms(slack, (key, form) => events.keep(key, form))
  const socket: Socket | undefined = settings.appToken ? createSocket({ appToken: settings.appToken, clients: slack.clients, log: slack.log }) : undefined
  const http: HTTPReceiver | undefined = socket ? undefined : createHttpReceiver(slack, settings.signingSecret ?? '')
  const organises = async ({ spaceId, externalId }: { spaceId: number; externalId: string }) => {
    const workspace = await slack.workspaces.at(spaceId)
    return workspace !== undefined && slack.people.organises(workspace, externalId)
  }
  const vouching = createVouching({ ...parts, platform: 'slack', organises })
  const app = createApp(slack, socket?.receiver ?? http)
  listen(app, slack, forms)
  events.listen(app)
  const pages = settings.oauth && createInstallPages(slack, settings.oauth, installations)
  return {
    slack,
    connection,
    handle: handleWith(http, pages),
    deliver: createDeliver({ ...slack, onTokenLost: ({ source }) => slack.inBackground('a workspace', connection.doubt(source)) }),
    // What would come before we know whose it is, would be lost.
    start: () =>
      connection.start(async () => {
        events.start()
        vouching.start()
        await socket?.start()
      }),
    async stop() {
      connection.stop()
      await socket?.stop()
      await Promise.race([drained(), new Promise((resolve) => setTimeout(resolve, drainMs).unref())])
      await Promise.all([events.stop(), vouching.stop()])
      await drained()
      slack.lanes.stop()
    },
  }
}

function shared(parts: SlackParts, settings: SlackSettings, door: Door) {
  const { log } = parts
  const inFlight = new Set<Promise<unknown>>()
  const own: { kept?: Kept } = {}
  const clients = createClients(settings.apiUrl, log)
  const lanes = createLanes(parts.rates)
  // In which of its workspaces an organisation uses the assistant shows when somebody there does.
  const installations = createInstallations(parts, async (kept) => (kept.isEnterpriseInstall ? undefined : workspaces.open(kept)))
  const find = (source: Source) => (settings.botToken ? Promise.resolve(source.teamId === own.kept?.team?.id ? own.kept : undefined) : installations.find(source))
  const workspaces = createWorkspaces({ ...parts, clients, find, installations, anybodyInstalls: settings.oauth !== undefined })
  const track = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work)
    work.finally(() => inFlight.delete(work)).catch(() => undefined)
    return work
  }
  const slack: Slack = {
    ...parts,
    door,
    settings,
    words: createWords([bot, m, h]),
    commands: new Set(commandsIn(door).map(({ command }) => command)),
    typed: typedIn(door, appName),
    clients,
    workspaces,
    people: createPeople(),
    lanes,
    direct: createDirectChannels({ database: parts.database, lanes }),
    responses: createResponseUrls(parts),
    takeFiles: createFileTaker().take,
    openHomes: new Set(),
    track,
    inBackground: (what, work) => void track(work.catch((error: unknown) => log.warn({ err: error }, `${what} could not be kept up to date`))),
  }
  const drained = async () => {
    while (inFlight.size) await Promise.allSettled(inFlight)
  }
  return { slack, installations, own, drained }
}

/** Who asks is found by ourselves: the library only verifies, and hands on. */
function createApp(slack: Slack, receiver: Socket['receiver'] | HTTPReceiver | undefined): App {
  const { clients, log, workspaces } = slack
  const app = new App({
    receiver,
    convoStore: false,
    logger: libraryLog(log),
    clientOptions: { ...clients.options },
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const workspace = await workspaces.of({ teamId, enterpriseId, isEnterpriseInstall })
      if (!workspace) throw new Error('the assistant is not installed there')
      return { botToken: workspace.token, botUserId: workspace.botUserId, teamId: workspace.teamId, workspace }
    },
  })
  app.use(({ next }) => slack.track(next()))
  app.error((error) => {
    log.error({ err: error }, 'something that Slack delivered was not done')
    return Promise.resolve()
  })
  return app
}
