import type { Submission } from '../../commands/contest/submission.ts'
import type { Candidate, Scene } from './play.ts'

/** How a candidate's file stood at the end, before anything was erased. */
export interface Ending {
  candidate: Candidate
  status?: string
  reference?: string
  answers?: Submission['answers']
}

/** How the file of each candidate stands now. */
export function endings({ venue: { database } }: Scene, candidates: Candidate[]): Promise<Ending[]> {
  return Promise.all(candidates.map(async (candidate): Promise<Ending> => {
    const application = await database.client.application.findFirst({ where: { personId: candidate.actor.personId } })
    if (!application) return { candidate }
    const sent = application.status === 'submitted' && (await database.client.submission.findUnique({ where: { applicationId: application.id } }))
    const { answers } = (sent ? sent.content : {}) as unknown as Partial<Submission>
    return { candidate, status: application.status, reference: application.reference ?? undefined, answers }
  }))
}
