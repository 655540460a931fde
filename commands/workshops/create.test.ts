import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { form, publishes } from './testing.ts'

eachDatabase('/workshop create', (open) => {
  const stageFor = async (about: { spaces?: number } = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en', ...about })
    return { stage, olga: await stage.person('Olga', { roles: ['member', 'organiser'] }) }
  }

  it('reads everything back, and publishes a card in every space', async () => {
    const { stage, olga } = await stageFor({ spaces: 2 })
    await olga.types('/workshop create')
    await olga.fills({ ...form, guests: 'Ada Lovelace, Grace Hopper', closesHours: '2' })
    olga.sees('Preview: A first online shop', /Tuesday,? 1 December 2026 at 18:30/, '1 hour 30 min', 'Ada Lovelace, Grace Hopper', 'beginners', 'English', '2 seats',
      'Registration closes', 'https://meet.example/shop', 'From an idea')
    expect(stage.channel('workshops').messages).toEqual([])
    await olga.presses('Publish')
    olga.sees('Published: A first online shop')
    for (const space of [0, 1]) {
      stage.channel('workshops', space).sees('A first online shop', /Tuesday,? 1 December 2026 at 18:30/, '2 of 2 left')
      expect(stage.channel('workshops', space).messages.join()).not.toContain('meet.example')
    }
    await olga.sends({ call: { action: 'workshops.publish', input: { number: 1 } } })
    olga.sees('Published')
    expect(stage.channel('workshops').messages).toHaveLength(1)
  })

  it('is for organisers', async () => {
    const { stage } = await stageFor()
    const ada = await stage.person('Ada')
    await ada.types('/workshop create')
    ada.sees('Only the organisers')
    await ada.sends({ call: { action: 'workshops.publish', input: { number: 1 } } })
    ada.sees('Only the organisers')
  })

  it('says what is wrong, and loses nothing', async () => {
    const { olga } = await stageFor()
    const cases: [what: string, wrong: Record<string, string>, said: string][] = [
      ['a day that is over', { when: '1 November 2026 18:30' }, 'This is over already'],
      ['a far year', { when: '1 December 2036 18:30' }, 'more than two years ahead'],
      ['no day', { when: 'soon' }, 'I do not understand when this is'],
      ['no hour', { when: '1 December' }, 'At what time?'],
      ['no seat', { seats: '0' }, 'Please give 1 or more'],
      ['less than none', { seats: '-1' }, 'Please give 1 or more'],
      ['a billion seats', { seats: '1000000000' }, 'Please give 10,000 or less'],
      ['an end before the start', { minutes: '-30' }, 'Please give 5 or more'],
      ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, 'no time zone of this name'],
      ['a link that is none', { place: 'https://' }, 'begins like a link but is none'],
      ['a link of materials that is none', { link: 'see my drive' }, 'starting with https://'],
      ['a description without words', { description: '…' }, 'it has no letter and no digit'],
      ['somebody unknown', { speaker: '#999' }, 'I do not know this person'],
      ['registration that would be closed', { when: 'tomorrow 8:00', closesHours: '48' }, 'Registration would be closed already'],
    ]
    for (const [what, wrong, said] of cases) {
      await olga.types('/workshop create')
      await olga.fills({ ...form, ...wrong })
      expect(Object.values(olga.form?.problems ?? {}).join(), what).toContain(said)
      expect(olga.form?.values).toMatchObject({ ...form, ...wrong })
    }
  })

  it('is told in the zone of the place, and read in the reader’s', async () => {
    const { stage, olga } = await stageFor()
    const mei = await stage.person('Mei', { timeZone: 'America/Toronto' })
    await olga.types('/workshop create')
    await olga.fills({ ...form, timeZone: 'new york' })
    olga.sees(/Wednesday,? 2 December 2026 at 00:30/, 'Tuesday 1 December 2026 at 18:30, New York time')
    await olga.presses('Publish')
    await mei.types('/workshop show 1')
    mei.sees(/Tuesday,? 1 December 2026 at 18:30/)
  })

  it('keeps a draft from members, forgets it, and publishes none whose start is over', async () => {
    const { stage, olga } = await stageFor()
    const ada = await stage.person('Ada')
    await olga.types('/workshop create')
    await olga.fills(form)
    await ada.types('/workshop show 1')
    ada.sees('There is no workshop number 1')
    await olga.types('/workshop list')
    olga.sees('Your drafts', 'A first online shop (#1)')
    await stage.passes({ days: 9 })
    await olga.presses('Look at it')
    await olga.presses('Publish')
    olga.sees('Its start is over by now')
    await olga.types('/workshop show 1')
    await olga.presses('Discard')
    olga.sees('The draft is forgotten')
    await olga.types('/workshop show 1')
    olga.sees('There is no workshop number 1')
  })

  it('speaks with who made it, unless somebody else is named', async () => {
    const { stage, olga } = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(olga)
    stage.channel('workshops').sees('With: Olga')
    await publishes(olga, { title: 'Another', speaker: `#${ada.id}` })
    stage.channel('workshops').sees('With: Ada')
  })
})
