import type { SeedWorkshop } from './data.ts'

/** One to come in each language, one that is full, a series, and one that is over. */
export const workshops: SeedWorkshop[] = [
  {
    by: 'organiser-sofia', speaker: 'elodie', daysAgo: 21, startsIn: -6, at: '18:30',
    input: {
      title: 'Photographier ses produits avec un téléphone', minutes: 90, seats: 12, level: 'beginner', language: 'fr', place: 'https://meet.example/photo',
      description: 'Une fenêtre, une feuille blanche, votre téléphone. Chaque personne repart avec trois photos prêtes pour sa boutique.',
    },
    joined: ['member-amina', 'ines', 'samira', 'camille', 'rosa'],
    came: [
      { who: 'ines', mark: 5, words: 'Plus de temps pour essayer, moins de diapositives.' },
      { who: 'samira', mark: 5 },
      { who: 'camille', mark: 4, words: 'Envoyer la liste du matériel avant.' },
      { who: 'member-amina' },
    ],
  },
  {
    by: 'organiser-sofia', speaker: 'expert-claire', daysAgo: 9, startsIn: 5, at: '12:30',
    input: {
      title: 'La TVA d’une boutique en ligne, sans peur', minutes: 60, seats: 20, level: 'everyone', language: 'fr', place: 'https://meet.example/tva',
      description: 'Quel taux, dans quel pays, à partir de quand : les dix questions que tout le monde se pose, et une réponse en trois lignes à chacune.',
    },
    joined: ['member-amina', 'camille', 'rosa', 'elodie'],
  },
  {
    by: 'organiser-sofia', speaker: 'naomi', daysAgo: 8, startsIn: 3, at: '18:00',
    input: {
      title: 'Say your price out loud', minutes: 75, seats: 3, level: 'intermediate', language: 'en', place: 'https://meet.example/price',
      description: 'A small circle, on purpose. Everybody says her price, hears what the others would pay, and says it again.',
    },
    joined: ['priya', 'rosa', 'ines', 'member-grace', 'samira'],
  },
  {
    by: 'organiser-sofia', speaker: 'member-grace', daysAgo: 6, series: 'every second Thursday at 12:30, 6 times',
    input: {
      title: 'Checkout clinic', minutes: 45, seats: 8, level: 'everyone', language: 'en', place: 'https://meet.example/clinic',
      description: 'Bring one page of your shop. We watch somebody buy, and remove what is in her way. Come once, or each time.',
    },
    joined: ['priya', 'naomi'],
  },
]
