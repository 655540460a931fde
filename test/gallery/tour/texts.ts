import type { Locale } from '../../../bot/text.ts'

interface Texts {
  need: string
  question: string
  otherQuestion: string
  rareQuestion: string
  answer: string
  remark: string
  reply: string
  note: string
  letter: string
  headline: string
  bio: string
  city: string
  jobTitle: string
  jobText: string
  dealTitle: string
  dealText: string
  audience: string
  reason: string
  message: string
}

/** What people type, in the language of who reads. */
export const texts: Record<Locale, Texts> = {
  en: {
    need: 'VAT for my online shop',
    question: 'I sell candles in France and in Belgium. Which VAT do I charge my Belgian customers, and where do I declare it?',
    otherQuestion: 'Does the VAT threshold count for each country, or for all of them together?',
    answer: 'Below 10,000 euros a year you charge the French rate, and declare it with the rest.\nBeyond that, register with the one-stop shop: one declaration every three months.',
    rareQuestion: 'Who could teach me ventriloquism before the fair?',
    remark: 'Do you sell to companies there, or only to private customers?',
    reply: 'Only to private customers, about thirty parcels a month.',
    note: 'I built three shops like yours last year. Free from January.',
    letter: 'Hello! Could we talk on Thursday after 2 pm?\n\nAda',
    headline: 'Accountant for small online shops',
    bio: 'Ten years in a firm in Lyon, then on my own. I like questions that begin with “is it normal that…”.',
    city: 'Lyon',
    jobTitle: 'Full-stack developer',
    jobText: 'You build the shop of a small brand with two other developers.\n\nNode.js, a little C++, and no meeting before ten.',
    dealTitle: '30% off a co-working space',
    dealText: 'Show the code at the desk. Coffee is included.',
    audience: 'founders in their first year',
    reason: 'This is an advertisement, and the link asks for a credit card.',
    message: '30% off for all members at the print shop Dupont until Christmas! Code MERCI30, https://dupont.example/merci',
  },
  fr: {
    need: 'la TVA pour ma boutique en ligne',
    question: 'Je vends des bougies en France et en Belgique. Quelle TVA dois-je appliquer à mes clientes belges, et où la déclarer ?',
    otherQuestion: 'Le seuil de TVA vaut-il pour chaque pays, ou pour tous ensemble ?',
    answer: 'En dessous de 10 000 euros par an, vous appliquez le taux français et déclarez le tout ensemble.\nAu-delà, inscrivez-vous au guichet unique : une déclaration par trimestre.',
    rareQuestion: 'Qui pourrait m’apprendre la ventriloquie avant la foire ?',
    remark: 'Vendez-vous aussi à des entreprises là-bas, ou seulement à des particuliers ?',
    reply: 'Seulement à des particuliers, une trentaine de colis par mois.',
    note: 'J’ai monté trois boutiques comme la vôtre l’an dernier. Disponible en janvier.',
    letter: 'Bonjour ! Pourrions-nous en parler jeudi après 14 h ?\n\nAda',
    headline: 'Comptable pour petites boutiques en ligne',
    bio: 'Dix ans en cabinet à Lyon, puis à mon compte. J’aime les questions qui commencent par « est-ce normal que… ».',
    city: 'Lyon',
    jobTitle: 'Développeuse ou développeur full-stack',
    jobText: 'Vous construisez la boutique d’une petite marque, à trois.\n\nNode.js, un peu de C++, et pas de réunion avant dix heures.',
    dealTitle: '30 % de réduction sur un espace de coworking',
    dealText: 'Montrez le code à l’accueil. Le café est compris.',
    audience: 'celles et ceux qui se lancent',
    reason: 'C’est une publicité, et le lien demande une carte bancaire.',
    message: '30 % pour tous les membres à l’imprimerie Dupont jusqu’à Noël ! Code MERCI30, https://dupont.example/merci',
  },
}
