import type { Holding, Work } from '../kit.ts'
import { indexProfile } from './finding.ts'
import { indexAnswer } from './kept-store.ts'
import { m } from './messages.ts'
import { findQuestion } from './question-store.ts'
import { passOn } from './routing.ts'
import { findProfile } from './store.ts'
import { tellAskerChanged } from './telling.ts'

/** Nobody finds her any more. */
async function hideProfile(work: Work, personId: number): Promise<void> {
  const profile = await findProfile(work.db, personId)
  if (profile) await indexProfile(work, { ...profile, published: false })
}

async function hideAnswers(work: Work, questions: number[]): Promise<void> {
  for (const id of questions) {
    const question = await findQuestion(work.db, id)
    if (question) await indexAnswer(work, { ...question, keptAt: null })
  }
}

/** What waits for her answer goes on to others; what she answered is answered by somebody who is gone. */
async function leaveRequests(work: Work, expertId: number): Promise<void> {
  const { db } = work
  const requests = await db.request.findMany({ where: { expertId }, select: { id: true, questionId: true, status: true } })
  await db.profile.updateMany({ where: { personId: expertId }, data: { published: false } })
  for (const request of requests) if (['waiting', 'asked'].includes(request.status)) await passOn(work, request)
  const questions = [...new Set(requests.map(({ questionId }) => questionId))]
  await hideAnswers(work, questions)
  await db.request.deleteMany({ where: { expertId } })
  for (const id of questions) {
    const question = await findQuestion(db, id)
    if (question && question.asker?.id !== expertId) await tellAskerChanged(work, question)
  }
}

const numbered = (what: string, ...rows: { id: number }[][]): string[] => rows.flat().map(({ id }) => `${what}:${id}`)

/** Her profile, what she asked, and what she was asked. */
export const holdings: Holding[] = [
  { tables: ['Profile', 'Skill'], title: m.heldProfile, release: hideProfile },
  {
    tables: ['Question'],
    title: m.heldQuestions,
    async said(db, askerId) {
      const asked = await db.question.findMany({ where: { askerId }, select: { id: true, requests: { select: { id: true } } } })
      return [...numbered('question', asked), ...numbered('request', ...asked.map(({ requests }) => requests))]
    },
    async release(work, askerId) {
      const asked = await work.db.question.findMany({ where: { askerId }, select: { id: true } })
      await hideAnswers(work, asked.map(({ id }) => id))
    },
  },
  {
    tables: ['Request', 'Remark', 'Avoided'],
    title: m.heldRequests,
    // where her answer or her remark stands, or that she was thanked for it
    async said(db, expertId) {
      const answered = await db.request.findMany({ where: { expertId }, select: { id: true, questionId: true, status: true } })
      const remarked = await db.remark.findMany({ where: { OR: [{ authorId: expertId }, { request: { expertId } }] }, select: { requestId: true } })
      const outcomes = answered.filter(({ status }) => status === 'answered').flatMap(({ questionId }) => ['outcome', 'stale'].map((what) => `question:${questionId}:${what}`))
      return [...outcomes, ...remarked.map(({ requestId }) => `request:${requestId}`)]
    },
    release: leaveRequests,
  },
  {
    tables: ['SearchChoice'],
    title: m.heldChoices,
    // who chose her is theirs to read, and goes with her all the same
    hers: { SearchChoice: ['chooserId'] },
    async release({ db }, expertId) {
      await db.searchChoice.deleteMany({ where: { expertId } })
    },
  },
]
