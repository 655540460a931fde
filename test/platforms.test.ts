import { expect, it } from 'vitest'
import { systemClock } from '../bot/clock.ts'
import { readConfig } from '../bot/config.ts'
import { createLog } from '../bot/log.ts'
import { anyDatabase } from './discord/outbound.ts'
import { openDiscordStage } from './discord/stage.ts'
import { readPlatforms } from '../adapters/index.ts'

it('a platform whose settings are not right is told in a sentence and left out; the others are there, and nobody is made up', async () => {
  const env = { DISCORD_TOKEN: 'a token', SLACK_APP_TOKEN: 'xapp-1', SECRET_KEY: 's'.repeat(32) }
  const platforms = readPlatforms(env)
  expect(platforms.problems).toEqual([expect.stringMatching(/^SLACK_BOT_TOKEN is missing: copy it from/)])
  const { database, engine, communityId } = await openDiscordStage(await anyDatabase(), { start: false })
  const parts = { database, engine, communityId, clock: systemClock, log: createLog({ level: 'silent' }), config: readConfig(env, platforms) }
  expect(platforms.adaptersFor(parts).map(({ platform }) => platform)).toEqual(['web', 'discord'])
  // With nothing but a mistake, the people are real all the same.
  expect(readPlatforms({ SLACK_APP_TOKEN: 'x' })).toMatchObject({ connected: true, problems: [expect.stringMatching(/must begin with xapp-/)] })
  expect(readPlatforms({})).toMatchObject({ connected: false, problems: [] })
  // One of several processes does not pass itself off for the first.
  expect(() => readPlatforms({ DISCORD_TOKEN: 'a token', SHARDING_MANAGER: 'true', SHARDS: 'x' })).toThrow('SHARDS is set by npm run shards')
})
