import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Incoming } from '../../../bot/adapter.ts'
import { root } from '../../source.ts'
import type { FromChild, ToChild } from './child.ts'

type Start = Omit<Extract<ToChild, { kind: 'start' }>, 'kind'>

/** A process that is killed, and started anew, again and again; another one is always warm, so that a death costs no time. */
export class Mortal {
  deaths = 0
  private spare = spawn()
  private current: Promise<ChildProcess>

  constructor(private readonly about: Start) {
    this.current = this.next()
  }

  /** Sends a delivery until it is answered, however many processes it takes. */
  async deliver(number: number, incoming: Incoming): Promise<string> {
    for (;;) {
      const reply = await this.asks({ kind: 'deliver', number, incoming }, (message) => message.kind === 'done' && message.number === number)
      if (reply?.kind === 'done') return reply.answer
    }
  }

  /** How much is neither delivered nor done; undefined when it died over the question. */
  async left(): Promise<number | undefined> {
    const reply = await this.asks({ kind: 'left' }, (message) => message.kind === 'left')
    return reply?.kind === 'left' ? reply.count : undefined
  }

  /** Kills it at once, and lets the next one begin. */
  async dies(): Promise<void> {
    const dying = await this.current
    this.deaths++
    this.current = ended(dying).then(() => this.next())
    dying.kill('SIGKILL')
    await this.current
  }

  async ends(): Promise<void> {
    for (const child of [await this.current, this.spare]) {
      const end = ended(child)
      child.kill('SIGKILL')
      await end
    }
  }

  private async next(): Promise<ChildProcess> {
    const child = this.spare
    this.spare = spawn()
    const ready = answerOf(child, (message) => message.kind === 'ready')
    child.send({ kind: 'start', ...this.about } satisfies ToChild)
    if (!(await ready)) throw new Error('the process did not start')
    return child
  }

  private async asks(question: ToChild, isAnswer: (message: FromChild) => boolean): Promise<FromChild | undefined> {
    const child = await this.current
    const answer = answerOf(child, isAnswer)
    child.send(question, () => undefined)
    return answer
  }
}

function spawn(): ChildProcess {
  const child = fork(join(root, 'test/guarantees/crash/child.ts'), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.setMaxListeners(200)
  return child
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** The first message that is wanted; undefined when the process ends before it comes. */
function answerOf(child: ChildProcess, isWanted: (message: FromChild) => boolean): Promise<FromChild | undefined> {
  return new Promise((resolve) => {
    const finish = (answer?: FromChild) => {
      child.off('message', hear)
      child.off('exit', die)
      resolve(answer)
    }
    const hear = (message: FromChild) => isWanted(message) && finish(message)
    const die = () => finish()
    child.on('message', hear).on('exit', die)
    if (child.exitCode !== null || child.signalCode !== null) finish()
  })
}
