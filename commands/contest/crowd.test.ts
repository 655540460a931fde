import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { createEngine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import { contest } from './index.ts'
import { opens, small } from './testing.ts'

/** All of them on SQLite; on PostgreSQL, where the same is slower to try, as many as meet at the same moment. */
const crowds = { sqlite: 200, postgresql: 20 }
const batch = 25

/** What each types, in order; a new version asks for her town besides. */
const answersOf = (n: number): Record<string, string> => ({
  here: 'oui',
  name: `Candidate n° ${n}`,
  phone: `06 12 34 ${String(n).padStart(4, '0').replace(/(..)$/, ' $1')}`,
  idea: `Idée ${n} : des gâteaux\net du thé`,
  sells: n % 3 ? 'non' : 'oui',
  where: `Marché ${n}`,
  needs: n % 2 ? '1, 3' : '2',
  rules: 'oui',
  town: `Ville ${n}`,
})

const questions = small.questions.questions
const town = { id: 'town', kind: 'text' as const, lines: 'one' as const, max: 80, words: { in: { en: 'Which town?', fr: 'Quelle ville ?' } } }
const changed = { ...small, questions: { ...small.questions, questions: [...questions.slice(0, 3), town, ...questions.slice(3)] } }
const idOf = new Map([...questions, town].flatMap(({ id, words }) => Object.values(words.in).map((said) => [said, id] as const)))

eachDatabase('many candidates at once', (open) => {
  it('have as many whole files, each answer as typed, with repeated deliveries, three restarts and other questions in the middle', async () => {
    const database = await open()
    const candidates = crowds[database.provider]
    const stage = await openStage({ database, capabilities: [contest] })
    await opens(stage)
    const log = createLog({ level: 'error', pretty: false, write: (line) => void stage.logged.push(line) })
    const parts = { database: stage.database, capabilities: [contest], clock: stage.clock, log, communityId: stage.communityId, publicUrl: 'https://entraide.test', onTold: () => undefined }
    let engine = createEngine(parts)
    let keys = 0
    const from = (n: number) => ({ spaceId: stage.spaceIds[0] ?? 0, externalId: `candidate-${n}`, name: `Candidate ${n}`, locale: 'fr' as const })
    const told = new Map<number, string>()

    /** Says something; one delivery of five comes twice, at the same time. */
    const says = async (n: number, typed: string) => {
      const incoming = { key: `crowd-${++keys}`, from: from(n), channel: null, what: { typed } }
      const replies = await Promise.all(keys % 5 ? [engine.run(incoming)] : [engine.run(incoming), engine.run(incoming)])
      const [reply] = replies
      for (const one of replies) expect('view' in one && one.view).toEqual(reply && 'view' in reply && reply.view)
      told.set(n, JSON.stringify(reply))
    }
    /** The question that she was shown last. */
    const shownTo = (n: number) => [...idOf].find(([words]) => told.get(n)?.includes(JSON.stringify(words)))?.[1]

    const turn = async (n: number) => {
      if (!told.has(n)) return says(n, '/concours candidater')
      const question = shownTo(n)
      if (question && !told.get(n)?.includes('dialog.reviewTitle')) return says(n, answersOf(n)[question] ?? '')
      if (!told.get(n)?.includes('contest.receipt')) return says(n, 'envoyer')
      return undefined
    }
    // twelve turns are enough; whoever is told to say something once more has some to spare
    for (let round = 0; round < 16; round++) {
      if (round === 4) await opens(stage, changed)
      // a restart: nothing is kept but what is in the database
      if (round % 4 === 2) engine = createEngine(parts)
      for (let first = 0; first < candidates; first += batch)
        await Promise.all(Array.from({ length: Math.min(batch, candidates - first) }, (_, index) => turn(first + index)))
    }
    expect(stage.logged).toEqual([])
    await expectWhole(stage, candidates)
  })
})

async function expectWhole({ database }: Awaited<ReturnType<typeof openStage>>, count: number): Promise<void> {
  const { client } = database
  const applications = await client.application.findMany({ include: { person: true } })
  expect(applications.filter(({ status }) => status === 'submitted')).toHaveLength(count)
  for (const { id, person } of applications) {
    const n = Number(/\d+$/.exec(person.name)?.[0])
    const typed = answersOf(n)
    const { content } = await client.submission.findUniqueOrThrow({ where: { applicationId: id } })
    const { answers } = content as unknown as { answers: { question: { id: string }; given: { value: unknown } }[] }
    const sells = n % 3 === 0
    expect(Object.fromEntries(answers.map(({ question, given }) => [question.id, given.value]))).toEqual({
      here: true, name: typed['name'], phone: `+33612340${String(n).padStart(3, '0')}`, town: typed['town'], idea: typed['idea'], sells,
      ...(sells ? { where: typed['where'] } : {}), needs: n % 2 ? ['site', 'photos'] : ['legal'], rules: true,
    })
  }
}
