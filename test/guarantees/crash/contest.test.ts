import { expect, it, onTestFinished } from 'vitest'
import { m as d } from '../../../bot/dialog/messages.ts'
import { createWords } from '../../../bot/words.ts'
import { opens, small } from '../../../commands/contest/testing.ts'
import { openDatabase } from '../../../prisma/database.ts'
import { temporaryDatabase } from '../../../prisma/testing.ts'
import { testKeys } from '../../../prisma/testing-keys.ts'
import { freePort, Program } from '../../faults/program.ts'
import { WebPerson } from '../../web/person.ts'
import { openDyingDoor, type Death } from './dying-door.ts'

const day = 86_400_000
const now = new Date()
const asked = { ...small, opensAt: new Date(now.getTime() - day), closesAt: new Date(now.getTime() + 28 * day) }

/** What she types to each question, and how the program dies of it: between two questions, or in the middle of the answer. */
const typed: [question: string, said: string, death: Death | 'between'][] = [
  ['here', 'oui', 'between'],
  ['name', 'Zoé', 'before'],
  ['phone', '06 12 34 56 78', 'during'],
  ['idea', 'Des gâteaux,\net du thé', 'after'],
  ['sells', 'oui', 'between'],
  ['where', 'Au marché', 'after'],
  ['needs', '1, 3', 'during'],
  ['rules', 'oui', 'between'],
]

const sent = {
  here: { value: true }, name: { value: 'Zoé' }, phone: { value: '+33612345678' }, idea: { value: 'Des gâteaux,\net du thé' },
  sells: { value: true }, where: { value: 'Au marché' }, needs: { value: ['site', 'photos'] }, rules: { value: true },
}

const wordsOf = (question: string) => asked.questions.questions.find(({ id }) => id === question)?.words.in.fr ?? ''

it('an application on the web has each answer as typed, with the whole program killed between every two questions and in the middle of answers', async () => {
  const { url: databaseUrl, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(databaseUrl, testKeys)
  const { id: communityId } = await database.client.community.create({ data: { name: 'Cyberelles', locale: 'fr', timeZone: 'Europe/Paris' } })
  await opens({ database, communityId, clock: { now: () => now } }, asked)
  const port = await freePort()
  const program = new Program({ DATABASE_URL: databaseUrl, PORT: String(port), SECRET_KEY: testKeys.secretKey, LOG_LEVEL: 'warn' })
  const door = await openDyingDoor(port, () => program.ends('SIGKILL'))
  onTestFinished(async () => {
    await program.ends('SIGKILL')
    door.close()
    await database.close()
    await drop()
  })
  const answers = () => fetch(`http://127.0.0.1:${port}/readyz`).then(({ ok }) => ok, () => false)
  const isThere = () => expect.poll(answers, { timeout: 60_000, interval: 20, message: program.printed }).toBe(true)
  let deaths = 0
  const begins = async () => {
    deaths++
    await program.diesAndBegins()
    await isThere()
  }
  await isThere()

  const zoe = new WebPerson(door.url, 'Zoé', 'fr')
  await zoe.follows('/apply/power-starter')
  for (const [question, said, death] of typed) {
    await zoe.isTold(wordsOf(question))
    if (death === 'between') {
      await begins()
      await zoe.types(said)
    } else await dies(death, () => zoe.types(said))
  }
  const { plain } = createWords([d])
  const read = (message: typeof d.submit) => plain(message, { locale: 'fr', timeZone: 'Europe/Paris' })
  await zoe.isTold(read(d.reviewTitle), 'Au marché')
  await dies('after', () => zoe.presses(read(d.submit)))
  await zoe.isTold(/PS-\w{7}/, 'Des gâteaux', '+33 6 12 34 56 78')
  expect(deaths).toBe(typed.length + 1)

  const { client } = database
  const { content } = await client.submission.findFirstOrThrow()
  const { answers: kept } = content as unknown as { answers: { question: { id: string }; given: unknown }[] }
  expect(Object.fromEntries(kept.map(({ question, given }) => [question.id, given]))).toEqual(sent)
  // one person, one application, and each thing she said stands there once
  expect([await client.person.count({ where: { roles: { none: {} } } }), await client.application.count()]).toEqual([1, 1])
  expect((await client.webMessage.findMany({ where: { authorId: { not: null }, text: { not: null } }, orderBy: { id: 'asc' } })).map(({ text }) => text)).toEqual(typed.map(([, said]) => said))

  /** The program dies of what she sends; when it is there again, her browser sends that once more. */
  async function dies(death: Death, sends: () => Promise<void>): Promise<void> {
    door.death = death
    await expect(sends()).rejects.toThrow('fetch failed')
    await begins()
    await zoe.sendsAgain()
  }
}, 300_000)
