import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { root } from '../source.ts'

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was free')
  return address.port
}

/** The whole program, as somebody starts it, or another file of the project, in a process of its own. */
export class Program {
  /** what it printed, for when something is wrong */
  printed = ''
  private child: ChildProcess

  constructor(private readonly env: Record<string, string>, private readonly file = 'main.ts') {
    this.child = this.begins()
  }

  /** Kills it at once, and starts it again. */
  async diesAndBegins(): Promise<void> {
    await this.ends('SIGKILL')
    this.child = this.begins()
  }

  async ends(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const gone = once(this.child, 'exit')
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill(signal)
    await gone
  }

  private begins(): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', this.file], { cwd: root, env: { PATH: process.env.PATH, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (this.printed = (this.printed + bytes.toString()).slice(-20_000)))
    return child
  }
}
