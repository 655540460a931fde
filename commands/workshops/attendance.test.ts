import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('attendance', (open) => {
  const opened = async (about: Record<string, string> = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const [ada, ines, noor] = [await stage.person('Ada'), await stage.person('Inès'), await stage.person('Noor')]
    await publishes(olga, about)
    for (const person of [ada, ines]) await person.types('/workshop join 1')
    return { stage, olga, ada, ines, noor }
  }
  /** Until 18:15, when attendance can be taken. */
  const untilItBegins = { days: 8, hours: 8, minutes: 15 }

  /** The code, as it is said in the room. */
  const codeSaid = async ({ olga }: Awaited<ReturnType<typeof opened>>) => {
    await olga.types('/workshop attendance 1')
    await olga.presses('A code to say')
    return /here ([A-Z0-9]{5})/.exec(olga.answer)?.[1] ?? ''
  }

  it('is taken with one tap each, from a little before; a slip is put right', async () => {
    const { stage, olga, ada } = await opened()
    await olga.types('/workshop attendance 1')
    olga.sees('from 15 minutes before it begins')
    await stage.passes(untilItBegins)
    await olga.types('/workshop show 1')
    await olga.presses('Attendance')
    olga.sees('not taken yet, 2 people have a seat', 'Ada', 'Inès', 'not noted yet')
    await olga.presses('Is there')
    olga.sees('1 of 2 came')
    await olga.presses('Is not there')
    olga.sees('0 of 2 came', 'did not come')
    await ada.types('/workshop attendance 1')
    ada.sees('Only the organisers')
    await ada.types('/workshop show 1')
    expect(ada.answer).not.toContain('came')
    await olga.sends({ call: { action: 'workshops.attended', input: { number: 1, date: 1, person: olga.id, came: true } } })
    olga.sees('has no seat any more')
  })

  it('is paged for five hundred', async () => {
    const { stage, olga } = await opened({ seats: '600' })
    const { client } = stage.database
    await stage.passes(untilItBegins)
    const people = await client.person.createManyAndReturn({ data: Array.from({ length: 498 }, (_, n) => ({ communityId: stage.communityId, name: `Member ${String(n).padStart(3, '0')}` })), select: { id: true } })
    await client.registration.createMany({ data: people.map(({ id: personId }) => ({ dateId: 1, personId, status: 'registered', createdAt: stage.clock.now() })) })
    await olga.types('/workshop attendance 1')
    olga.sees('Page 1 of 50')
    await olga.presses('Next')
    olga.sees('Page 2 of 50', 'Member 008')
    await olga.presses('Is there')
    olga.sees('Page 2 of 50', '1 of 500 came')
  })

  it('is taken by a code said in the room, while it runs, by those who have a seat', async () => {
    const at = await opened()
    const { stage, olga, ada, ines, noor } = at
    await stage.passes(untilItBegins)
    const code = await codeSaid(at)
    expect(code).toMatch(/^[3479AFHJKRUWXY]{5}$/)
    expect(await codeSaid(at)).toBe(code)
    await ada.types(`/workshop here ${code.toLowerCase().replace(/^(..)/, '$1 ')}`)
    ada.sees('You are there: A first online shop')
    await noor.types(`/atelier ici ${code}`)
    noor.sees('you have no seat')
    await stage.passes({ hours: 2, minutes: 14 })
    await ines.types(`/workshop here ${code}`)
    ines.sees('You are there')
    await olga.types('/workshop attendance 1')
    olga.sees('2 of 2 came')
    await stage.passes({ minutes: 2 })
    await ines.types(`/workshop here ${code}`)
    ines.sees('No workshop that is under way has this code')
  })

  it('cannot be guessed: after five wrong codes one waits', async () => {
    const at = await opened()
    const { stage, ada } = at
    await stage.passes(untilItBegins)
    const code = await codeSaid(at)
    for (let tries = 0; tries < 5; tries++) {
      await ada.types('/workshop here AAAA3')
      ada.sees('has this code')
    }
    await ada.types(`/workshop here ${code}`)
    ada.sees('too many wrong codes')
    await stage.passes({ minutes: 11 })
    await ada.types(`/workshop here ${code}`)
    ada.sees('You are there')
  })
})
