// The contest that the tests of this folder apply to. Not part of the program.
import { gather } from '../../bot/gathered.ts'
import { workIn } from '../../bot/work.ts'
import type { Database } from '../../prisma/database.ts'
import { planForgetting } from './forget.ts'
import { publishContest, type Contest, type PublishedContest } from './store.ts'

const words = (en: string, fr: string) => ({ in: { en, fr } })

interface Place {
  database: Database
  communityId: number
  clock: { now(): Date }
}

const options = [
  { value: 'site', label: words('A website', 'Un site') },
  { value: 'legal', label: words('Legal advice', 'Des conseils juridiques') },
  { value: 'photos', label: words('Photos', 'Des photos') },
]

/** A small contest with a question of most kinds. */
export const small: PublishedContest = {
  slug: 'power-starter',
  opensAt: new Date('2026-11-20T08:00:00Z'),
  closesAt: new Date('2026-12-31T17:00:00Z'),
  about: {
    name: words('Power Starter', 'Power Starter'),
    summary: words('From an idea to a real online shop.', 'D’une idée à une vraie boutique en ligne.'),
    next: words('The jury reads in January.', 'Le jury lit en janvier.'),
    minutes: 12,
    grace: 0,
    reminders: [14, 3, 1],
  },
  questions: {
    questions: [
      { id: 'here', kind: 'yesno', words: words('Do you live in France?', 'Habitez-vous en France ?'), needs: { is: [true], otherwise: words('Ask the Maison des femmes.', 'Adressez-vous à la Maison des femmes.') } },
      { id: 'name', kind: 'text', lines: 'one', max: 80, words: words('What is your name?', 'Comment vous appelez-vous ?') },
      { id: 'phone', kind: 'phone', country: 'FR', optional: true, words: words('Your phone number?', 'Votre numéro de téléphone ?') },
      { id: 'idea', kind: 'text', lines: 'many', max: 500, words: words('What is your idea?', 'Quelle est votre idée ?') },
      { id: 'sells', kind: 'yesno', words: words('Do you sell already?', 'Vendez-vous déjà ?') },
      { id: 'where', kind: 'text', lines: 'one', max: 80, words: words('Where do you sell?', 'Où vendez-vous ?'), when: { question: 'sells', is: [true] } },
      { id: 'needs', kind: 'choices', options, words: words('What do you need?', 'De quoi avez-vous besoin ?') },
      { id: 'rules', kind: 'consent', words: words('The rules', 'Le règlement'), text: words('I agree to the rules.', 'J’accepte le règlement.') },
    ],
    explanations: [{ terms: ['business plan'], words: words('A page that says what you sell, to whom and for how much.', 'Une page qui dit ce que vous vendez, à qui et à quel prix.') }],
  },
}

const seen = { id: 'relay-sees', kind: 'consent' as const, optional: true, words: words('May who told you see whether you have finished?', 'Qui vous en a parlé peut-il voir si vous avez terminé ?'), text: words('Who told me of the contest may see whether I have finished, never what I wrote.', 'Qui m’a parlé du concours peut voir si j’ai terminé, jamais ce que j’ai écrit.') }

/** The same with relays, and the consent of those whom one brings. */
export const withRelays: PublishedContest = {
  ...small,
  about: { ...small.about, relays: { consent: seen.id } },
  questions: { ...small.questions, questions: [...small.questions.questions.slice(0, -1), seen, ...small.questions.questions.slice(-1)] },
}

/** Publishes a contest where the test takes place, which nobody is told. */
export function opens({ database, communityId, clock }: Place, contest: PublishedContest = small): Promise<Contest> {
  const community = { id: communityId, name: 'Cyberelles', locale: 'fr' as const, timeZone: 'Europe/Paris' }
  return database.transaction(async (db) => {
    const work = workIn(db, { search: database.search, community, now: clock.now(), publicUrl: '', gathered: gather([]) }, () => undefined)
    const published = await publishContest(work, contest)
    await planForgetting(work, published)
    return published
  })
}
