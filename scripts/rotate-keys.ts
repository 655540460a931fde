// npm run rotate-keys: encrypts the database with a new SECRET_KEY; docs/operating.md says when and how.
import { fileURLToPath } from 'node:url'
import { installationsSealed } from '../adapters/slack/installations.ts'
import { ConfigError, loadEnvFile, readConfig, type Environment } from '../bot/config.ts'
import { DatabaseError, openPlain } from '../prisma/database.ts'
import { rotateKeys } from '../prisma/rotate-keys.ts'

/** Encrypts the database of these settings with SECRET_KEY, which FORMER_SECRET_KEY was until now; gives what was done, in a sentence. @throws ConfigError, DatabaseError */
export async function rotate(env: Environment): Promise<string> {
  const config = readConfig(env)
  const former = env.FORMER_SECRET_KEY?.trim()
  if (!env.SECRET_KEY?.trim() || !former)
    throw new ConfigError('Set SECRET_KEY to the new key (openssl rand -base64 32 prints one) and FORMER_SECRET_KEY to the one it was until now.')
  if (former === config.secretKey) throw new ConfigError('SECRET_KEY and FORMER_SECRET_KEY are the same: set SECRET_KEY to a new one.')
  const client = await openPlain(config.databaseUrl)
  try {
    const changed = await rotateKeys(client, { former: { secretKey: former }, now: config }, [installationsSealed])
    return `Done: ${changed} records are encrypted with the new key. Remove FORMER_SECRET_KEY, and start the assistant.`
  } finally {
    await client.$disconnect()
  }
}

async function main(): Promise<void> {
  try {
    loadEnvFile()
    console.log(await rotate(process.env))
  } catch (error) {
    console.error(error instanceof ConfigError || error instanceof DatabaseError ? error.message : error)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
