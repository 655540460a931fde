import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { root } from '../source.ts'

/** Below those that a system gives to connections and to servers that leave the choice to it: none of them takes it meanwhile. */
const [firstPort, endOfPorts] = [15_000, 32_000]

/** A port that was free a moment ago, and will be a moment later. */
export async function freePort(): Promise<number> {
  const port = randomInt(firstPort, endOfPorts)
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return freePort()
  }
  server.close()
  await once(server, 'close')
  return port
}

/** The whole program, as `npm start` starts it, or another file of the project, in a process of its own. */
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
    const child = spawn(process.execPath, ['scripts/start.cjs', this.file], { cwd: root, env: { PATH: process.env.PATH, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (this.printed = (this.printed + bytes.toString()).slice(-20_000)))
    return child
  }
}
