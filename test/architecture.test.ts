import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { objection } from './arrows.ts'
import { functionsOf, importsOf, readSource, root, textFiles } from './source.ts'

const longestFile = 300
const longestFunction = 50

const files = textFiles()
const sources = files.filter((path) => /\.[cm]?[jt]sx?$/.test(path))
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/')
const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length

describe('in this project', () => {
  test('imports follow the arrows', () => {
    const problems = sources.flatMap((path) =>
      importsOf(path, readSource(path)).flatMap((found) => {
        const problem = objection(path, found)
        return problem ? [`${path}:${found.line}: ${problem}`] : []
      }),
    )
    expect(problems).toEqual([])
  })

  test('no platform is named in bot or commands', () => {
    const naming = files.filter((path) => /^(bot|commands)\//.test(path) && !isTest(path) && /discord|slack/i.test(readSource(path)))
    expect(naming).toEqual([])
  })

  test('nothing names what lies outside the project', () => {
    // in two pieces, so that this file does not name it either
    const outside = ['..', 'shared'].join('/')
    expect(files.filter((path) => readSource(path).includes(outside))).toEqual([])
  })

  test(`no file is longer than ${longestFile} lines`, () => {
    const short = sources.filter((path) => !isTest(path) && !path.endsWith('/messages.ts'))
    const long = short.map((path) => ({ path, lines: lineCount(readSource(path)) })).filter(({ lines }) => lines > longestFile)
    expect(long).toEqual([])
  })

  test(`no function is longer than ${longestFunction} lines`, () => {
    const long = sources.filter((path) => !isTest(path)).flatMap((path) =>
      functionsOf(path, readSource(path)).filter(({ lines }) => lines > longestFunction).map((found) => ({ path, ...found })),
    )
    expect(long).toEqual([])
  })

  test('every capability has its index, its messages and its README', () => {
    const commands = join(root, 'commands')
    const folders = existsSync(commands) ? readdirSync(commands, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : []
    const missing = folders
      .flatMap(({ name }) => ['index.ts', 'messages.ts', 'README.md'].map((file) => `commands/${name}/${file}`))
      .filter((path) => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })
})

describe('an import', () => {
  /** What is objected to a file that holds this line. */
  const objected = (path: string, line: string): string | undefined => {
    const [found] = importsOf(path, line)
    if (!found) throw new Error(`not seen as an import: ${line}`)
    return objection(path, found)
  }

  test.each([
    ['main.ts', `import { experts } from './commands/experts/index.ts'`],
    ['bot/engine.ts', `import { z } from 'zod'`],
    ['bot/engine.ts', `import { openDatabase } from '../prisma/database.ts'`],
    ['bot/engine.test.ts', `import { stage } from '../test/stage.ts'`],
    ['adapters/index.ts', `import { web } from './web/index.ts'`],
    ['adapters/web/receive.ts', `import { drawPage } from './fields.tsx'`],
    ['adapters/web/client/index.ts', `import { limits } from '../limits.ts'`],
    ['adapters/web/receive.ts', `import type { Adapter } from '../../bot/adapter.ts'`],
    ['commands/index.ts', `import { experts } from './experts/index.ts'`],
    ['commands/experts/find.ts', `import { defineAction } from '../kit.ts'`],
    ['commands/experts/find.ts', `import type { Profile } from '../../prisma/client.ts'`],
    ['commands/experts/find.ts', `import { type Profile, type Person } from '../../prisma/client.ts'`],
    ['commands/experts/find.ts', `import { applied } from '../contest/events.ts'`],
    ['commands/experts/find.test.ts', `import { stage } from '../../test/stage.ts'`],
    ['prisma/seed.ts', `import { encrypt } from '../bot/encryption.ts'`],
  ])('is allowed: in %s, %s', (path, line) => {
    expect(objected(path, line)).toBeUndefined()
  })

  test.each([
    ['test/journey.test.ts', `import '../main.ts'`, 'nothing imports main'],
    ['scripts/doctor.ts', `await import('../main.ts')`, 'nothing imports main'],
    ['bot/engine.ts', `import { experts } from '../commands/index.ts'`, 'bot may not import commands/index.ts'],
    ['bot/engine.ts', `import { stage } from '../test/stage.ts'`, 'bot may not import test/stage.ts'],
    ['bot/engine.ts', `export * from '../adapters/web/index.ts'`, 'bot may not import adapters/web/index.ts'],
    ['prisma/database.ts', `import { z } from '../bot/field.ts'`, 'prisma may not import bot/field.ts'],
    ['adapters/web/index.ts', `import type { A } from '../other/limits.ts'`, 'an adapter may not import adapters/other/limits.ts'],
    ['adapters/web/index.ts', `import { k } from '../../commands/kit.ts'`, 'an adapter may not import commands/kit.ts'],
    ['commands/experts/find.ts', `const a = await import('../../adapters/web/index.ts')`, 'a capability may not import adapters/web/index.ts'],
    ['commands/experts/find.ts', `let a: import('../contest/store.ts').Draft`, 'a capability may not import commands/contest/store.ts'],
    ['commands/experts/find.ts', `import { open } from '../../prisma/database.ts'`, 'a capability may import only types of prisma/database.ts'],
    ['commands/contest/events.ts', `import { rules } from './rules.ts'`, 'what a capability publishes may not import commands/contest/rules.ts'],
    ['commands/experts/find.ts', `import { rules } from '../contest/rules.ts'`, 'a capability may not import commands/contest/rules.ts'],
    ['commands/index.ts', `import { find } from './experts/find.ts'`, 'the list of capabilities may not import commands/experts/find.ts'],
  ])('is refused: in %s, %s', (path, line, problem) => {
    expect(objected(path, line)).toBe(problem)
  })
})

test('the lines of a function are counted', () => {
  const text = 'const short = () => 1\n\n/** Told. */\nfunction long() {\n  return {\n    method() {\n      return 1\n    },\n  }\n}\n'
  expect(functionsOf('a.ts', text)).toEqual([
    { name: 'short', line: 1, lines: 1 },
    { name: 'long', line: 4, lines: 7 },
    { name: 'method', line: 6, lines: 3 },
  ])
})
