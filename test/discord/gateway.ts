import { GatewayIntentBits, GatewayOpcodes } from 'discord.js'
import type { Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import { secret, shardOf } from './ids.ts'
import { applicationObject, guildObject, userObject } from './objects.ts'
import type { GatewayEvent, World } from './world.ts'

export interface GatewayAbout {
  /** milliseconds between two heartbeats */
  heartbeat: number
  /** how many shards it recommends, and how many it asks for at least */
  shards: number
  /** how many shards may identify at once */
  concurrency: number
  /** which privileged intents the portal has switched on */
  privileged: number
  /** the code with which everybody who identifies is turned away, whatever she asks for */
  turnsAway?: number
}

interface Session {
  id: string
  shard: [id: number, count: number]
  intents: number
  sequence: number
  /** all that it was told, for a client that comes back */
  told: { s: number; text: string }[]
  socket: WebSocket | null
}

/** So many events are kept for a client that comes back. */
const longestMemory = 5000

const privilegedIntents = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent
const knownIntents = Object.values(GatewayIntentBits).reduce<number>((bits, bit) => (typeof bit === 'number' ? bits | bit : bits), 0)

const shard = z.tuple([z.number().int(), z.number().int()])
const identify = z.object({ token: z.string(), intents: z.number(), shard: shard.optional(), properties: z.object({}) })
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() })
const frame = z.object({ op: z.number().int(), d: z.unknown() })

/** The gateway: sessions, shards, heartbeats, and what was missed told again. */
export class Gateway {
  /** how often somebody identified, resumed, and was turned away with which code */
  readonly counts = { identified: 0, resumed: 0, refusedResumes: 0 }
  readonly closedWith: number[] = []
  private readonly server: WebSocketServer
  private readonly sessions = new Map<string, Session>()
  private times = 1
  private lastDelivery: GatewayEvent | undefined
  private refusals = 0
  private deaf = false

  constructor(http: Server, private readonly world: World, readonly about: GatewayAbout, private readonly onIdentified: () => void) {
    this.server = new WebSocketServer({ server: http, path: '/gateway', maxPayload: 1_000_000 })
    this.server.on('connection', (socket, request) => this.greet(socket, request.url ?? ''))
    world.dispatch = (event) => this.dispatch(event)
  }

  get url(): string {
    return `${this.world.baseUrl.replace('http', 'ws')}/gateway`
  }

  /** The shards that are connected now. */
  get connected(): number[] {
    return [...this.sessions.values()].filter(({ socket }) => socket).map(({ shard: [id] }) => id)
  }

  /** What each session asked to be told of. */
  get intents(): number[] {
    return [...this.sessions.values()].map((session) => session.intents)
  }

  /** Cuts every connection as a broken network does. */
  dropSockets(): void {
    for (const client of this.server.clients) client.terminate()
  }

  /** Asks every client to come back, as Discord does for its own reasons (op 7). */
  askToReconnect(): void {
    for (const client of this.server.clients) client.send(JSON.stringify({ op: GatewayOpcodes.Reconnect, d: null }))
  }

  /** Turns away so many of the next who want to go on where they were (op 9). */
  refuseResume(times = 1): void {
    this.refusals += times
  }

  /** No longer acknowledges heartbeats: the connection is open and dead. */
  stopAnswering(): void {
    this.deaf = true
  }

  answerAgain(): void {
    this.deaf = false
  }

  async close(): Promise<void> {
    this.dropSockets()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  /** From now on delivers everything that people do so many times. */
  deliverEach(times: number): void {
    this.times = times
  }

  /** Delivers once more what somebody did last. */
  redeliver(): void {
    if (this.lastDelivery) this.send(this.lastDelivery)
  }

  dispatch(event: GatewayEvent): void {
    const { author } = event.d as { author?: { id: string } }
    const done = event.t === 'INTERACTION_CREATE' || (event.t === 'MESSAGE_CREATE' && author?.id !== this.world.bot.id)
    if (done) this.lastDelivery = event
    for (let time = 0; time < (done ? this.times : 1); time += 1) this.send(event)
  }

  private send({ t, d, guildId, intent }: GatewayEvent): void {
    for (const session of this.sessions.values()) {
      const [id, count] = session.shard
      const concerned = (guildId === null ? 0 : shardOf(guildId, count)) === id
      if (concerned && (intent === 0 || session.intents & intent)) this.tell(session, t, this.visible(session, t, d, guildId))
    }
  }

  /** Without the intent, the words of others in a guild are left out, except where the bot is mentioned. */
  private visible(session: Session, t: string, d: object, guildId: string | null): object {
    const isMessage = t === 'MESSAGE_CREATE' || t === 'MESSAGE_UPDATE'
    if (!isMessage || guildId === null || session.intents & GatewayIntentBits.MessageContent) return d
    const message = d as { author?: { id: string }; mentions?: { id: string }[] }
    const known = message.author?.id === this.world.bot.id || message.mentions?.some(({ id }) => id === this.world.bot.id)
    return known ? d : { ...d, content: '', embeds: [], attachments: [], components: [] }
  }

  private tell(session: Session, t: string, d: object): void {
    session.sequence += 1
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t, s: session.sequence, d })
    session.told.push({ s: session.sequence, text })
    if (session.told.length > longestMemory) session.told.splice(0, longestMemory / 2)
    session.socket?.send(text)
  }

  private greet(socket: WebSocket, url: string): void {
    const address = new URL(url, 'ws://localhost')
    socket.on('error', () => undefined)
    if (address.searchParams.get('v') !== '10') return this.turnAway(socket, 4012)
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: this.about.heartbeat } }))
    const link: Link = { socket, session: undefined, sent: [] }
    socket.on('message', (data: Buffer) => this.hear(link, data))
    socket.on('close', (code) => this.leave(link, code))
  }

  /** Ends a session that said goodbye; keeps one that may come back. */
  private leave({ session, socket }: Link, code: number): void {
    if (session?.socket !== socket) return
    session.socket = null
    if (code === 1000 || code === 1001) this.sessions.delete(session.id)
    this.world.changed()
  }

  private hear(link: Link, data: Buffer): void {
    if (data.length > 4096) return this.turnAway(link.socket, 4002)
    const now = Date.now()
    link.sent = [...link.sent.filter((at) => at > now - 60_000), now]
    if (link.sent.length > 120) return this.turnAway(link.socket, 4008)
    const read = frame.safeParse(parsed(data))
    if (!read.success) return this.turnAway(link.socket, 4002)
    const { op, d } = read.data
    if (op === Number(GatewayOpcodes.Heartbeat)) return this.acknowledge(link)
    if (op === Number(GatewayOpcodes.Identify)) return this.identify(link, d)
    if (op === Number(GatewayOpcodes.Resume)) return this.resume(link, d)
    if (!link.session) return this.turnAway(link.socket, 4003)
    if (op !== Number(GatewayOpcodes.PresenceUpdate)) this.turnAway(link.socket, 4001)
  }

  private acknowledge({ socket }: Link): void {
    if (!this.deaf) socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }))
  }

  private identify(link: Link, d: unknown): void {
    const read = identify.safeParse(d)
    if (link.session) return this.turnAway(link.socket, 4005)
    if (!read.success) return this.turnAway(link.socket, 4002)
    const { token, intents, shard = [0, 1] } = read.data
    const objection = this.objection(token, intents, shard)
    if (objection) return this.turnAway(link.socket, objection)
    const session: Session = { id: secret(16), shard, intents, sequence: 0, told: [], socket: link.socket }
    this.sessions.set(session.id, session)
    link.session = session
    this.counts.identified += 1
    this.onIdentified()
    this.introduce(session)
    this.world.changed()
  }

  /** The close code for an identification that is not accepted. */
  private objection(token: string, intents: number, [id, count]: [number, number]): number | undefined {
    if (token !== this.world.token) return 4004
    if (this.about.turnsAway) return this.about.turnsAway
    if (id < 0 || id >= count) return 4010
    if (count < this.about.shards) return 4011
    if (intents < 0 || intents & ~knownIntents) return 4013
    return intents & privilegedIntents & ~this.about.privileged ? 4014 : undefined
  }

  /** READY, then the guilds of the shard, one by one. */
  private introduce(session: Session): void {
    const [id, count] = session.shard
    const guilds = [...this.world.guilds.values()].filter((guild) => shardOf(guild.id, count) === id)
    const application = applicationObject(this.world, this.flags)
    this.tell(session, 'READY', {
      v: 10, user: userObject(this.world.bot), guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })), session_id: session.id,
      resume_gateway_url: this.url, shard: session.shard, application: { id: application.id, flags: application.flags },
    })
    if (session.intents & GatewayIntentBits.Guilds)
      for (const guild of guilds) this.tell(session, 'GUILD_CREATE', guildObject(this.world, guild))
  }

  /** What the application object says of the intents that are switched on: for fewer than 100 guilds, the "limited" flags. */
  get flags(): number {
    const of = [[GatewayIntentBits.GuildPresences, 1 << 13], [GatewayIntentBits.GuildMembers, 1 << 15], [GatewayIntentBits.MessageContent, 1 << 19]] as const
    return of.reduce((flags, [intent, flag]) => (this.about.privileged & intent ? flags | flag : flags), 0)
  }

  private resume(link: Link, d: unknown): void {
    const read = resume.safeParse(d)
    if (!read.success) return this.turnAway(link.socket, 4002)
    if (read.data.token !== this.world.token) return this.turnAway(link.socket, 4004)
    const session = this.sessions.get(read.data.session_id)
    if (!session || this.refusals > 0) {
      this.refusals = Math.max(0, this.refusals - 1)
      this.counts.refusedResumes += 1
      if (session) this.sessions.delete(session.id)
      link.socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }))
      return
    }
    if (read.data.seq > session.sequence) return this.turnAway(link.socket, 4007)
    session.socket = link.socket
    link.session = session
    this.counts.resumed += 1
    for (const { s, text } of session.told) if (s > read.data.seq) link.socket.send(text)
    this.tell(session, 'RESUMED', {})
    this.world.changed()
  }

  private turnAway(socket: WebSocket, code: number): void {
    this.closedWith.push(code)
    socket.close(code)
    this.world.changed()
  }
}

interface Link {
  socket: WebSocket
  session: Session | undefined
  sent: number[]
}

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString())
  } catch {
    return undefined
  }
}
