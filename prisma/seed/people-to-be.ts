import type { SeedPerson } from './data.ts'

/** Those a visitor of the demo can be, in the order in which they are offered: two members, an expert, an organiser, a candidate, a juror. */
export const peopleToBe: SeedPerson[] = [
  {
    key: 'member-amina', name: 'Amina Benali', locale: 'fr', roles: ['member'],
    profile: {
      headline: 'Je lance Épices & Compagnie, boutique en ligne d’épices',
      skills: 'Instagram, photo de cuisine, vente sur les marchés, arabe',
      languages: ['fr', 'ar'], city: 'Saint-Denis', weeklyLimit: 3,
      bio: 'Dix ans de marchés en Seine-Saint-Denis, et maintenant la boutique en ligne. Je connais les épices, les clientes et les petits matins ; '
        + 'pour le reste, j’apprends vite et je rends volontiers ce qu’on me donne.',
    },
  },
  {
    key: 'member-grace', name: 'Grace Okafor', locale: 'en', timeZone: 'Europe/London', roles: ['member'],
    profile: {
      headline: 'Product designer for small shops with big plans',
      skills: 'UX research, Figma, accessibility, checkout design',
      languages: ['en'], city: 'London',
      bio: 'I watch people shop, then I remove what is in their way. Happy to look at your checkout for half an hour and tell you what I see.',
    },
  },
  {
    key: 'expert-claire', name: 'Claire Fontaine', locale: 'fr', roles: ['member'],
    profile: {
      headline: 'Experte-comptable, TVA et e-commerce',
      skills: 'TVA e-commerce, guichet unique OSS, comptabilité, création d’entreprise, facturation',
      languages: ['fr', 'en'], city: 'Paris', weeklyLimit: 5,
      bio: 'J’accompagne des boutiques en ligne depuis 2004 : TVA en Europe, marges, trésorerie, premier bilan. '
        + 'J’aime quand une question de TVA tient en trois lignes, et la réponse aussi.',
    },
  },
  {
    key: 'organiser-sofia', name: 'Sofia Marchetti', locale: 'fr', roles: ['member', 'organiser'],
    profile: {
      headline: 'J’anime le réseau et ses ateliers',
      skills: 'animation de communauté, organisation d’événements, partenariats, prise de parole',
      languages: ['fr', 'it', 'en'], city: 'Lyon', weeklyLimit: 10,
      bio: 'Si vous ne savez pas à qui demander, demandez-moi : je connais sûrement quelqu’un qui connaît quelqu’un.',
    },
  },
  { key: 'candidate-fatou', name: 'Fatou Diarra', locale: 'fr', roles: ['candidate'] },
  { key: 'juror-ingrid', name: 'Ingrid Solberg', locale: 'en', roles: ['juror'] },
]
