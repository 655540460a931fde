// npm run contest -- import FILE: checks the file of a contest and publishes it; docs/contests/power-starter.yaml is a whole one.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openCommunity } from '../bot/community.ts'
import { ConfigError, loadEnvFile, readConfig, type Config } from '../bot/config.ts'
import { readContest } from '../commands/contest/file.ts'
import { publishWhole } from '../commands/contest/publish.ts'
import { gather } from '../bot/gathered.ts'
import { workIn } from '../bot/work.ts'
import { DatabaseError, openDatabase, type Database } from '../prisma/database.ts'

const usage = 'npm run contest -- import FILE'

/** The file cannot be published: each line of the message names a line of it and what is wrong there. */
export class FileError extends Error {
  override name = 'FileError'
}

/** Publishes the contest that a file describes, or its change; gives what was done, in a sentence. @throws FileError */
export async function importContest(database: Database, config: Pick<Config, 'communityName' | 'defaultLocale' | 'defaultTimeZone'>, file: string, now = new Date()): Promise<string> {
  const read = readContest(readFileSync(file, 'utf8'))
  if ('mistakes' in read) throw new FileError(read.mistakes.map(({ line, what }) => `${file}:${line}: ${what}`).join('\n'))
  const id = await openCommunity(database, { name: config.communityName, locale: config.defaultLocale, timeZone: config.defaultTimeZone })
  const community = { id, name: config.communityName, locale: config.defaultLocale, timeZone: config.defaultTimeZone }
  const around = { search: database.search, community, now, publicUrl: '', gathered: gather([]) }
  const { contest, added } = await database.transaction((db) => publishWhole(workIn(db, around, () => undefined), read.contest))
  const { slug, version, opensAt, closesAt } = contest
  return `${slug} is published, version ${version} of its questions (${read.contest.questions.questions.length}). It is open from ${opensAt.toISOString()} to ${closesAt.toISOString()}.${added.map(({ name, code }) => `\n${name}: /r/${code}`).join('')}`
}

async function main(): Promise<void> {
  try {
    const [verb, file] = process.argv.slice(2)
    if (verb !== 'import' || !file) throw new FileError(usage)
    loadEnvFile()
    const config = readConfig(process.env)
    const database = await openDatabase(config.databaseUrl, config)
    try {
      console.log(await importContest(database, config, file))
    } finally {
      await database.close()
    }
  } catch (error) {
    const isAdvice = error instanceof FileError || error instanceof ConfigError || error instanceof DatabaseError
    console.error(isAdvice || (error instanceof Error && 'code' in error && error.code === 'ENOENT') ? (error as Error).message : error)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
