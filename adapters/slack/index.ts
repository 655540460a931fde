import type { Adapter } from '../../bot/adapter.ts'
import { limits } from './limits.ts'
import { openSlack, type Running } from './running.ts'
import type { SlackSettings } from './settings.ts'
import type { SlackParts } from './slack.ts'

export { readSlackSettings, type SlackSettings } from './settings.ts'
export type { SlackParts } from './slack.ts'

/** The assistant in one workspace, or in each that installed it. */
export function createSlackAdapter(parts: SlackParts, settings: SlackSettings): Adapter {
  let running: Running | undefined
  let stopped = false
  const hasPages = !settings.appToken || settings.oauth !== undefined
  return {
    platform: 'slack',
    limits,
    get connected() {
      return !stopped && (running?.connection.connected ?? false)
    },
    http: hasPages
      ? {
          prefix: '/slack/',
          handle(request, response) {
            // Slack comes back with what it could not deliver.
            if (running?.connection.connected && !stopped) running.handle(request, response)
            else response.writeHead(503, { 'retry-after': '5' }).end()
          },
        }
      : undefined,
    async start(door) {
      running = openSlack(parts, settings, door)
      await running.start()
    },
    deliver(message) {
      if (!running) throw new Error('Slack has not started')
      return running.deliver(message)
    },
    async stop() {
      stopped = true
      await running?.stop()
    },
  }
}
