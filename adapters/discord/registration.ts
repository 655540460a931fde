import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError, Routes, type APIApplicationCommand, type REST } from 'discord.js'
import { z } from 'zod'
import type { Database } from '../../prisma/database.ts'
import { platform, type Discord } from './discord.ts'
import type { Commands } from './register.ts'

const stateSchema = z.object({ digest: z.string() })

export const digestOf = ({ body }: Pick<Commands, 'body'>): string => createHash('sha256').update(JSON.stringify(body)).digest('base64url')

const keyOf = (applicationId: string) => ({ platform_name: { platform, name: `commands of ${applicationId}` } })

/** Whether these very commands were registered last. */
export async function isRegistered({ client }: Database, applicationId: string, commands: Commands): Promise<boolean> {
  const state = await client.platformState.findUnique({ where: keyOf(applicationId) })
  const read = stateSchema.safeParse(state?.value)
  return read.success && read.data.digest === digestOf(commands)
}

/** As the platform has them. */
export const registeredCommands = async (rest: REST, applicationId: string): Promise<APIApplicationCommand[]> =>
  (await rest.get(Routes.applicationCommands(applicationId))) as APIApplicationCommand[]

/**
 * Registers all commands with one request that replaces what was there before; nothing is asked of the platform while they stay the same,
 * but whether they are still there. Gives whether it was necessary.
 */
export async function register(rest: REST, database: Database, applicationId: string, commands: Commands): Promise<boolean> {
  const isSame = await isRegistered(database, applicationId, commands)
  if (isSame && (await registeredCommands(rest, applicationId)).length === commands.body.length) return false
  await rest.put(Routes.applicationCommands(applicationId), { body: commands.body })
  const value = { digest: digestOf(commands) }
  await database.client.platformState.upsert({ where: keyOf(applicationId), create: { ...keyOf(applicationId).platform_name, value }, update: { value } })
  return true
}

/** Registers the commands; where the platform stumbles, again and again until the signal, without being waited for. */
export async function keepRegistered(discord: Discord, applicationId: string, signal: AbortSignal): Promise<void> {
  const { rest, database, commands, log } = discord
  const once = async (attempts: number): Promise<void> => {
    try {
      if (await register(rest, database, applicationId, commands)) log.info('the commands of Discord were registered')
    } catch (error) {
      log.error({ err: error, attempts }, 'the commands of Discord could not be registered')
      const isRefused = error instanceof DiscordAPIError && error.status < 500
      if (!isRefused) void sleep(Math.min(2 ** attempts, 60) * 1000, undefined, { signal }).then(() => once(attempts + 1), () => undefined)
    }
  }
  await once(1)
}
