import type { SeedPost } from './data.ts'

/** Twelve jobs, the oldest first. */
export const jobs: SeedPost[] = [
  {
    by: 'julie', daysAgo: 21, closed: 'filled-here',
    input: {
      title: 'Développeuse front React', company: 'Atelier Numérique', contract: 'permanent', remote: 'hybrid', place: 'Nantes',
      payFrom: 42000, payTo: 48000, payPer: 'year', apply: 'equipe@atelier-numerique.example',
      description: 'Nous refaisons le tunnel de commande d’une quinzaine de boutiques. Vous aimez le HTML bien fait, les tests courts et les pauses longues.',
    },
  },
  {
    by: 'hannah', daysAgo: 18,
    input: {
      title: 'Copywriter for product pages (EN)', company: 'Maison Lune', contract: 'freelance', remote: 'remote', payFrom: 350, payTo: 350, payPer: 'day',
      description: 'Eighty candles, eighty short stories. French brief, English copy; four weeks in January, at your own hours.',
    },
  },
  {
    by: 'mathilde', daysAgo: 15,
    input: {
      title: 'Assistante ressources humaines en alternance', company: 'Cabinet Perrin', contract: 'apprenticeship', remote: 'on-site', place: 'Grenoble',
      description: 'Contrats, entretiens, petites victoires. Je prends le temps de former : la place est idéale pour une deuxième année de BTS ou une licence.',
    },
  },
  {
    by: 'priya', daysAgo: 13,
    input: {
      title: 'Platform engineer, Kubernetes', company: 'Northlight', contract: 'permanent', remote: 'hybrid', place: 'London', payFrom: 70000, payTo: 82000,
      payPer: 'year', apply: 'https://northlight.example/jobs/platform',
      description: 'A team of five that keeps two hundred small shops online. Quiet on-call, honest post-mortems, a real budget for learning.',
    },
  },
  {
    by: 'aurelie', daysAgo: 11,
    input: {
      title: 'Responsable achats textile', company: 'Fil & Fibre', contract: 'permanent', remote: 'on-site', place: 'Roubaix', payFrom: 38000, payPer: 'year',
      apply: 'achats@fil-et-fibre.example',
      description: 'Fournisseurs européens, petites séries, matières recyclées. Vous négociez, vous voyagez un peu, vous dites non avec le sourire.',
    },
  },
  {
    by: 'emma', daysAgo: 9,
    input: {
      title: 'Growth manager, first marketing hire', company: 'Kräuterhaus', contract: 'permanent', remote: 'remote', payFrom: 52000, payTo: 60000, payPer: 'year',
      description: 'Herbal teas, eleven people, one enthusiastic founder. You choose the channels; we promise not to ask for virality.',
    },
  },
  {
    by: 'yasmine', daysAgo: 8,
    input: {
      title: 'Coordinatrice logistique e-commerce', company: 'Atlas Expéditions', contract: 'fixed-term', remote: 'on-site', place: 'Casablanca',
      apply: 'recrutement@atlas-expeditions.example',
      description: 'Six mois pour remettre en ordre nos retours et nos stocks. Français et arabe indispensables, humour apprécié.',
    },
  },
  {
    by: 'elodie', daysAgo: 6,
    input: {
      title: 'Retoucheuse photo, deux jours par semaine', company: 'Studio Garnier', contract: 'freelance', remote: 'remote', payFrom: 220, payTo: 260, payPer: 'day',
      description: 'Détourage, couleurs, séries de cinquante vues. Je cherche un œil patient et quelqu’un qui ose dire que la photo est ratée.',
    },
  },
  {
    by: 'awa', daysAgo: 5, lasts: 1,
    input: {
      title: 'Conseillère clientèle bilingue français-wolof', company: 'Teranga Pay', contract: 'permanent', remote: 'on-site', place: 'Dakar',
      description: 'Vous expliquez le paiement mobile à des commerçantes qui ont autre chose à faire. Formation de trois semaines, équipe soudée.',
    },
  },
  {
    by: 'member-grace', daysAgo: 3,
    input: {
      title: 'Junior UX researcher', company: 'Plain Sight Studio', contract: 'fixed-term', remote: 'hybrid', place: 'London', payFrom: 32000, payTo: 35000,
      payPer: 'year', description: 'Six months, eight shops, sixty conversations with people who gave up at the checkout. You will be listened to.',
    },
  },
  {
    by: 'rokhaya', daysAgo: 2,
    input: {
      title: 'Associée pour une marque de savons', company: 'Savonnerie de la Plaine', contract: 'partnership', remote: 'on-site', place: 'Saint-Denis',
      description: 'La formule est prête, le dossier aussi. Il me manque une associée qui aime vendre autant que j’aime formuler.',
    },
  },
  {
    by: 'fanny', daysAgo: 1,
    input: {
      title: 'Stage : analyste de données', company: 'Observatoire du commerce', contract: 'fixed-term', remote: 'hybrid', place: 'Paris',
      apply: 'stages@observatoire-commerce.example',
      description: 'SQL, curiosité et courbes lisibles. Quatre mois à partir de février, avec une vraie question au bout.',
    },
  },
]
