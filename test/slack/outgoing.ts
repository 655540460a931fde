import type { Target } from '../../bot/action.ts'
import type { Outgoing } from '../../bot/adapter.ts'
import { text, view, type View } from '../../bot/view.ts'
import { workIn } from '../../bot/work.ts'
import { slackRates, type Rates } from '../../adapters/slack/lanes.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { temporaryDatabase } from '../../prisma/testing.ts'
import { openSlackStage, type SlackStage, type SlackStageAbout } from './stage.ts'
import type { SlackPerson } from './person.ts'

/** Both go twenty times as fast as Slack, so that what has to wait does wait, and not for long. */
const serverRates = { perChannelMs: 50, windowMs: 3000 }
const rates: Rates = { ...slackRates, perChannelMs: 55, perMessageMs: 20, windowMs: 3000 }

export interface Saying extends SlackStage {
  spaceId: number
  /** A message for a channel or a person, as the post office hands it over. */
  outgoing(to: string | SlackPerson, what: View | string, about?: Partial<Outgoing>): Outgoing
  /** Writes down somebody as if she had used the assistant before. */
  knows(person: SlackPerson): Promise<{ personId: number; accountId: number }>
  /** Says something as a handler does; the worker brings it. */
  tell(target: Target, words: string, key: string): Promise<void>
  /** Brings something, when Slack has the time; gives the id of the message. */
  sent(message: Outgoing): Promise<string>
}

let keys = 0

/** A database of the test's own, for what is the same on every one. */
export async function anyDatabase(): Promise<Database> {
  const { url, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(url, testKeys)
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  return database
}

/** The assistant at Slack, with nothing to do but to say what a test tells it to. */
export async function openSaying(database: Database, about: SlackStageAbout = {}): Promise<Saying> {
  const stage = await openSlackStage(database, { capabilities: [], rates, ...about, slack: { rates: serverRates, ...about.slack } })
  const { id: spaceId } = await database.client.space.findFirstOrThrow({ where: { platform: 'slack' } })
  await database.client.space.update({ where: { id: spaceId }, data: { channels: Object.fromEntries([...stage.workspace.record.conversations.values()].map(({ id, name }) => [name, id])) } })
  const knows: Saying['knows'] = async (person) => {
    const known = await database.client.account.findFirst({ where: { spaceId, externalId: person.id } })
    if (known) return { personId: known.personId, accountId: known.id }
    const accounts = { create: { spaceId, externalId: person.id, seenAt: new Date() } }
    const row = await database.client.person.create({ data: { communityId: stage.communityId, name: person.name, accounts }, include: { accounts: true } })
    return { personId: row.id, accountId: row.accounts[0]?.id ?? 0 }
  }
  return {
    ...stage,
    spaceId,
    knows,
    outgoing: (to, what, given = {}) => ({
      key: `message ${++keys}`,
      spaceId,
      to: typeof to === 'string' ? { channel: stage.workspace.channel(to).id } : { externalId: to.id, personId: 0 },
      view: typeof what === 'string' ? view({}, text(what)) : what,
      reader: { locale: 'en', timeZone: 'Europe/Paris' },
      messageId: null,
      inDoubt: false,
      saidAt: new Date(),
      ...given,
    }),
    async tell(target, words, key) {
      const community = await stage.engine.community()
      const around = { search: database.search, community, now: new Date(), publicUrl: '', gathered: stage.engine.gathered }
      await database.transaction((db) => workIn(db, around, () => undefined).tell(target, view({}, text(words)), { key }))
    },
    async sent(message) {
      for (;;) {
        const outcome = await stage.adapter.deliver(message)
        if (outcome.kind === 'sent') return outcome.messageId
        if (outcome.kind === 'refused') throw new Error(`not sent: ${outcome.detail}`)
        await wait(outcome.at.getTime() - Date.now())
      }
    },
  }
}
