import { expect, it } from 'vitest'
import { z } from 'zod'
import { action, capability, type Capability, type Work } from '../../bot/action.ts'
import { Refusal } from '../../bot/errors.ts'
import { event, listenersOf, on } from '../../bot/event.ts'
import { ask } from '../../bot/field.ts'
import { anyone } from '../../bot/person.ts'
import { catalogue } from '../../bot/text.ts'
import { text, view } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../stage.ts'
import { tell } from './telling.ts'

const m = catalogue('bells', {
  en: { ring: 'Ring', said: 'It rang.', broken: 'The bell is broken.' },
  fr: { ring: 'Sonner', said: 'Elle a sonné.', broken: 'La cloche est cassée.' },
})

const rung = event({ name: 'bell rung', payload: z.object({ times: z.number().int().max(3) }) })

/** Rings, and says so; a broken bell refuses after it has rung. */
const bells = capability({
  name: 'bells',
  messages: m,
  actions: [
    action({
      name: 'ring', title: m.ring, description: m.ring, can: anyone, input: { times: ask.number({ label: m.ring }), broken: ask.yesno({ label: m.broken, optional: true }) },
      async run(context, { times, broken }) {
        await context.happened(rung, { times })
        if (broken) throw new Refusal(m.broken)
        return view({}, text(m.said))
      },
    }),
  ],
})

const listening = (name: string, hears: (work: Work, payload: { times: number }) => Promise<void>): Capability =>
  capability({ name, messages: catalogue(name, { en: {}, fr: {} }), actions: [], listens: [on(rung, hears)] })

eachDatabase('an event', (open) => {
  it('is heard once by each who listens, also when one of them fails at first, and each time it happens', async () => {
    const heard: string[] = []
    let failures = 2
    const [first, second] = [
      listening('first', async (_work, { times }) => void heard.push(`first ${times}`)),
      listening('second', async ({ db, community }, { times }) => {
        await db.setting.create({ data: { communityId: community.id, name: `rung ${times}`, value: times } })
        if (failures-- > 0) throw new Error('not now')
        heard.push(`second ${times}`)
      }),
    ]
    const stage = await openStage({ database: await open(), capabilities: [bells, first, second] })
    const ada = await stage.person('Ada')
    await ada.types('/ring 1')
    ada.sees('It rang.')
    expect(heard).toEqual(['first 1'])
    await stage.passes({ minutes: 1 })
    await ada.types('/ring 2')
    expect(heard).toEqual(['first 1', 'second 1', 'first 2', 'second 2'])
    expect(await stage.database.client.setting.count({ where: { communityId: stage.communityId } })).toBe(2)
    expect(await stage.database.client.job.count()).toBe(0)
  })

  it('has not happened where what it happened in came to nothing, and is no delivery’s twice', async () => {
    const heard: number[] = []
    const stage = await openStage({ database: await open(), capabilities: [bells, listening('first', async (_work, { times }) => void heard.push(times))] })
    const ada = await stage.person('Ada')
    await ada.types('/ring 1 --broken yes')
    ada.sees('The bell is broken.')
    expect(heard).toEqual([])
    await ada.sends({ key: 'twice', call: { action: 'ring', input: { times: 2 } } })
    await ada.sends({ key: 'twice', call: { action: 'ring', input: { times: 2 } } })
    expect(heard).toEqual([2])
  })

  it('is checked where it is published, and needs nobody who listens', async () => {
    const stage = await openStage({ database: await open(), capabilities: [bells] })
    const ada = await stage.person('Ada')
    await ada.types('/ring 1')
    ada.sees('It rang.')
    await tell(stage, { channel: 'general' }, 'nothing waits', 'after')
    expect(await stage.database.client.job.count()).toBe(0)
    await ada.types('/ring 9')
    ada.seesNot('It rang.')
  })
})

it('is not listened to twice by one capability', () => {
  const hears = on(rung, () => Promise.resolve())
  expect(() => listenersOf([{ name: 'first', listens: [hears, hears] }])).toThrow('first listens twice to "bell rung"')
})
