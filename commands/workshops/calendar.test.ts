import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { form, publishes } from './testing.ts'

eachDatabase('the calendar of workshops', (open) => {
  const stageFor = async () => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    /** The files of somebody who has a seat and of what she was told since, as one text each without its folds. */
    const files = async () => (await stage.database.client.storedFile.findMany({ orderBy: { createdAt: 'asc' } })).map(({ bytes }) => Buffer.from(bytes).toString().replaceAll('\r\n ', ''))
    const follows = async (address: string) => {
      const [, place = '', secret = ''] = /test\/(\w+)\/(\S+?)$/.exec(address) ?? []
      const document = await stage.engine.document(place, secret)
      return typeof document?.body === 'string' ? document.body.replaceAll('\r\n ', '') : undefined
    }
    return { stage, olga, files, follows }
  }
  const addressesIn = (said: string): [string, string] => {
    const [mine = '', all = ''] = said.match(/https:\/\/entraide\.test\/calendar\/[\w-]{43}\.ics/g) ?? []
    return [mine, all]
  }

  it('comes as a file with a seat, and again with every change: the same date, a higher sequence', async () => {
    const { stage, olga, files } = await stageFor()
    const [ada, ines, noor] = [await stage.person('Ada'), await stage.person('Inès'), await stage.person('Noor')]
    await publishes(olga, { title: 'Shop; part 1, “start”' })
    await ada.types('/workshop join 1')
    ada.sees('You have a seat', 'workshop-1.ics')
    const [first = ''] = await files()
    expect(first).toContain('METHOD:PUBLISH')
    expect(first).toMatch(/UID:workshop-date-1@entraide\.test\r\nSEQUENCE:0\r\n/)
    for (const line of ['DTSTART:20261201T173000Z', 'DTEND:20261201T190000Z', 'LOCATION:https://meet.example/shop', 'STATUS:CONFIRMED', 'SUMMARY:Shop\\; part 1\\, “start”']) expect(first).toContain(line)
    await ada.types('/workshop join 1')
    expect(await files()).toHaveLength(1)
    await ines.types('/workshop join 1')
    await noor.types('/workshop join 1')
    noor.sees('You are in the waiting list')
    noor.seesNot('.ics')
    await stage.passes({ minutes: 1 })
    await olga.types('/workshop edit 1')
    await olga.fills({ when: '2 December 18:30', place: 'Room 4' })
    const moved = (await files()).at(-1) ?? ''
    expect(moved).toMatch(/UID:workshop-date-1@entraide\.test\r\nSEQUENCE:[1-9]/)
    for (const line of ['DTSTART:20261202T173000Z', 'LOCATION:Room 4']) expect(moved).toContain(line)
    expect(ada.messages.at(-1)).toContain('workshop-1.ics')
    expect(noor.messages.join()).not.toContain('.ics')
    await stage.passes({ minutes: 1 })
    await olga.types('/workshop cancel 1')
    await olga.fills({ reason: 'She is ill.' })
    const cancelled = (await files()).at(-1) ?? ''
    for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'UID:workshop-date-1@entraide.test', 'ORGANIZER;CN="Cyberelles"']) expect(cancelled).toContain(line)
    expect(Number(/SEQUENCE:(\d+)/.exec(cancelled)?.[1])).toBeGreaterThan(Number(/SEQUENCE:(\d+)/.exec(moved)?.[1]))
    expect(ada.messages.at(-1)).toContain('workshop-1.ics')
  })

  it('is taken out of the calendar of who leaves, and comes back with her seat', async () => {
    const { stage, olga, files } = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(olga)
    for (const does of ['join', 'leave', 'join']) {
      await ada.types(`/workshop ${does} 1`)
      ada.sees('workshop-1.ics')
      await stage.passes({ minutes: 1 })
    }
    const [came, left, again] = (await files()).map((file) => [/METHOD:(\w+)/.exec(file)?.[1], Number(/SEQUENCE:(\d+)/.exec(file)?.[1])])
    expect([came, left, again]).toEqual([['PUBLISH', 0], ['CANCEL', 1], ['PUBLISH', 2]])
  })

  it('says of another title alone that it changed', async () => {
    const { stage, olga, files } = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(olga)
    await ada.types('/workshop join 1')
    await stage.passes({ minutes: 1 })
    await olga.types('/workshop edit 1')
    await olga.fills({ title: 'A second online shop' })
    expect((await files()).at(-1)).toMatch(/SEQUENCE:1\r\n[^]*SUMMARY:A second online shop/)
  })

  it('takes the seat of an offer as any other', async () => {
    const { stage, olga } = await stageFor()
    const [ada, ines] = [await stage.person('Ada'), await stage.person('Inès')]
    await publishes(olga, { seats: '1' })
    await ada.types('/workshop join 1')
    await ines.types('/workshop join 1')
    await ada.types('/workshop leave 1')
    await ines.presses('Take the seat')
    ines.sees('You have a seat', 'workshop-1.ics')
  })

  it('is followed at two addresses: hers with the places, tentative where she waits, and all without', async () => {
    const { stage, olga, follows } = await stageFor()
    const [ada, ines] = [await stage.person('Ada'), await stage.person('Inès')]
    await publishes(olga, { seats: '1' })
    await publishes(olga, { ...form, title: 'Taxes', when: 'every week from 3 December 12:30, 2 times', place: 'Room 9', seats: '1' })
    await ada.types('/workshop join 1')
    await ines.types('/workshop join 1')
    await ines.types('/workshop calendar')
    ines.sees('Google Calendar', 'Apple Calendar', 'Outlook')
    const [mine, all] = addressesIn(ines.answer)
    const hers = (await follows(mine)) ?? ''
    expect(hers).toContain('X-WR-CALNAME:Cyberelles · Inès')
    expect(hers).toMatch(/STATUS:TENTATIVE/)
    expect(hers).not.toMatch(/meet\.example|Room 9|Taxes|METHOD/)
    const everyone = (await follows(all)) ?? ''
    expect(everyone.match(/BEGIN:VEVENT/g)).toHaveLength(3)
    expect(everyone).not.toMatch(/meet\.example|Room 9|LOCATION/)
    await ada.types('/workshop calendar')
    expect(await follows(addressesIn(ada.answer)[0])).toMatch(/LOCATION:https:\/\/meet\.example\/shop[^]*STATUS:CONFIRMED/)
    await ines.types('/workshop calendar')
    expect(addressesIn(ines.answer)).toEqual([mine, all])
    await olga.types('/workshop cancel 1')
    await olga.fills({ reason: 'She is ill.' })
    expect(await follows(mine)).not.toContain('VEVENT')
    expect((await follows(all))?.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  })

  it('has new addresses when she asks, and the old ones are dead; nothing is there for a guess', async () => {
    const { stage, follows } = await stageFor()
    const [ada, guest] = [await stage.person('Ada'), await stage.person('Guest', { roles: [] })]
    await ada.types('/workshop calendar')
    const old = addressesIn(ada.answer)
    await ada.presses('New addresses')
    ada.sees('These addresses are new')
    const fresh = addressesIn(ada.answer)
    for (const address of old) expect(await follows(address)).toBeUndefined()
    for (const address of fresh) expect(await follows(address)).toContain('BEGIN:VCALENDAR')
    for (const address of [fresh[0].replace('.ics', ''), fresh[0].replace(/\/[\w-]+\.ics/, '/.ics'), `${fresh[0]}.ics`]) expect(await follows(address)).toBeUndefined()
    await guest.types('/workshop calendar')
    guest.sees('This is for members')
  })

  it('is kept so that who reads the database does not learn an address', async () => {
    const { stage } = await stageFor()
    const ada = await stage.person('Ada')
    await ada.types('/workshop calendar')
    const [mine] = addressesIn(ada.answer)
    const secret = /calendar\/([\w-]+)/.exec(mine)?.[1] ?? ''
    const rows = await stage.database.client.$queryRawUnsafe<unknown[]>('SELECT * FROM "CalendarFeed"')
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})
