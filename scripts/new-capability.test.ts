import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { addCapability, nameProblem, withCapability } from './new-capability.ts'

const project = join(import.meta.dirname, '..')
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'entraide-new-'))
  mkdirSync(join(root, 'commands'))
  cpSync(join(project, 'commands', 'index.ts'), join(root, 'commands', 'index.ts'))
})

afterEach(() => rmSync(root, { recursive: true }))

describe('a new capability', () => {
  it('is the template under its name, and one line of the list', async () => {
    expect(await addCapability(root, 'lunch')).toEqual({ folder: join(root, 'commands', 'lunch') })
    const folder = join(root, 'commands', 'lunch')
    expect(readdirSync(folder).sort()).toEqual(readdirSync(join(project, 'scripts', 'capability-template')).sort())
    const all = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
    expect(all).toContain(`name: 'lunch say'`)
    expect(all).toContain(`from '../kit.ts'`)
    expect(all).not.toMatch(/sample/i)
    const list = readFileSync(join(root, 'commands', 'index.ts'), 'utf8')
    expect(list).toContain(`import { lunch } from './lunch/index.ts'\n`)
    expect(list).toMatch(/\n {2}lunch,\n\]/)
  })

  it('does not touch one that is there', async () => {
    await addCapability(root, 'lunch')
    const before = readFileSync(join(root, 'commands', 'index.ts'), 'utf8')
    expect(await addCapability(root, 'lunch')).toEqual({ problem: expect.stringContaining('already there') })
    expect(readFileSync(join(root, 'commands', 'index.ts'), 'utf8')).toBe(before)
  })

  it.each(['experts', 'expert', 'help', 'me', 'class', 'await', 'sample', 'kit', 'Lunch', 'a', '../x', 'two words', 'café', ''])('is not called %j', async (name) => {
    expect(await addCapability(root, name)).toEqual({ problem: expect.stringMatching(/cannot be a name|meaning of its own|is taken/) })
    expect(existsSync(join(root, 'commands', 'lunch'))).toBe(false)
    expect(readdirSync(join(root, 'commands'))).toEqual(['index.ts'])
  })
})

test('any other word is a name', () => {
  expect(nameProblem('lunch', new Set())).toBeUndefined()
  expect(nameProblem('b2b', new Set())).toBeUndefined()
})

test('a list that was changed beyond recognition is left alone', () => {
  expect(() => withCapability('export const capabilities = []', 'lunch')).toThrow('does not look like a list')
})
