import type { SeedPerson, SeedProfile } from './data.ts'

const member = (key: string, name: string, profile?: SeedProfile, timeZone?: string): SeedPerson => ({
  key, name, locale: 'en', roles: ['member'], profile, timeZone,
})

/** Members who read English. */
export const englishSpeakers: SeedPerson[] = [
  member('priya', 'Priya Raman', {
    headline: 'Cloud engineer: Kubernetes without tears', skills: 'Kubernetes, Docker, AWS, monitoring, PostgreSQL', languages: ['en', 'ta', 'hi'],
    city: 'London', bio: 'Most shops need one small server and a backup. I will tell you when you need more, and not before.',
  }, 'Europe/London'),
  member('emma', 'Emma Lindqvist', {
    headline: 'E-commerce growth, from first sale to first thousand', skills: 'Shopify, conversion, A/B testing, Google Ads, analytics',
    languages: ['en', 'de'], city: 'Berlin', bio: 'Fix the product page before you buy an ad. Ask me anything in between.',
  }, 'Europe/Berlin'),
  member('chidinma', 'Chidinma Eze', {
    headline: 'Women-led start-ups and fundraising', skills: 'fundraising, pitch deck, negotiation, investor relations', languages: ['en'],
    city: 'Lagos', bio: 'I have read two thousand decks. Send me three slides, not thirty.',
  }, 'Africa/Lagos'),
  member('rosa', 'Rosa Almeida', {
    headline: 'Sustainable packaging', skills: 'packaging, recycled materials, suppliers, life-cycle analysis', languages: ['en', 'pt', 'fr'],
    city: 'Lisbon', bio: 'A good box is the one you did not need. The next best one, I can find for you.',
  }, 'Europe/Lisbon'),
  member('hannah', 'Hannah Cohen', {
    headline: 'Technical writer and editor', skills: 'copywriting, editing, product descriptions, English', languages: ['en', 'fr'], city: 'Paris',
    bio: 'I turn forty words into twelve. French shops selling in English are my favourite puzzle.',
  }),
  member('mei', 'Mei Chen', {
    headline: 'Sourcing in Asia, quality control', skills: 'sourcing, quality control, import, customs, Mandarin', languages: ['zh', 'en'], city: 'Toronto',
    bio: 'Ten years of factory visits. I know which certificates are real.',
  }, 'America/Toronto'),
  member('aisha', 'Aisha Khan', {
    headline: 'Security for people who have no security team', skills: 'security, passwords, backups, phishing, GDPR', languages: ['en', 'hi'],
    city: 'Birmingham', bio: 'One hour, a list of eight things, and you sleep better. Bring tea.',
  }, 'Europe/London'),
  member('olivia', 'Olivia Brennan', {
    headline: 'Mobile apps, Swift and Kotlin', skills: 'iOS, Swift, Kotlin, app store, push notifications', languages: ['en'], city: 'Dublin',
    bio: 'You may not need an app. If you do, let us keep it small.',
  }, 'Europe/Dublin'),
  member('zofia', 'Zofia Kowalska', {
    headline: 'Illustrator and motion designer', skills: 'illustration, motion design, After Effects, animation', languages: ['pl', 'en'], city: 'Kraków',
    bio: 'Small loops, big smiles. I animate logos for a living.',
  }, 'Europe/Warsaw'),
  member('naomi', 'Naomi Wanjiru', {
    headline: 'Coach for founders', skills: 'coaching, time management, public speaking, negotiation', languages: ['en', 'sw'], city: 'Nairobi', weeklyLimit: 4,
    bio: 'What would you do this week if it were easy? Let us start there.',
  }, 'Africa/Nairobi'),
  member('lucia', 'Lucía Herrera', {
    headline: 'Customer support that keeps customers', skills: 'customer support, returns, help centre, Spanish', languages: ['es', 'en'], city: 'Madrid',
    bio: 'A kind refund is the cheapest advertisement there is.',
  }, 'Europe/Madrid'),
  member('keira', 'Keira Walsh', undefined, 'Europe/London'),
  member('anneke', 'Anneke de Vries', undefined, 'Europe/Amsterdam'),
]
