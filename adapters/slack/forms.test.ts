import { expect, it } from 'vitest'
import { action, ask, buttons, capability, catalogue, member, Refusal, text, view } from '../../commands/kit.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import type { SlackPerson } from '../../test/slack/index.ts'
import { openSlackStage, type SlackStageAbout } from '../../test/slack/stage.ts'

const words = {
  title: 'Everything that a form of this size may ever ask', about: 'Asks for everything.', label: 'Please answer', long: 'A long text', whole: 'Whole', part: 'Part', day: 'Day', few: 'Few', many: 'Many', some: 'Some',
  all: 'All', sure: 'Sure', site: 'Site', mail: 'Mail', files: 'Files', record: 'Record', city: 'City', who: 'Who', where: 'Where', secret: 'Secret',
  got: 'Got {json}', slow: 'Slow', again: 'Again', wrong: 'Not this one',
} as const
const m = catalogue('everything', { en: words, fr: words })

const numbers = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `n${index}`, label: `Number ${index}` }))

const input = {
  one: ask.text({ label: m.label, max: 40 }),
  long: ask.text({ label: m.long, max: 5000, lines: 'many', optional: true }),
  whole: ask.number({ label: m.whole, min: 1, max: 9, whole: true, optional: true }),
  part: ask.number({ label: m.part, optional: true }),
  day: ask.date({ label: m.day, optional: true }),
  few: ask.choice({ label: m.few, options: numbers(3), optional: true }),
  many: ask.choice({ label: m.many, options: numbers(120), optional: true }),
  some: ask.choices({ label: m.some, options: numbers(4), optional: true }),
  all: ask.choices({ label: m.all, options: numbers(30), optional: true, max: 2 }),
  sure: ask.yesno({ label: m.sure, optional: true }),
  site: ask.link({ label: m.site, optional: true }),
  mail: ask.email({ label: m.mail, optional: true }),
  files: ask.files({ label: m.files, max: 2, types: ['text/plain', 'application/pdf'], optional: true }),
  record: ask.record({ label: m.record, optional: true, suggest: async () => [{ value: '12', label: 'The twelfth' }] }),
  city: ask.text({ label: m.city, max: 60, optional: true, suggest: async (_context: unknown, typed) => ['Lyon', 'Lille'].filter((one) => one.startsWith(typed)).map((value) => ({ value, label: value })) }),
  who: ask.text({ label: m.who, max: 60, optional: true, names: 'person' }),
  where: ask.text({ label: m.where, max: 60, optional: true, names: 'channel' }),
  secret: ask.text({ label: m.secret, max: 9000, optional: true, hidden: true }),
}

const lengthOfLong = (_key: string, value: unknown) => (typeof value === 'string' && value.length > 100 ? value.length : value)
const longText = 'much '.repeat(800).trim()

let release = (): void => undefined

/** Asks for every kind of answer, and tells what it got. */
const everything = capability({
  name: 'everything',
  messages: m,
  actions: [
    action({ name: 'every thing', title: m.title, description: m.about, can: member, input, run: async (_context, given) => view({}, text(m.got({ json: JSON.stringify(given, lengthOfLong) }))) }),
    action({
      name: 'hidden thing', title: m.secret, description: m.secret, can: member, reads: true, input: {},
      run: async () => view({}, buttons({ label: m.title, call: { action: 'every thing', input: { long: longText, secret: longText } } })),
    }),
    action({
      name: 'again thing', title: m.again, description: m.again, can: member, reads: true, input: {},
      run: async ({ db, who }) => {
        const files = await db.storedFile.findMany({ where: { ownerId: who.id } })
        return view({}, buttons({ label: m.again, call: { action: 'every thing', input: { files: files.map(({ id }) => id) } } }))
      },
    }),
    action({
      name: 'fussy thing', title: m.slow, description: m.slow, can: member, reads: true, input: { one: input.one },
      run: async (_context, given) => {
        if (given.one.startsWith('slow')) await new Promise<void>((resolve) => (release = resolve))
        if (given.one.endsWith('no')) throw new Refusal(m.wrong)
        if (given.one === 'bug') throw new Error('a bug')
        return view({}, text(m.got({ json: JSON.stringify(given) })))
      },
    }),
    action({
      name: 'slow thing', title: m.slow, description: m.slow, can: member, reads: true, input: { one: input.one, secret: input.secret },
      run: async (_context, given) => {
        await new Promise<void>((resolve) => (release = resolve))
        return view({}, text(m.got({ json: JSON.stringify(given) })))
      },
    }),
  ],
})

eachDatabase('forms at Slack', (open) => {
  const stageFor = async (about: SlackStageAbout = {}) => openSlackStage(await open(), { capabilities: [everything], ...about })

  it('every kind of field is asked with what Slack has, and gives what it is', async () => {
    const { person, slack, workspace, database } = await stageFor()
    const [ada, bea] = [person('Ada'), person('Bea')]
    await bea.in('general').types('/every thing me')
    await ada.in('general').types('/every thing')
    expect(ada.form?.title).toBe('Everything that a form…')
    await ada.fills({
      one: 'first', long: 'two\nlines', whole: '3', part: '2.5', day: '2026-12-31', few: 'Number 1', many: 'Number 111', some: ['Number 0', 'Number 3'],
      all: ['Number 20', 'Number 21'], sure: 'Yes', site: 'https://example.org/a', mail: 'ada@example.org', files: { name: 'plan.txt', bytes: 'the plan' },
      record: 'The twelfth', city: 'Lille', where: 'jobs',
    })
    const got = await whatSheGot(ada)
    expect(got).toEqual({
      one: 'first', long: 'two\nlines', whole: 3, part: 2.5, day: '2026-12-31', few: 'n1', many: 'n111', some: ['n0', 'n3'], all: ['n20', 'n21'], sure: true,
      site: 'https://example.org/a', mail: 'ada@example.org', files: [expect.stringMatching(/^[\w-]{21}$/)], record: 12, city: 'Lille', where: workspace.channel('jobs').id,
    })
    const [kept] = await database.client.storedFile.findMany()
    expect([kept?.name, kept?.type, Buffer.from(kept?.bytes ?? []).toString()]).toEqual(['plan.txt', 'text/plain', 'the plan'])
    expect([slack.objections, slack.violations]).toEqual([[], []])
  })

  it('somebody is picked by her account, a city may be one that nobody suggested', async () => {
    const { person, database } = await stageFor()
    const [ada, bea] = [person('Ada'), person('Bea')]
    person('Cleo')
    await bea.in('general').types('/every thing')
    await bea.fills({ one: 'x' })
    await bea.sees('Got')
    await ada.in('general').types('/every thing')
    await ada.fills({ one: 'me', who: 'Cleo', city: 'Bordeaux' })
    await expect.poll(() => told(ada, 'who')).toContain('has not used the assistant yet')
    await ada.fills({ who: 'Bea' })
    const met = await database.client.person.findFirst({ where: { name: 'Bea' } })
    expect(await whatSheGot(ada)).toMatchObject({ one: 'me', who: `#${met?.id}`, city: 'Bordeaux' })
  })

  it('what cannot be read is beside its field, also when the form opens', async () => {
    const { person, slack } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/every thing --one me --day “some day” --whole many --few 7')
    expect(ada.form?.values).toMatchObject({ one: 'me', day: 'some day', whole: 'many' })
    await ada.sees('I do not recognise this date', 'Please write a number', 'For example: tomorrow')
    await ada.fills({ day: 'tomorrow', whole: '10' })
    await expect.poll(() => told(ada, 'whole')).toContain('Please give 9 or less.')
    await ada.fills({ whole: '9', files: { name: 'plan.pdf', bytes: 'not a PDF' } })
    await expect.poll(() => told(ada, 'files')).toContain('is not one of the accepted kinds of file')
    await ada.fills({ files: [] })
    expect(await whatSheGot(ada)).toMatchObject({ one: 'me', whole: 9, day: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as string })
    expect(slack.objections).toEqual([])
  })

  it('a file that Slack does not give out is said, with what to do about it', async () => {
    const { person, logged } = await stageFor({ scopes: ['commands', 'chat:write', 'im:write', 'im:history', 'users:read', 'channels:read'] })
    const ada = person('Ada')
    await ada.in('general').types('/every thing')
    await ada.fills({ one: 'me', files: { name: 'plan.txt', bytes: 'the plan' } })
    await expect.poll(() => told(ada, 'files')).toContain('files:read')
    expect(logged.join()).toContain('needs the scope files:read')
    await ada.fills({ files: [] })
    await ada.sees('Got')
  })

  it('what is too long for a modal is kept, unseen or as it is', async () => {
    const { person, slack } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/hidden thing')
    await ada.presses('Everything that a form of this size may ever ask')
    await ada.sees('“A long text” is longer than Slack’s forms allow')
    expect(ada.form?.labels).not.toContain('A long text')
    await ada.fills({ one: 'short' })
    const got = await whatSheGot(ada)
    expect(got).toMatchObject({ one: 'short', long: longText.length, secret: longText.length })
    expect(slack.objections).toEqual([])
  })

  it('files given before are shown as ticks: one is taken away, another added', async () => {
    const { person, database } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/every thing')
    await ada.fills({ one: 'me', files: [{ name: 'a.txt', bytes: 'aaa' }, { name: 'b.txt', bytes: 'bbb' }] })
    await ada.sees('Got')
    await ada.types('/again thing')
    await ada.presses('Again')
    expect(ada.form?.labels).toContain('Files kept')
    await ada.fills({ one: 'again', 'files~kept': ['b.txt'], files: { name: 'c.txt', bytes: 'ccc' } })
    await expect.poll(() => ada.everything().match(/Got/g)?.length).toBe(2)
    const { files } = JSON.parse(/Got (\{.*\})(?![^]*Got)/.exec(ada.everything())?.[1] ?? '{}') as { files: string[] }
    const kept = await database.client.storedFile.findMany({ where: { id: { in: files } } })
    expect(kept.map(({ name }) => name).sort()).toEqual(['b.txt', 'c.txt'])
  })

  it('what is refused, or goes wrong, leaves the form open with what was typed', async () => {
    const { person, slack } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/fussy thing')
    await ada.fills({ one: 'no' })
    await expect.poll(() => told(ada, 'one')).toContain('Not this one')
    expect(ada.form?.values).toMatchObject({ one: 'no' })
    await ada.fills({ one: 'bug' })
    await expect.poll(() => told(ada, 'one')).toContain('give the organisers this reference')
    const sent = ada.fills({ one: 'slow no' })
    await ada.sees('One moment')
    release()
    await sent
    await ada.sees('Not this one')
    expect(ada.form?.values).toMatchObject({ one: 'slow no' })
    await ada.fills({ one: 'yes' })
    await ada.sees('Got')
    expect(slack.objections).toEqual([])
  })

  it('what takes long is done all the same where the process ends that Slack was told it by', async () => {
    const { person, database, another } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/slow thing')
    const sent = ada.fills({ one: 'what she typed' })
    await ada.sees('One moment, I am working on it')
    await expect.poll(() => database.client.inbox.count()).toBe(1)
    expect(JSON.stringify(await database.client.inbox.findMany())).toContain('what she typed')
    // As a process leaves it that is killed while it works.
    await database.client.inbox.updateMany({ data: { leaseUntil: new Date(0) } })
    const first = release
    await another()
    await expect.poll(() => release).not.toBe(first)
    release()
    await ada.sees('This is done', 'Got {"one":"what she typed"}')
    await expect.poll(async () => (await database.client.inbox.findFirst())?.doneAt).toBeInstanceOf(Date)
    expect(JSON.stringify(await database.client.inbox.findMany())).not.toContain('what she typed')
    first()
    await sent
  })

  it('what takes long, is refused, and was closed meanwhile is offered again with what was typed', async () => {
    const { person, slack } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/fussy thing')
    const sent = ada.fills({ one: 'slow no' })
    await ada.sees('One moment')
    await ada.closes()
    release()
    await sent
    await ada.sees('This needs another look', 'Not this one')
    await ada.presses('Open the form')
    expect(ada.form?.values).toMatchObject({ one: 'slow no' })
    await ada.fills({ one: 'yes' })
    await ada.sees('Got {"one":"yes"}')
    expect(slack.objections).toEqual([])
  })

  it('a form is acknowledged in time however long Slack takes to say who sent it', async () => {
    const { person, another, slack, adapter } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/every thing')
    // Who she is, the next process does not know yet.
    await another()
    await adapter.stop()
    slack.faults.next('users.info', { kind: 'slow', ms: 4000 })
    await ada.fills({ one: 'x' })
    await ada.sees('This is done', 'Got')
    expect(slack.deliveries.filter(({ what, ok }) => what === 'view_submission' && !ok)).toEqual([])
  })

  it('what takes long says so, and is answered when it is done', async () => {
    const { person } = await stageFor()
    const ada = person('Ada')
    await ada.in('general').types('/slow thing')
    const sent = ada.fills({ one: 'x' })
    await ada.sees('One moment, I am working on it')
    release()
    await sent
    await ada.sees('This is done', 'Got')
  })
})

/** What is told beside a field; where the assistant was too slow for that, within the form. */
const told = (person: SlackPerson, field: string): string => person.form?.errors[field] ?? person.everything()

const whatSheGot = async (person: SlackPerson): Promise<unknown> => {
  await person.sees('Got ')
  return JSON.parse(/Got (\{.*\})/.exec(person.everything())?.[1] ?? '{}')
}
