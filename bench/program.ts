import { spawn, execFileSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../test/faults/program.ts'
import { print } from './measure.ts'

export interface Started {
  process: ChildProcess
  url: string
  /** milliseconds from the command to listening */
  after: number
}

/** What `npm start` gives to node. */
const startArguments = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }).scripts.start.split(' ').slice(1)

/** Starts the program as `npm start` does, on a free port, and waits for the line that says that it is ready. */
export async function start(databaseUrl: string): Promise<Started> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: `${await freePort()}`, DEMO: '1', HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  const before = performance.now()
  const child = spawn(process.execPath, startArguments, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0]
    if (url) return { process: child, url, after: performance.now() - before }
  }
  throw new Error('the program ended before it was ready')
}

export async function stop({ process: child }: Started): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const residentMegabytes = (pid: number) => Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) / 1024

/** The bytes that travel for an address, compressed as a browser asks for them. */
export function transferred(url: string, cookie: string): Promise<{ bytes: number; body: Buffer; cookie: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br, gzip', cookie } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      const given = (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
      response.on('end', () => resolve({ bytes: Buffer.concat(chunks).length, body: Buffer.concat(chunks), cookie: given }))
    }).on('error', reject)
  })
}

async function pageWeights(url: string): Promise<Record<string, string | number>[]> {
  const { body, cookie } = await transferred(`${url}/c/assistant`, '').then(async (first) => ({
    body: Buffer.from(await (await fetch(`${url}/c/assistant`)).text()),
    cookie: first.cookie,
  }))
  const page = await transferred(`${url}/c/jobs`, cookie)
  const assets = [...body.toString().matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css)[^"]*)"/g)].map(([, path]) => path ?? '')
  const rows = [{ what: 'HTML of a channel', 'bytes compressed': page.bytes }]
  for (const path of new Set(assets)) rows.push({ what: path.split('?')[0] ?? path, 'bytes compressed': (await transferred(url + path, cookie)).bytes })
  return rows
}

/** Time to listening, memory at rest, and what a page weighs. */
export async function benchProgram(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const databaseUrl = `file:${join(folder, 'bench.db')}`
  const rows: Record<string, string | number>[] = []
  let weights: Record<string, string | number>[] = []
  for (const what of ['first start: migrations and demo community', 'second start', 'third start']) {
    const started = await start(databaseUrl)
    weights = await pageWeights(started.url)
    rows.push({ what, 'ms to listening': started.after, 'resident MB': residentMegabytes(started.process.pid ?? 0) })
    await stop(started)
  }
  rmSync(folder, { recursive: true })
  print('The program (aims: 2,000 ms, 200 MB)', rows)
  print('A page (aim: 50,000 bytes of script)', weights)
}
