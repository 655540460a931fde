import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { findChromium, findPostgres, findTemporaryFolder } from './scripts/test-services.ts'

const browserTests = '**/*.browser.test.ts'
/** They mostly wait for what a platform allows in a minute: alongside the browser, which keeps the machine busy, they cost no time. */
const waitingTests = ['test/faults/*.test.ts', 'adapters/slack/slow.test.ts']

/**
 * Tests find in process.env.TEST_DATABASE_URL a PostgreSQL server that answers, and in CHROMIUM_PATH a browser; each is empty
 * where there is none, and the tests that need it skip themselves: `describe.skipIf(!process.env.CHROMIUM_PATH)`.
 * Limits of time only end what would go on for ever: they are far above what a slow and busy machine needs.
 */
export default defineConfig(async () => {
  const env = { TEST_DATABASE_URL: (await findPostgres()).found ?? '', CHROMIUM_PATH: findChromium().found ?? '', TMPDIR: findTemporaryFolder() }
  // one process reads the program once for all of its files: to read it anew for each took half of the time
  const common = { environment: 'node' as const, pool: 'forks' as const, isolate: false, env }
  const workers = Math.min(2, availableParallelism())
  const limits = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } }
  return {
    test: {
      projects: [
        {
          extends: true as const,
          test: {
            ...common,
            name: 'node',
            include: ['**/*.test.{ts,tsx}'],
            exclude: [...configDefaults.exclude, browserTests, ...waitingTests, '.cache/**', 'data/**'],
            maxWorkers: workers,
            ...limits,
            sequence: { groupOrder: 0 },
          },
        },
        {
          extends: true as const,
          // before `browser` in the alphabet, which is the order in which vitest begins
          test: { ...common, name: 'alongside', include: waitingTests, maxWorkers: workers, ...limits, sequence: { groupOrder: 1 } },
        },
        {
          extends: true as const,
          test: {
            ...common,
            name: 'browser',
            include: [browserTests],
            // once the rest is over: a busy machine makes browsers slow
            maxWorkers: workers,
            testTimeout: 240_000,
            hookTimeout: 120_000,
            expect: { poll: { timeout: 45_000 } },
            // a browser may fail us once; scripts/test.ts names each test that needed this
            retry: 1,
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  }
})
