import { hkdfSync } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver } from '@slack/bolt'
import Negotiator from 'negotiator'
import { knownLocale } from '../../bot/person.ts'
import type { Message } from '../../bot/text.ts'
import { libraryLog } from './client.ts'
import type { Installations } from './installations.ts'
import { paths, scopes } from './manifest.ts'
import { m } from './messages.ts'
import { pageOf } from './own-views.ts'
import type { Slack } from './slack.ts'

/** Where Slack delivers by HTTP. It listens nowhere by itself: the web server hands on what comes there. */
export function createHttpReceiver({ log }: Pick<Slack, 'log'>, signingSecret: string): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [paths.events],
    logger: libraryLog(log),
    processEventErrorHandler: ({ error, response }) => {
      log.warn({ err: error }, 'something that Slack delivered was not taken')
      if (!response.headersSent) response.writeHead(500).end()
      return Promise.resolve(false)
    },
  })
}

/** The pages by which somebody installs the assistant in her workspace. The library's own receiver serves them, and nothing else. */
export function createInstallPages(slack: Slack, { clientId, clientSecret }: { clientId: string; clientSecret: string }, installations: Installations): HTTPReceiver {
  const { clients, config, log, settings } = slack
  return new HTTPReceiver({
    // Nothing is delivered here.
    endpoints: [],
    signingSecret: 'unused',
    clientId,
    clientSecret,
    stateSecret: Buffer.from(hkdfSync('sha256', config.secretKey, '', 'entraide slack installation', 32)).toString('base64url'),
    installationStore: installations.store,
    scopes,
    logger: libraryLog(log),
    ...(config.publicUrl ? { redirectUri: `${config.publicUrl}${paths.redirect}` } : {}),
    installerOptions: {
      installPath: paths.install,
      redirectUriPath: paths.redirect,
      directInstall: true,
      clientOptions: { ...clients.options },
      ...(settings.apiUrl ? { authorizationUrl: new URL('/oauth/v2/authorize', settings.apiUrl).href } : {}),
      callbackOptions: {
        successAsync: async ({ team, enterprise, isEnterpriseInstall = false }, _options, request, response) => {
          const workspace = await slack.workspaces.of({ teamId: team?.id, enterpriseId: enterprise?.id, isEnterpriseInstall })
          const { name: community } = await slack.engine.community()
          const waits = workspace !== undefined && !workspace.agreed
          page(slack, request, response, 200, m.installedTitle, waits ? m.installedWaits({ community }) : m.installed)
        },
        failure: (error, _options, request, response) => {
          log.warn({ err: error }, 'an installation was not finished')
          page(slack, request, response, 400, m.notInstalledTitle, m.notInstalled)
        },
      },
    },
  })
}

function page({ words }: Slack, request: IncomingMessage, response: ServerResponse, status: number, title: Message, text: Message): void {
  const locale = knownLocale(new Negotiator(request).languages(), 'en')
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' })
  response.end(pageOf(words, locale, title, text))
}

/** Hands a request on to the receiver whose path it is. */
export function handleWith(events: HTTPReceiver | undefined, pages: HTTPReceiver | undefined) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').replace(/\?.*$/s, '')
    const receiver = path === paths.events ? events : pages
    try {
      if (receiver) receiver.requestListener(request, response)
      else response.writeHead(404).end()
    } catch {
      // The library throws for what is at none of its paths.
      response.writeHead(404).end()
    }
  }
}
