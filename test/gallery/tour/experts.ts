import type { RawInput } from '../../../bot/read.ts'
import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'
import { texts } from './texts.ts'

const skills = ['TVA', 'e-commerce', 'Shopify']

/** Publishes a profile; nothing of it hangs in the gallery. */
export async function publishes(visitor: Visitor, profile: RawInput): Promise<void> {
  await visitor.opens('profile edit')
  await visitor.fills({ weeklyLimit: '2', ...profile })
  await visitor.types('/profile publish')
}

async function describesHerself(visitor: Visitor, { locale }: GalleryCommunity): Promise<void> {
  const { headline, bio, city } = texts[locale]
  await visitor.types('/profile show', 'none of her own')
  await visitor.types('/profile publish', 'nothing to publish')
  await visitor.types('/profile hide', 'nothing to hide')
  await visitor.types('/profile edit', 'fresh')
  await visitor.fills({ headline: headline.repeat(3), skills: 'TVA, …', languages: ['fr', 'klingon'], city, bio: bio.repeat(12), weeklyLimit: 'a few' }, 'many problems')
  await visitor.fills({ headline, skills: 'TVA, …', languages: ['fr'], bio, weeklyLimit: '3' }, 'a skill without a letter')
  await visitor.fills({ skills: Array.from({ length: 21 }, (_, index) => `skill ${index}`).join(', ') }, 'too many skills')
  await visitor.fills({ skills: `TVA, ${'e-commerce '.repeat(6)}` }, 'a skill too long')
  await visitor.fills({ skills: '' }, 'saved, a skill is missing')
  await visitor.types('/profile publish', 'a skill is missing')
  await visitor.types('/profile edit', 'prefilled')
  await visitor.fills({ headline: '', skills: '' }, 'saved, both are missing')
  await visitor.types('/profile edit')
  await visitor.fills({ skills: skills.join(', '), languages: ['fr', 'en'] }, 'saved, the headline is missing')
  await visitor.types('/profile publish', 'the headline is missing')
  await visitor.types('/profile edit')
  await visitor.fills({ headline, skills: skills.join(', '), languages: ['fr', 'en'], city, weeklyLimit: '3' }, 'saved, complete')
  await visitor.presses('profile publish', 'published')
  await visitor.types('/profile show', 'her own, published')
  await visitor.types('/profile edit', 'published')
  await visitor.fills({ headline: '', skills: '' }, 'a published profile needs both')
  await visitor.types('/profile hide', 'hidden')
  await visitor.types('/profile show', 'her own, hidden')
  await visitor.types('/profile publish')
}

/** Seven others to find, among them one who takes no questions and two of the same name. */
async function membersToFind({ visitor, locale }: GalleryCommunity): Promise<Visitor[]> {
  const named = ['Claire Dubois', 'Noor Haddad', 'Ingrid Olsen', 'Fatou Ndiaye', 'Mei Lin', 'Lucía Pérez', 'Jo']
  const visitors: Visitor[] = []
  for (const [index, name] of named.entries()) {
    const one = await visitor(name)
    await publishes(one, { headline: texts[locale].headline, skills: `TVA, ${['logo', 'photo', 'SEO'][index % 3] ?? ''}`, languages: ['en'], city: 'Paris', weeklyLimit: name === 'Jo' ? '0' : '1' })
    visitors.push(one)
  }
  return visitors
}

async function looksForExperts(ada: Visitor, { locale }: GalleryCommunity, hidden: Visitor): Promise<void> {
  const { need } = texts[locale]
  await ada.types('/expert find', 'fresh')
  await ada.fills({ need: 'x'.repeat(250) }, 'a need too long')
  await ada.types('/expert find TVA', 'found')
  await ada.presses('expert find', 'the next ones', { skip: 5 })
  await ada.calls({ action: 'expert find', input: { need: 'TVA', skip: 500 } }, 'beyond the last')
  await ada.types(`/expert find ${need} --language fr --city Lyon`, 'in a language and a city')
  await ada.types('/expert find TVA --language es --city Nantes', 'nobody in this city')
  await ada.types('/expert find ???', 'nobody without a word')
  await ada.types('/expert find ventriloquist', 'nobody')
  await ada.types('/profile show', 'nobody’s yet')
  await ada.types('/expert find logo')
  await ada.presses('experts.found', 'somebody found')
  await ada.opens('profile show', 'whose')
  await ada.types('/profile show Claire Fontaine', 'somebody else’s')
  await ada.types('/profile show Claire', 'two of the name')
  await ada.types('/profile show Zoé', 'nobody of the name')
  await ada.types(`/profile show #${hidden.id}`, 'not published')
}

async function asks(ada: Visitor, claire: Visitor, { locale }: GalleryCommunity, others: { jo: Visitor; hidden: Visitor }): Promise<void> {
  const { question } = texts[locale]
  await ada.types('/expert ask', 'fresh')
  await ada.fills({ question: 'TVA ?' }, 'a question too short')
  await ada.fills({ question: '?????????????????' }, 'a question without words')
  await ada.calls({ action: 'expert ask', input: { expert: claire.id } }, 'of an expert')
  await ada.fills({ question }, 'sent')
  await ada.types('/expert questions', 'one asked')
  await ada.calls({ action: 'expert ask', input: { question, expert: claire.id } }, 'the same again')
  await ada.calls({ action: 'expert ask', input: { question: `${question} (2)`, expert: ada.id } }, 'of herself')
  await ada.calls({ action: 'expert ask', input: { question: `${question} (2)`, expert: others.jo.id } }, 'of one who takes none')
  await ada.calls({ action: 'expert ask', input: { question: `${question} (2)`, expert: others.hidden.id } }, 'of one who is not found')
}

/** Two members chose the same expert after the same search. */
async function isLearned({ visitor }: GalleryCommunity): Promise<void> {
  const olga = await visitor('Olga Ladyzhenskaya', { roles: ['member', 'organiser'] })
  await olga.types('/settings learned', 'nothing yet')
  for (const name of ['Emmy', 'Sofja']) {
    const one = await visitor(name)
    await one.types('/expert find SEO')
    await one.presses('experts.found')
  }
  await olga.types('/expert find SEO', 'chosen before')
  await olga.types('/settings learned', 'one expert, by two members')
  await olga.presses('experts.unlearn', 'forgotten')
}

async function tellsMore(ada: Visitor, claire: Visitor, { locale }: GalleryCommunity): Promise<void> {
  const { remark, reply } = texts[locale]
  await claire.presses('experts.more', 'fresh')
  await claire.fills({ words: remark }, 'asked back')
  await ada.presses('experts.reply', 'fresh')
  await ada.fills({ words: reply }, 'told')
  await claire.presses('experts.enough', 'ended')
  await ada.calls({ action: 'experts.reply', input: { request: 1, words: reply } }, 'over')
}

async function isAnswered(ada: Visitor, claire: Visitor, gallery: GalleryCommunity): Promise<void> {
  const { answer } = texts[gallery.locale]
  await ada.calls({ action: 'experts.question', input: { question: 1 } }, 'as the one who asked')
  await ada.calls({ action: 'experts.thank', input: { question: 1 } }, 'nothing to thank for')
  await claire.types('/expert questions', 'one to answer')
  await claire.calls({ action: 'experts.request', input: { request: 1 } }, 'as the expert')
  await tellsMore(ada, claire, gallery)
  await claire.presses('experts.answer', 'fresh', { request: 1 })
  await claire.fills({ answer: '' }, 'no answer')
  await claire.fills({ answer }, 'answered')
  await claire.calls({ action: 'experts.answer', input: { request: 1, answer: `${answer} PS: …` } }, 'answered before')
  await claire.calls({ action: 'experts.pause', input: { request: 1 } }, 'answered before')
  await ada.calls({ action: 'experts.question', input: { question: 1 } }, 'answered')
  await ada.presses('experts.thank', 'thanked', { question: 1 })
  await ada.calls({ action: 'experts.thank', input: { question: 1 } }, 'thanked before')
  await ada.calls({ action: 'experts.withdraw', input: { question: 1 } }, 'answered before')
  await claire.calls({ action: 'experts.request', input: { request: 1 } }, 'thanked')
  await claire.calls({ action: 'experts.request', input: { request: 999 } }, 'not hers')
}

/** Both agree that others may read it: who asks alike is shown it first. */
async function isKept(ada: Visitor, claire: Visitor, { locale, visitor }: GalleryCommunity): Promise<void> {
  const { question } = texts[locale]
  const grace = await visitor('Grace')
  await grace.types('/expert answers', 'none')
  await grace.opens('expert answers', 'fresh')
  await claire.presses('experts.keep', 'the first to agree', { request: 1 })
  await ada.presses('experts.keep', 'the second to agree', { question: 1 })
  await grace.types('/expert answers TVA', 'found')
  await grace.types('/expert answers', 'all')
  await grace.calls({ action: 'expert ask', input: { question: `${question} ?` } }, 'was it this')
  await grace.presses('experts.kept', 'whole', { question: 1 })
  await grace.calls({ action: 'experts.kept', input: { question: 2 } }, 'not kept')
}

/** A year later; to be played when nothing else is to come, because the year is over for all. */
export async function answersAYearLater({ visitor, passes }: GalleryCommunity, [claire, ada]: Visitor[]): Promise<void> {
  const grace = await visitor('Grace Kim')
  await passes({ days: 366 }, { action: 'experts.skill', note: 'twice a year' })
  await grace.types('/expert answers', 'a year later')
  await grace.presses('experts.kept', 'a year later', { question: 1 })
  await claire?.presses('experts.skill', 'still happy', { happy: true })
  await claire?.presses('experts.skill', 'no longer', { happy: false })
  await claire?.presses('experts.confirm', 'still true', { request: 1 })
  await grace.calls({ action: 'experts.kept', input: { question: 1 } }, 'confirmed')
  await ada?.calls({ action: 'experts.unkeep', input: { question: 1 } }, 'no longer')
}

/** What goes on to others: declined, paused, avoided, given to the organisers. */
async function goesOn(ada: Visitor, others: Visitor[], { locale, passes, visitor }: GalleryCommunity): Promise<void> {
  const { otherQuestion, rareQuestion } = texts[locale]
  const [noor = ada, ingrid = ada, fatou = ada] = others
  const ask = (who: Visitor, question: string, note?: string) => ada.calls({ action: 'expert ask', input: { question, expert: who.id } }, note)
  await ask(noor, otherQuestion)
  await noor.presses('experts.decline', 'fresh')
  await noor.fills({ colleague: `#${noor.id}` }, 'herself')
  await noor.fills({ colleague: `#${fatou.id}` }, 'a colleague named')
  await noor.calls({ action: 'experts.never', input: { request: 2 } }, 'declined before')
  await ada.presses('experts.forward', 'no longer waits')
  await ada.calls({ action: 'experts.forward', input: { question: 2 } }, 'on its way')
  await noor.calls({ action: 'experts.request', input: { request: 2 } }, 'passed on')
  await ada.calls({ action: 'experts.question', input: { question: 2 } }, 'passed on')
  await ask(ingrid, `${otherQuestion} (2)`)
  await ingrid.presses('experts.pause', 'for a week')
  await ingrid.presses('experts.pause', 'for another time', { days: '30' })
  await ingrid.presses('experts.resume', 'over')
  await fatou.presses('experts.never', 'never')
  await fatou.presses('experts.allow', 'all subjects again')
  await ada.presses('experts.withdraw', 'no longer needed', { question: 2 })
  const sofia = await visitor('Sofia', { roles: ['member', 'organiser'] })
  await ada.calls({ action: 'expert ask', input: { question: rareQuestion } }, 'nobody left')
  await sofia.presses('experts.take', 'taken on')
  await sofia.presses('experts.name', 'fresh')
  await sofia.fills({ expert: `#${noor.id}` }, 'somebody named')
  await sofia.types('/settings questions', 'fresh')
  await sofia.fills({ hours: '0' }, 'too short')
  await sofia.fills({ hours: '48' }, 'saved')
  await passes({ days: 14 }, { action: 'expert ask', note: 'two weeks without an answer' })
}

async function asksAnonymously(ada: Visitor, { locale }: GalleryCommunity): Promise<void> {
  await ada.calls({ action: 'expert ask', input: { question: `${texts[locale].otherQuestion} (3)`, anonymous: true } }, 'anonymously')
  await ada.presses('experts.forget', 'erased')
}

/** Gives the expert and the asker of an answer that is kept. */
export async function experts(gallery: GalleryCommunity): Promise<Visitor[]> {
  const { visitor, locale } = gallery
  const [ada, claire, hidden] = [await visitor('Ada', { discord: '700000000000000001', slack: 'U0ADA00001' }), await visitor('Claire Fontaine'), await visitor('Rosa')]
  await claire.types('/expert questions', 'none')
  await describesHerself(claire, gallery)
  const others = await membersToFind(gallery)
  await looksForExperts(ada, gallery, hidden)
  await isLearned(gallery)
  await asks(ada, claire, gallery, { jo: others.at(-1) ?? ada, hidden })
  await isAnswered(ada, claire, gallery)
  await goesOn(ada, others, gallery)
  await asksAnonymously(ada, gallery)
  for (let index = 1; index <= 4; index++) await ada.calls({ action: 'expert ask', input: { question: `${texts[locale].question.repeat(2)} (${index})`, expert: others[index]?.id } })
  await ada.types('/expert questions', 'many')
  await ada.presses('expert questions', 'the next ones', { skip: 5 })
  await ada.calls({ action: 'expert questions', input: { skip: 50 } }, 'no further ones')
  await isKept(ada, claire, gallery)
  return [claire, ada]
}
