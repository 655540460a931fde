import { expect, it } from 'vitest'
import { m as d } from '../../bot/dialog/messages.ts'
import type { Question } from '../../bot/dialog/set.ts'
import type { Locale, Message, Translated } from '../../bot/text.ts'
import { m } from '../../commands/contest/messages.ts'
import { opens, small } from '../../commands/contest/testing.ts'
import type { Database } from '../../prisma/database.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { m as accounts } from '../../commands/accounts/messages.ts'
import { onDiscord, type Actor } from './actor.ts'
import { openEverywhere, platforms, type Everywhere, type Platform } from './everywhere.ts'

const soon = (days: number) => new Date(Date.now() + days * 86_400_000)
const words = (en: string, fr: string) => ({ in: { en, fr } })

const allWeek = words('All week', 'Toute la semaine')
const time: Question = {
  id: 'time', kind: 'choice', words: words('How much time have you?', 'De combien de temps disposez-vous ?'),
  options: [{ value: 'some', label: words('A few hours', 'Quelques heures') }, { value: 'all', label: allWeek }],
}
const plan: Question = { id: 'plan', kind: 'files', max: 1, types: ['application/pdf'], optional: true, words: words('A drawing, a page?', 'Un dessin, une page ?') }
const [rules, ...others] = small.questions.questions.toReversed()
const asked = { ...small, opensAt: soon(-1), closesAt: soon(28), questions: { ...small.questions, questions: [...others.toReversed(), time, plan, ...(rules ? [rules] : [])] } }

const pdf = { name: 'plan.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n') }

const anySpace = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'))

/** What she types in her language. */
const typed = {
  en: { whatIs: 'What is a business plan?', explained: 'to whom and for how much', skip: 'skip', back: 'back', aid: 'help', later: 'later' },
  fr: { whatIs: 'C’est quoi un business plan ?', explained: 'à qui et à quel prix', skip: 'passer', back: 'retour', aid: 'aide', later: 'plus tard' },
} satisfies Record<Locale, Record<string, string>>

/** Our words, and those of the contest, in her language. */
function wordsIn(everywhere: Everywhere, locale: Locale) {
  const own = (message: Message) => everywhere.say(message, locale)
  const words = ({ in: said }: Translated) => said[locale] ?? ''
  const question = (id: string) => anySpace(words(asked.questions.questions.find((one) => one.id === id)?.words as Translated))
  return { own, read: (message: Message) => anySpace(own(message)), words, question, typed: typed[locale] }
}

interface Candidate extends ReturnType<typeof wordsIn> {
  zoe: Actor
}

/** From the card in a channel to where she asks for help. */
async function begins({ zoe, own, read, question, typed: say }: Candidate): Promise<void> {
  await zoe.inPrivate().sees(question('here'))
  await zoe.presses(own(d.yes))
  await zoe.isTold(question('name'))
  await zoe.types('Zoé')
  await zoe.isTold(question('phone'))
  await zoe.types(say.skip)
  await zoe.isTold(question('idea'))
  await zoe.presses(own(d.answer))
  await zoe.fills({ answer: 'Des gâteaux' })
  await zoe.isTold(question('sells'))
  // she turns away, and the question comes back
  await zoe.types(say.whatIs)
  await zoe.isTold(say.explained, question('sells'))
  for (const command of ['/help', '/job list']) {
    await zoe.types(command)
    await zoe.isTold(read(m.waiting), question('sells'))
  }
  await zoe.types(say.back)
  await zoe.isTold('Des gâteaux', question('idea'))
  await zoe.presses(own(d.keep))
  await zoe.isTold(question('sells'))
  await zoe.types(say.aid)
  await zoe.isTold(read(m.helpAsked))
}

/** Somebody of the organisers writes with her; the question waits. */
async function isHelped({ zoe, own }: Candidate, olga: Actor, everywhere: Everywhere): Promise<void> {
  await olga.presses(everywhere.say(m.answerHer({ person: zoe.name })))
  await olga.fills({ words: `Ask away, ${zoe.name}.` })
  await zoe.sees(`Ask away, ${zoe.name}.`)
  await zoe.types(`Even at the market? says ${zoe.name}`)
  await olga.sees(`Even at the market? says ${zoe.name}`)
  await zoe.presses(own(m.goOn))
}

/** From the question that waited to the receipt. */
async function finishes({ zoe, own, read, words, question }: Candidate): Promise<void> {
  await zoe.isTold(question('sells'))
  await zoe.presses(own(d.no))
  await zoe.isTold(question('needs'))
  await zoe.presses(own(d.answer))
  await zoe.fills({ answer: ['site', 'photos'] })
  await zoe.isTold(question('time'))
  await zoe.presses(own(d.numbered({ number: 2, label: words(allWeek) })))
  await zoe.isTold(question('plan'))
  await zoe.presses(own(d.answer))
  await zoe.fills({ answer: pdf })
  await zoe.isTold(question('rules'))
  await zoe.presses(own(d.agree))
  // the end of a long review comes in a message of its own
  await zoe.isTold(read(d.reviewTitle), own(d.submit))
  await zoe.types('4')
  await zoe.isTold(read(d.before))
  await zoe.types('Des gâteaux sans gluten')
  await zoe.isTold(read(d.reviewTitle), 'Des gâteaux sans gluten', own(d.submit))
  await zoe.presses(own(d.submit))
  await zoe.isTold(/PS-\w{7}/, anySpace(words(small.about.next)), 'Des gâteaux sans gluten', pdf.name)
}

/** On either database another language on each platform: both are seen everywhere. */
const languages: Record<Database['provider'], Record<Platform, Locale>> = {
  sqlite: { discord: 'fr', slack: 'en', web: 'fr' },
  postgresql: { discord: 'en', slack: 'fr', web: 'en' },
}

/** What each has sent, but for her file. */
const answersSent = {
  here: { value: true }, name: { value: 'Zoé' }, phone: { skipped: true }, idea: { value: 'Des gâteaux sans gluten' },
  sells: { value: false }, needs: { value: ['site', 'photos'] }, time: { value: 'all' }, rules: { value: true },
}

eachDatabase('a contest', (open) => {
  /** A community where it is open and announced in every space. */
  async function openContest(): Promise<Everywhere & { olga: Actor }> {
    const everywhere = await openEverywhere(await open())
    await opens({ ...everywhere, clock: { now: () => new Date() } }, asked)
    const olga = await everywhere.at('web', 'Olga', { organises: true })
    await olga.types('/contest announce')
    await olga.sees(everywhere.say(m.announced))
    return { ...everywhere, olga }
  }

  it('is applied to from first to last on every platform, in both languages', async () => {
    const everywhere = await openContest()
    const { olga, database } = everywhere
    const candidate = async (platform: Platform): Promise<Candidate> => {
      const locale = languages[database.provider][platform]
      const zoe = await everywhere.at(platform, `Zoé of ${platform}`, { locale })
      const said = wordsIn(everywhere, locale)
      // a card is in the community's language, but on the web, where each reads it in her own
      await zoe.in('contests').presses(platform === 'web' ? said.own(m.apply) : everywhere.say(m.apply))
      await zoe.sees(said.read(m.moved))
      return { zoe, ...said }
    }
    const candidates = await Promise.all(platforms.map(candidate))
    await Promise.all(candidates.map(begins))
    for (const one of candidates) await isHelped(one, olga, everywhere)
    await Promise.all(candidates.map(finishes))
    expect(await database.client.submission.count()).toBe(candidates.length)
    for (const { id } of await database.client.application.findMany()) {
      const answers = await database.client.answer.findMany({ where: { applicationId: id } })
      expect(Object.fromEntries(answers.map(({ question, given }) => [question, given]))).toMatchObject(answersSent)
    }
    for (const platform of platforms) expect((await everywhere.channel(platform, 'contests')).join()).not.toContain('gâteaux')
    // what a phone's locked screen shows has the questions, and none of the answers
    const notified = [...everywhere.workspace.record.conversations.values()].flatMap(({ messages }) => messages.flatMap(({ byBot, text }) => (byBot ? text : []))).join('\n')
    expect(notified).toMatch(wordsIn(everywhere, languages[database.provider].slack).question('idea'))
    for (const told of ['gâteaux', 'Ask away, Zoé of slack', pdf.name]) expect(notified).not.toContain(told)
  })

  it('is one application through three doors: begun on the web by nobody known, gone on with on Discord and Slack, sent on the web', async () => {
    const everywhere = await openContest()
    const { database, discord, guild } = everywhere
    const { own, read, question, typed: say } = wordsIn(everywhere, 'fr')
    const phone = everywhere.stranger('Zoé', 'fr')
    await phone.follows('/apply/power-starter')
    await phone.sees(question('here'))
    await phone.presses(own(d.yes))
    await phone.isTold(question('name'))
    await phone.types('/link')
    const code = await codeSeenBy(phone)
    const chat = await everywhere.at('discord', 'Zoé', { locale: 'fr' })
    await chat.types(`/link ${code}`)
    await chat.presses(own(accounts.bothAreMe))
    await chat.sees(read(accounts.joinedTitle))
    await chat.inPrivate().types('/contest apply')
    await chat.isTold(question('name'))
    await chat.types('Zoé')
    await chat.isTold(question('phone'))
    await chat.types(say.skip)
    await chat.isTold(question('idea'))
    // her phone still shows the question after which she went to Discord: nothing is misfiled
    await phone.types('Ceci répond à autre chose')
    await phone.isTold(read(d.elsewhere), question('idea'))
    await phone.types('/link')
    const slackCode = await codeSeenBy(phone)
    const work = await everywhere.at('slack', 'Zoé', { locale: 'fr' })
    await work.types(`/link ${slackCode}`)
    await work.presses(own(accounts.bothAreMe))
    await work.sees(read(accounts.joinedTitle))
    await work.inPrivate().types('/contest apply')
    await work.isTold(question('idea'))
    await work.types('Des gâteaux')
    await work.isTold(question('sells'))
    await work.types(say.later)
    const link = await work.link(own(m.myLink))
    // another device, where nobody knows her
    const desk = everywhere.stranger('Zoé', 'fr')
    await desk.follows(link)
    await desk.sees(question('sells'))
    for (const [said, next] of [['non', 'needs'], ['1', 'time'], ['1', 'plan'], [say.skip, 'rules']] as const) {
      await desk.types(said)
      await desk.isTold(question(next))
    }
    await desk.types('oui')
    await desk.presses(own(d.submit))
    await desk.isTold(/PS-\w{7}/, 'Des gâteaux')
    for (const one of [chat, work]) {
      await one.types('/contest status')
      await one.isTold(/PS-\w{7}/)
    }
    expect(await database.client.application.count()).toBe(1)

    // where nobody may write to her, her answers are for no channel either: she goes on at the web
    const nour = discord.person('Nour', { guilds: [guild], locale: 'fr' })
    nour.closesDirectMessages()
    const actor = onDiscord(nour.in('contests'), own)
    await actor.presses(everywhere.say(m.apply))
    const door = await actor.link(own(m.onTheWeb))
    const web = everywhere.stranger('Nour', 'fr')
    await web.follows(door)
    await web.sees(question('here'))
    await web.presses(own(d.yes))
    await web.isTold(question('name'))
    const { id: personId } = await database.client.person.findFirstOrThrow({ where: { name: 'Nour' } })
    expect(await database.client.answer.count({ where: { personId } })).toBe(1)
  })
})

/** The code that she was just given for another account. */
async function codeSeenBy(person: { screen: string }): Promise<string> {
  const codes = () => [...person.screen.matchAll(/Votre code\s?:\s*([A-Z0-9]{8})/g)]
  await expect.poll(() => codes().length).toBeGreaterThan(0)
  return codes().at(-1)?.[1] ?? ''
}
