import type { Db } from '../database.ts'

const day = 86_400_000
const words = (fr: string, en: string) => ({ in: { en, fr } })

const about = {
  name: words('Power Starter', 'Power Starter'),
  summary: words(
    'Vous habitez un quartier prioritaire et vous avez une idée à vendre en ligne ? Le réseau vous accompagne, de l’idée à une vraie boutique. Douze minutes suffisent pour candidater, en plusieurs fois si vous voulez.',
    'You live in a disadvantaged neighbourhood and have something to sell online? The network stands by you, from the idea to a real shop. Twelve minutes are enough to apply, in several goes if you like.',
  ),
  next: words('Le jury lit toutes les candidatures dans les trois semaines qui suivent la clôture. Chacune reçoit une réponse.', 'The jury reads every application within three weeks of the closing. Each gets an answer.'),
  minutes: 12,
  grace: 24,
  reminders: [14, 3, 1],
}

const help = [
  { value: 'site', label: words('Un site', 'A website') },
  { value: 'logistics', label: words('La logistique', 'Logistics') },
  { value: 'legal', label: words('Le juridique', 'Legal advice') },
  { value: 'photos', label: words('Les photos', 'Photos') },
  { value: 'marketing', label: words('Me faire connaître', 'Becoming known') },
]

const longText = { kind: 'text', lines: 'many', max: 1500 }

const questions = [
  {
    id: 'france', kind: 'yesno', words: words('Habitez-vous en France ?', 'Do you live in France?'),
    needs: { is: [true], otherwise: words('Ce concours est réservé à qui habite en France. Près de chez vous, une association d’aide à la création d’entreprise peut vous accompagner.', 'This contest is for people who live in France. Near you, an association that helps to start a business can stand by you.') },
  },
  { id: 'name', kind: 'text', lines: 'one', max: 120, words: words('Comment vous appelez-vous ?', 'What is your name?') },
  { id: 'place', kind: 'place', country: 'FR', words: words('Où habitez-vous ?', 'Where do you live?'), hint: words('Votre code postal et votre ville : 93200 Saint-Denis', 'Your postcode and town: 93200 Saint-Denis') },
  { id: 'phone', kind: 'phone', country: 'FR', optional: true, words: words('À quel numéro peut-on vous appeler ?', 'On which number can we call you?') },
  { id: 'idea', ...longText, words: words('Quelle est votre idée ?', 'What is your idea?'), hint: words('Racontez-la comme à une amie.', 'Tell it as you would tell a friend.') },
  { id: 'whom', ...longText, words: words('À qui servira-t-elle ?', 'Whom will it serve?') },
  { id: 'sells', kind: 'yesno', words: words('Vendez-vous déjà quelque chose ?', 'Do you sell something already?') },
  { id: 'sold', ...longText, when: { question: 'sells', is: [true] }, words: words('Que vendez-vous, et où ?', 'What do you sell, and where?') },
  { id: 'first', ...longText, words: words('Que vendriez-vous en premier ?', 'What would you sell first?') },
  { id: 'needs', kind: 'choices', options: help, words: words('De quoi avez-vous besoin ?', 'What do you need?') },
  { id: 'hours', kind: 'number', whole: true, min: 0, max: 100, words: words('Combien d’heures par semaine pouvez-vous y consacrer ?', 'How many hours a week can you give it?') },
  { id: 'photo', kind: 'files', max: 1, types: ['image/png', 'image/jpeg'], optional: true, words: words('Une photo de ce que vous faites, si vous voulez', 'A photo of what you make, if you like') },
  { id: 'change', ...longText, optional: true, words: words('Qu’est-ce que le réseau pourrait changer pour vous ?', 'What could the network change for you?') },
  {
    id: 'rules', kind: 'consent', words: words('Le règlement', 'The rules'),
    text: words('J’accepte que le jury lise mes réponses, pour ce concours seulement. Je peux les reprendre à tout moment.', 'I agree that the jury reads my answers, for this contest only. I may take them back at any time.'),
  },
]

const explanations = [
  { terms: ['business plan', 'plan d’affaires'], words: words('C’est une page ou deux qui disent ce que vous vendez, à qui, et à quel prix. Vous n’en avez pas besoin pour candidater.', 'A page or two that say what you sell, to whom, and for how much. You do not need one to apply.') },
]

/** A contest that is open, so that an application can be tried. */
export async function openContest(db: Db, { communityId, now }: { communityId: number; now: Date }): Promise<void> {
  const dates = { opensAt: new Date(now.getTime() - 7 * day), closesAt: new Date(now.getTime() + 60 * day) }
  const { id } = await db.contest.create({ data: { communityId, slug: 'power-starter', ...dates, about, version: 1 } })
  await db.questionSet.create({ data: { contestId: id, version: 1, content: { version: 1, questions, explanations }, createdAt: now } })
}
