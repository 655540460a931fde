import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ConfigError, loadEnvFile, readConfig } from './config.ts'
import type { Environment } from './config.ts'

const key = 'k'.repeat(32)
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'entraide-config-'))
const newKeyFile = (): string => join(newFolder(), 'data', 'secret.key')

/** What readConfig says of wrong settings. */
function complaint(env: Environment): string {
  try {
    readConfig({ SECRET_KEY: key, ...env })
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'nothing'
}

describe('without any setting', () => {
  test('it is a demonstration on this machine', () => {
    const { secretKey, ...config } = readConfig({}, { keyFile: newKeyFile() })
    expect(secretKey).toHaveLength(44)
    expect(config).toEqual({
      databaseUrl: 'file:./data/demo.db',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: undefined,
      communityName: 'Entraide',
      defaultLocale: 'en',
      defaultTimeZone: 'Europe/Paris',
      demo: true,
      logLevel: 'info',
    })
  })

  test('the key is made once, and only its owner can read it', () => {
    const keyFile = newKeyFile()
    const first = readConfig({}, { keyFile })
    expect(readConfig({}, { keyFile }).secretKey).toBe(first.secretKey)
    expect(readFileSync(keyFile, 'utf8')).toBe(`${first.secretKey}\n`)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  })

  test('an empty setting is one that is not set', () => {
    expect(readConfig({ PORT: '', SECRET_KEY: ' ', DEMO: '' }, { keyFile: newKeyFile() })).toMatchObject({ port: 3000, demo: true })
  })
})

test('every setting is read', () => {
  const env = {
    DATABASE_URL: 'postgresql://a:b@c/d',
    HOST: '0.0.0.0',
    PORT: '8080',
    PUBLIC_URL: 'https://entraide.example.org/',
    SECRET_KEY: key,
    COMMUNITY_NAME: 'Réseau',
    DEFAULT_LOCALE: 'fr',
    DEFAULT_TIME_ZONE: 'America/Martinique',
    DEMO: '1',
    LOG_LEVEL: 'debug',
  }
  expect(readConfig(env)).toEqual({
    databaseUrl: 'postgresql://a:b@c/d',
    host: '0.0.0.0',
    port: 8080,
    publicUrl: 'https://entraide.example.org',
    secretKey: key,
    communityName: 'Réseau',
    defaultLocale: 'fr',
    defaultTimeZone: 'America/Martinique',
    demo: true,
    logLevel: 'debug',
  })
})

describe('the demonstration', () => {
  test.each([
    ['everybody can reach it', { HOST: '0.0.0.0', PUBLIC_URL: 'https://a.example' }, {}],
    ['it has an address', { PUBLIC_URL: 'https://a.example' }, {}],
    ['it has a database', { DATABASE_URL: 'file:./data/real.db' }, {}],
    ['it has a key', {}, {}],
    ['a platform is connected', {}, { connected: true }],
    ['DEMO says no', { DEMO: '0' }, {}],
  ])('is off when %s', (_, env, options) => {
    expect(readConfig({ SECRET_KEY: key, ...env }, options).demo).toBe(false)
  })

  test.each(['localhost', '::1', '127.0.0.2'])('is on when HOST is %s', (HOST) => {
    expect(readConfig({ HOST }, { keyFile: newKeyFile() }).demo).toBe(true)
  })

  test('is on wherever DEMO says yes', () => {
    expect(readConfig({ HOST: '0.0.0.0', DEMO: '1' }, { connected: true, keyFile: newKeyFile() }).demo).toBe(true)
  })
})

describe('a wrong setting', () => {
  test.each([
    { DATABASE_URL: 'mysql://a' },
    { HOST: 'http://a' },
    { PORT: '70000' },
    { PORT: '0' },
    { PORT: 'three' },
    { PUBLIC_URL: 'entraide.example.org' },
    { PUBLIC_URL: 'https://a.example/path' },
    { SECRET_KEY: 'short' },
    { DEFAULT_LOCALE: 'de' },
    { DEFAULT_TIME_ZONE: 'Paris' },
    { DEFAULT_TIME_ZONE: '+02:00' },
    { DEMO: 'yes' },
    { LOG_LEVEL: 'loud' },
  ])('$# is told in one sentence', (env) => {
    expect(complaint(env)).toMatch(new RegExp(`^${Object.keys(env)[0]} must .*\\.$`))
  })

  test('does not hide another', () => {
    expect(complaint({ PORT: 'x', DEMO: 'x' }).split('\n')).toEqual([
      'PORT must be a whole number from 1 to 65535, such as 3000.',
      'DEMO must be 1 (a community to play with, where anybody may be anybody) or 0.',
    ])
  })

  test('a key must be given to a real community', () => {
    expect(() => readConfig({ DEMO: '0' })).toThrow('SECRET_KEY is missing: set it to what `openssl rand -base64 32` prints')
  })

  test('an address must be given to what everybody can reach, since personal links begin with it', () => {
    expect(() => readConfig({ HOST: '0.0.0.0', SECRET_KEY: key })).toThrow('PUBLIC_URL is missing: set it to the address')
  })
})

describe('the .env file', () => {
  afterEach(() => {
    delete process.env.ENTRAIDE_TEST_SETTING
  })

  test('is read', () => {
    const file = join(newFolder(), '.env')
    writeFileSync(file, 'ENTRAIDE_TEST_SETTING="a b"\n')
    loadEnvFile(file)
    expect(process.env.ENTRAIDE_TEST_SETTING).toBe('a b')
  })

  test('yields to the environment', () => {
    const file = join(newFolder(), '.env')
    writeFileSync(file, 'ENTRAIDE_TEST_SETTING=file\n')
    process.env.ENTRAIDE_TEST_SETTING = 'environment'
    loadEnvFile(file)
    expect(process.env.ENTRAIDE_TEST_SETTING).toBe('environment')
  })

  test('may be missing', () => {
    expect(() => loadEnvFile(join(newFolder(), '.env'))).not.toThrow()
  })
})

test('.env.example explains every setting', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const names = ['DATABASE_URL', 'HOST', 'PORT', 'PUBLIC_URL', 'SECRET_KEY', 'COMMUNITY_NAME', 'DEFAULT_LOCALE', 'DEFAULT_TIME_ZONE', 'DEMO', 'LOG_LEVEL']
  expect(names.filter((name) => !new RegExp(`^#${name}=`, 'm').test(example))).toEqual([])
})
