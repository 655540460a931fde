import { expect, it } from 'vitest'
import { eachDatabase } from '../../../prisma/testing.ts'
import { liveQuarter } from './quarter.ts'

const size = { members: 60, experts: 14, questions: 16, outages: 4 }

/** A small quarter; the whole one is `npm run bench -- quarter`, which gives the seeds that ask most. */
eachDatabase('a quarter of questions', (open) => {
  it('ends each question with an answer, withdrawn or with the organisers, and breaks no cap, no quiet hour and no leave', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    const { ends, broken, failures } = await liveQuarter(await open(), size, seed)
    expect({ seed, broken, failures }).toEqual({ seed, broken: [], failures: [] })
    const { answered = 0, withdrawn = 0, organisers = 0, ...others } = ends
    expect(others).toEqual({})
    expect(answered + withdrawn + organisers).toBe(size.questions)
  })
})
