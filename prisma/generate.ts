import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { schemaFor } from './twin.ts'

const here = dirname(fileURLToPath(import.meta.url))
const generated = join(here, 'generated')
const stampFile = join(generated, 'stamp')
const clients = ['sqlite', 'postgresql'].map((provider) => join(generated, provider, 'client.ts'))
const require = createRequire(import.meta.url)

/**
 * Generates the two Prisma clients from prisma/schema.prisma. Does nothing, in a millisecond, when neither the schema nor Prisma
 * has changed since the last time; tells which it was.
 */
export async function generate(): Promise<'generated' | 'unchanged'> {
  const schema = readFileSync(join(here, 'schema.prisma'), 'utf8')
  const stamp = stampOf(schema)
  if (isCurrent(stamp)) return 'unchanged'
  mkdirSync(generated, { recursive: true })
  const twin = join(generated, 'schema.postgresql.prisma')
  // the path of the output is relative to the schema, and the twin is one folder deeper
  writeFileSync(twin, schemaFor('postgresql', schema).replace('"./generated/postgresql"', '"./postgresql"'))
  await Promise.all([generateClient(join(here, 'schema.prisma')), generateClient(twin)])
  writeFileSync(stampFile, stamp)
  return 'generated'
}

function isCurrent(stamp: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && clients.every((client) => existsSync(client))
}

function stampOf(schema: string): string {
  const { version } = JSON.parse(readFileSync(require.resolve('prisma/package.json'), 'utf8')) as { version: string }
  return `prisma ${version}, schema ${createHash('sha256').update(schema).digest('hex')}\n`
}

async function generateClient(schemaPath: string): Promise<void> {
  const cli = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js')
  await promisify(execFile)(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: dirname(here),
    env: { ...process.env, ENTRAIDE_SCHEMA: schemaPath, CHECKPOINT_DISABLE: '1' },
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if ((await generate()) === 'generated') console.log('Prisma clients generated in prisma/generated')
}
