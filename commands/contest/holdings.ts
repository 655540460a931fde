import { shownGiven } from '../../bot/dialog/shown.ts'
import type { Given } from '../../bot/dialog/set.ts'
import { moment, type Holding, type Text, type Work } from '../kit.ts'
import { contestAbout } from './about.ts'
import { m } from './messages.ts'
import { countErased } from './relay-store.ts'
import { questionsOf } from './store.ts'
import { noteErased, trailOf } from './trail.ts'

type Db = Work['db']

/** Her answers as she was asked for them, what she sent, and who else read or changed something. */
async function readAnswers(db: Db, personId: number) {
  const applications = await db.application.findMany({ where: { personId }, include: { contest: true }, orderBy: { id: 'asc' } })
  const records = []
  for (const { id, version, reference, contest, createdAt } of applications) {
    const { questions } = await questionsOf(db, contest.id, version)
    const given = new Map((await db.answer.findMany({ where: { applicationId: id } })).map((answer) => [answer.question, answer.given as unknown as Given]))
    const answers = questions.flatMap((question): [Text, Text][] => {
      const one = given.get(question.id)
      return one ? [[question.words, shownGiven(question, one)]] : []
    })
    const { name } = contestAbout.parse(contest.about)
    const begun: [Text, Text] = [m.heldSince, m.heldOn({ at: moment(createdAt) })]
    records.push({ title: reference ? m.heldNamed({ contest: name, reference }) : name, facts: [begun, ...answers, ...(await trailOf(db, contest.communityId, id))] })
  }
  return records
}

/** Her applications are erased, and that is noted. */
async function letGo(work: Work, personId: number): Promise<void> {
  for (const application of await work.db.application.findMany({ where: { personId } })) {
    await countErased(work, application)
    await noteErased(work, application.id)
  }
  await leaveFiles(work, personId)
}

/** A file that she writes with a candidate goes on with a colleague; without one, the candidate can still take it over with her code. */
async function leaveFiles({ db }: Work, writerId: number): Promise<void> {
  for (const { applicationId, personId } of await db.handover.findMany({ where: { writerId, NOT: { personId: writerId } } })) {
    const colleague = await db.relayPerson.findFirst({ where: { personId: { not: writerId }, relay: { applications: { some: { id: applicationId } } } } })
    await db.handover.update({ where: { applicationId }, data: { writerId: colleague?.personId ?? personId } })
  }
}

/** Applications, what is held with them, and for which relays she works. */
export const holdings: Holding[] = [
  {
    tables: ['Application', 'Answer', 'Submission', 'Handover'],
    title: m.heldApplications,
    // somebody who helped a candidate has nothing of hers
    hers: { Application: ['personId'], Handover: ['personId'] },
    // what is decided of her is announced to all at once
    hidden: ['handle', 'secret', 'result'],
    release: letGo,
    stays: { columns: { Application: ['helperId'] }, why: m.heldHelpStays },
    reads: readAnswers,
    async said(db, personId) {
      const applications = await db.application.findMany({ where: { personId }, select: { id: true } })
      return applications.map(({ id }) => `contest:${id}`)
    },
  },
  { tables: ['RelayPerson'], title: m.heldRelays },
]
