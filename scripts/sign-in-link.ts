// npm run sign-in-link [-- NAME]: prints a personal link, for when the only organiser lost her session.
import { fileURLToPath } from 'node:url'
import { invite } from '../adapters/web/enter.tsx'
import { ConfigError, loadEnvFile, readConfig } from '../bot/config.ts'
import { fold } from '../commands/kit.ts'
import { DatabaseError, openDatabase, type Database } from '../prisma/database.ts'

/** Nobody can be given a link; the message says why, in a sentence. */
export class NobodyError extends Error {
  override name = 'NobodyError'
}

interface About {
  /** of the person, whatever its accents and capitals; the first organiser when it is empty */
  name: string
  publicUrl: string
  now?: Date
}

/** A new link that signs a person in once, within seven days. @throws NobodyError unless there is exactly one who is meant */
export async function signInLink(database: Database, { name, publicUrl, now = new Date() }: About): Promise<{ name: string; link: string }> {
  const person = name ? await personCalled(database, name) : await firstOrganiser(database)
  return { name: person.name, link: await invite(database, { personId: person.id, publicUrl, now }) }
}

const asked = { select: { id: true, name: true }, orderBy: { id: 'asc' } } as const

async function firstOrganiser({ client }: Database): Promise<{ id: number; name: string }> {
  const person = await client.person.findFirst({ ...asked, where: { roles: { some: { role: 'organiser' } } } })
  if (!person) throw new NobodyError('There is no organiser yet: npm start makes the first one, and shows her link.')
  return person
}

async function personCalled({ client }: Database, name: string): Promise<{ id: number; name: string }> {
  const wanted = fold(name).join(' ')
  const [person, ...others] = (await client.person.findMany(asked)).filter((one) => fold(one.name).join(' ') === wanted)
  if (!person) throw new NobodyError(`Nobody is called "${name}": write the whole name as the chat shows it, or none for the first organiser.`)
  if (others.length) throw new NobodyError(`${others.length + 1} people are called "${name}": an organiser can tell them apart with /settings invite.`)
  return person
}

async function main(): Promise<void> {
  try {
    loadEnvFile()
    const config = readConfig(process.env)
    const { publicUrl, host, port } = config
    const database = await openDatabase(config.databaseUrl, config)
    try {
      const { name, link } = await signInLink(database, {
        name: process.argv.slice(2).join(' ').trim(),
        publicUrl: publicUrl ?? `http://${host}:${port}`,
      })
      console.log(`A link for ${name}, which works once, for seven days:\n${link}`)
    } finally {
      await database.close()
    }
  } catch (error) {
    const isAdvice = error instanceof NobodyError || error instanceof ConfigError || error instanceof DatabaseError
    console.error(isAdvice ? error.message : error)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
