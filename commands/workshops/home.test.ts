import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { help } from '../help/index.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('home', (open) => {
  it('has the workshops one is registered for, then the next ones', async () => {
    const stage = await openStage({ database: await open(), capabilities: [help, workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const [ada, guest] = [await stage.person('Ada'), await stage.person('Gus', { roles: [] })]
    await ada.types('/home')
    ada.sees('Nothing waits for you here')
    await publishes(olga)
    await publishes(olga, { title: 'WordPress', when: '2 December 18:30' })
    await ada.types('/workshop join 2')
    await ada.types('/home')
    ada.sees('Your workshops', 'WordPress (#2)', 'registered', 'Workshops to come', 'A first online shop (#1)', 'All workshops')
    expect(ada.answer.indexOf('WordPress')).toBeLessThan(ada.answer.indexOf('A first online shop'))
    await ada.presses('Join')
    await ada.types('/home')
    ada.seesNot('Workshops to come')
    await guest.types('/home')
    guest.seesNot('WordPress')
    await stage.passes({ days: 10 })
    await ada.types('/home')
    ada.sees('Nothing waits for you here')
  })
})
