import { z } from 'zod'
import { existsSync } from 'node:fs'
import { keepSecretKey } from './secret-key.ts'
import { locales, type Locale } from './text.ts'

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** The settings of the program, as .env.example explains them. Those of a platform are read by its adapter. */
export interface Config {
  databaseUrl: string
  host: string
  port: number
  /** Where people reach the web chat, without a final slash; unset when that is simply HOST and PORT. */
  publicUrl?: string
  /** At least 32 characters. What encrypts or signs derives its own key from it. */
  secretKey: string
  communityName: string
  defaultLocale: Locale
  defaultTimeZone: string
  /** A seeded community, where a visitor chooses whom to be. */
  demo: boolean
  logLevel: (typeof logLevels)[number]
}

/** The settings cannot be used. The message has one sentence for each wrong one, a line each, that says what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Settings on which no others depend: where they are not right, `problems` says so, a sentence each, and the others can be used. */
export function readApart<T>(read: () => T): { settings?: T; problems: string[] } {
  try {
    return { settings: read(), problems: [] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { problems: error.message.split('\n') }
  }
}

export type Environment = Record<string, string | undefined>

const message = {
  DATABASE_URL: 'DATABASE_URL must begin with file: (SQLite) or postgresql:// (PostgreSQL); remove it to use file:./data/entraide.db.',
  HOST: 'HOST must be an address or a name to listen on, such as 127.0.0.1 (this machine only) or 0.0.0.0 (everybody).',
  PORT: 'PORT must be a whole number from 1 to 65535, such as 3000.',
  PUBLIC_URL: 'PUBLIC_URL must be the address of the site, such as https://entraide.example.org, without a path.',
  SECRET_KEY: 'SECRET_KEY must have at least 32 characters: set it to what `openssl rand -base64 32` prints.',
  DEFAULT_LOCALE: `DEFAULT_LOCALE must be ${locales.join(' or ')}.`,
  DEFAULT_TIME_ZONE: 'DEFAULT_TIME_ZONE must be a zone of the IANA list, such as Europe/Paris: see https://en.wikipedia.org/wiki/List_of_tz_database_time_zones.',
  DEMO: 'DEMO must be 1 (a community to play with, where anybody may be anybody) or 0.',
  LOG_LEVEL: `LOG_LEVEL must be one of ${logLevels.join(', ')}.`,
}

const schema = z.object({
  DATABASE_URL: z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, message.DATABASE_URL).optional(),
  HOST: z.string().regex(/^[\w.:-]+$/, message.HOST).default('127.0.0.1'),
  PORT: z.string().regex(/^\d+$/, message.PORT).transform(Number).refine((port) => port >= 1 && port <= 65_535, message.PORT).default(3000),
  PUBLIC_URL: z.string().refine(isSite, message.PUBLIC_URL).transform((url) => new URL(url).origin).optional(),
  SECRET_KEY: z.string().min(32, message.SECRET_KEY).optional(),
  COMMUNITY_NAME: z.string().default('Entraide'),
  DEFAULT_LOCALE: z.enum(locales, message.DEFAULT_LOCALE).default('en'),
  DEFAULT_TIME_ZONE: z.string().refine(isTimeZone, message.DEFAULT_TIME_ZONE).default('Europe/Paris'),
  DEMO: z.enum(['1', '0'], message.DEMO).transform((value) => value === '1').optional(),
  LOG_LEVEL: z.enum(logLevels, message.LOG_LEVEL).default('info'),
})

/** Adds the settings of the .env file, if there is one, to process.env; what is set there already wins. */
export function loadEnvFile(file = '.env'): void {
  if (existsSync(file)) process.loadEnvFile(file)
}

/**
 * The settings in an environment.
 *
 * The demo is on by itself only where it can harm nobody, because its visitors choose whom to be, an organiser too: on a loopback
 * HOST, with nothing set that speaks of real people (a platform, an address, a database, a key).
 *
 * @param env usually process.env; a setting that is empty is one that is not set
 * @param options.connected whether some platform has its settings: main asks the adapters
 * @param options.keyFile where the demo keeps the key that nobody gave it
 * @throws ConfigError
 */
export function readConfig(env: Environment, { connected = false, keyFile = 'data/secret.key' } = {}): Config {
  const result = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim())))
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message).join('\n'))
  const settings = result.data
  const demo = settings.DEMO ?? (isLoopback(settings.HOST) && !connected && speaksOfNobody(env))
  if (!demo && !settings.SECRET_KEY) {
    throw new ConfigError('SECRET_KEY is missing: set it to what `openssl rand -base64 32` prints, and keep a copy, as what it encrypts cannot be read without it.')
  }
  if (!demo && !settings.PUBLIC_URL && !isLoopback(settings.HOST))
    throw new ConfigError('PUBLIC_URL is missing: set it to the address at which people reach the web chat, such as https://entraide.example.org; personal links begin with it.')
  return {
    // Made-up people must never be found in a real community: the demo has a file of its own.
    databaseUrl: settings.DATABASE_URL ?? (demo ? 'file:./data/demo.db' : 'file:./data/entraide.db'),
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL,
    secretKey: settings.SECRET_KEY ?? keepSecretKey(keyFile),
    communityName: settings.COMMUNITY_NAME,
    defaultLocale: settings.DEFAULT_LOCALE,
    defaultTimeZone: settings.DEFAULT_TIME_ZONE,
    demo,
    logLevel: settings.LOG_LEVEL,
  }
}

function speaksOfNobody(env: Environment): boolean {
  return !['DATABASE_URL', 'PUBLIC_URL', 'SECRET_KEY'].some((name) => env[name]?.trim())
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}

function isSite(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && /^\/?$/.test(new URL(value).pathname + new URL(value).search)
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    // offsets such as +02:00 are accepted by Intl but know no summer time
    return /^[A-Za-z]/.test(value)
  } catch {
    return false
  }
}
