// npm run contest -- import FILE: checks the file of a contest and publishes it; docs/contests/power-starter.yaml is a whole one.
// npm run contest -- rehearse NAME|FILE: lets invented candidates apply to it in a database that is thrown away, and tells what happened.
// npm run contest -- copy NAME NEXT OPENS CLOSES: publishes its next edition, from 9:00 of one day to 23:59 of another: copy power-2027 power-2028 2028-01-15 2028-03-15
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { openCommunity } from '../bot/community.ts'
import { ConfigError, loadEnvFile, readConfig, type Config } from '../bot/config.ts'
import { instantOf } from '../bot/when/wall.ts'
import { readContest, slugs } from '../commands/contest/file.ts'
import { publishedAgain, publishNextEdition, publishWhole } from '../commands/contest/publish.ts'
import { contestCalled, type PublishedContest } from '../commands/contest/store.ts'
import { gather } from '../bot/gathered.ts'
import { workIn } from '../bot/work.ts'
import { DatabaseError, openDatabase, type Database } from '../prisma/database.ts'
import { rehearse, type Rehearsed } from './rehearsal/index.ts'

const usage = 'npm run contest -- import FILE\nnpm run contest -- rehearse NAME|FILE\nnpm run contest -- copy NAME NEXT OPENS CLOSES (days as 2028-01-15)'

/** What was asked for cannot be done; of a file, each line of the message names a line of it and what is wrong there. */
export class FileError extends Error {
  override name = 'FileError'
}

type About = Pick<Config, 'communityName' | 'defaultLocale' | 'defaultTimeZone'>
type Work = Parameters<typeof publishWhole>[0]

const communityIn = ({ communityName: name, defaultLocale: locale, defaultTimeZone: timeZone }: About) => ({ name, locale, timeZone })

/** In one transaction, as the assistant would do it. */
async function published(database: Database, config: About, now: Date, publish: (work: Work) => ReturnType<typeof publishWhole>): Promise<string> {
  const about = communityIn(config)
  const community = { id: await openCommunity(database, about), ...about }
  const around = { search: database.search, community, now, publicUrl: '', gathered: gather([]) }
  const { contest, added } = await database.transaction((db) => publish(workIn(db, around, () => undefined)))
  const { slug, version, opensAt, closesAt } = contest
  return `${slug} is published, version ${version} of its questions. It is open from ${opensAt.toISOString()} to ${closesAt.toISOString()}.${added.map(({ name, code }) => `\n${name}: /r/${code}`).join('')}`
}

/** Publishes the contest that a file describes, or its change; gives what was done, in a sentence. @throws FileError */
export async function importContest(database: Database, config: About, file: string, now = new Date()): Promise<string> {
  const contest = readFile(file)
  return published(database, config, now, (work) => publishWhole(work, contest))
}

function readFile(file: string): PublishedContest {
  const read = readContest(readFileSync(file, 'utf8'))
  if ('mistakes' in read) throw new FileError(read.mistakes.map(({ line, what }) => `${file}:${line}: ${what}`).join('\n'))
  return read.contest
}

/** Publishes the next edition of a contest; gives what was done, in a sentence. @param days the first and the last, `2028-01-15`. @throws FileError */
export async function copyContest(database: Database, config: About, names: { from: string; to: string }, days: { opens: string; closes: string }, now = new Date()): Promise<string> {
  const [opensAt, closesAt] = [dayAt(days.opens, '09:00', config), dayAt(days.closes, '23:59', config)]
  if (!slugs.test(names.to)) throw new FileError(`${names.to} is no name for a contest: lower-case letters, digits and hyphens.`)
  if (closesAt <= opensAt || closesAt <= now) throw new FileError('It has to close after it opens, and later than now.')
  return published(database, config, now, async (work) => {
    const known = await contestCalled(work, names.from)
    if (!known) throw new FileError(`There is no contest called ${names.from}.`)
    if (await contestCalled(work, names.to)) throw new FileError(`There is a contest called ${names.to} already.`)
    return publishNextEdition(work, known, { slug: names.to, opensAt, closesAt })
  })
}

function dayAt(day: string, time: string, { defaultTimeZone }: About): Date {
  if (!z.iso.date().safeParse(day).success) throw new FileError(`${day} is no day such as 2028-01-15.`)
  return instantOf(`${day}T${time}`, defaultTimeZone)
}

/** Rehearses the contest of a file, or one that was published; gives what happened, in words. @throws FileError */
export async function rehearseContest(config: Config, named: string): Promise<Rehearsed> {
  const contest = existsSync(named) ? readFile(named) : await withDatabase(config, (database) => publishedContest(database, config, named))
  return rehearse(contest, communityIn(config))
}

/** A contest as it was published, with its relays. @throws FileError */
async function publishedContest(database: Database, config: About, slug: string): Promise<PublishedContest> {
  const { client } = database
  const community = { ...communityIn(config), id: await openCommunity(database, communityIn(config)) }
  const known = await contestCalled({ db: client, community }, slug)
  if (!known) throw new FileError(`There is neither a file nor a contest called ${slug}.`)
  return publishedAgain(client, known)
}

async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(config.databaseUrl, config)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function run(config: Config, [verb, first = '', to = '', opens = '', closes = '']: string[]): Promise<void> {
  if (verb === 'rehearse' && first) {
    const { told, isFine } = await rehearseContest(config, first)
    console.log(told)
    process.exitCode = isFine ? 0 : 1
  } else if (verb === 'import' && first) console.log(await withDatabase(config, (database) => importContest(database, config, first)))
  else if (verb === 'copy' && closes) console.log(await withDatabase(config, (database) => copyContest(database, config, { from: first, to }, { opens, closes })))
  else throw new FileError(usage)
}

async function main(): Promise<void> {
  try {
    loadEnvFile()
    await run(readConfig(process.env), process.argv.slice(2))
  } catch (error) {
    const isAdvice = error instanceof FileError || error instanceof ConfigError || error instanceof DatabaseError
    console.error(isAdvice || (error instanceof Error && 'code' in error && error.code === 'ENOENT') ? (error as Error).message : error)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
