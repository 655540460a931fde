import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../faults/program.ts'

const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

/** The whole program in a process of its own, on a database of its own with the demo's people in it. */
export interface Site {
  url: string
  /** Stops the program as Ctrl-C does. */
  stop(): Promise<void>
  /** Starts it again, at the same address and on the same database; nothing happens if it runs. */
  start(): Promise<void>
  /** Stops it and throws its database away. */
  close(): Promise<void>
}

/** @throws Error with what the program said, when it does not start */
export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-browser-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env, HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: `file:${join(folder, 'site.db')}`, DEMO: '1',
    SECRET_KEY: 'a key for the tests in a browser, long enough', DEFAULT_LOCALE: 'en', LOG_LEVEL: 'warn',
  }
  let running: ChildProcess | undefined
  const start = async () => {
    if (running?.exitCode === null) return
    running = spawn(process.execPath, ['scripts/start.cjs', 'main.ts'], { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    await ready(running)
  }
  const stop = async () => {
    const ending = running
    running = undefined
    if (!ending || ending.exitCode !== null) return
    await new Promise((resolve) => {
      ending.once('exit', resolve)
      ending.kill('SIGTERM')
    })
  }
  await start()
  return {
    url,
    start,
    stop,
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ready(program: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Entraide is ready')) resolve()
    }
    program.stdout?.on('data', hear)
    program.stderr?.on('data', hear)
    program.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${said}`)))
  })
}
