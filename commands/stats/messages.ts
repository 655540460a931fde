import { catalogue } from '../kit.ts'

export const m = catalogue('stats', {
  en: {
    title: 'Figures',
    description: 'What the network brought its members, as figures and pictures.',
    period: 'Over how long',
    month: '30 days',
    quarter: '90 days',
    year: 'A year',
    titleOf: 'The last {days, number} days',
    chapter: '<b>{title}</b>',
    counted: 'Counted just now. Nobody but organisers can see this.',
  },
  fr: {
    title: 'Chiffres',
    description: 'Ce que le réseau a apporté à ses membres, en chiffres et en images.',
    period: 'Sur combien de temps',
    month: '30 jours',
    quarter: '90 jours',
    year: 'Un an',
    titleOf: 'Les {days, number} derniers jours',
    chapter: '<b>{title}</b>',
    counted: 'Compté à l’instant. Seule l’équipe d’organisation voit cette page.',
  },
})
