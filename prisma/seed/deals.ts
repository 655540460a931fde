import type { SeedPost } from './data.ts'

/** Eight deals, the oldest first. */
export const deals: SeedPost[] = [
  {
    by: 'rosa', daysAgo: 24, closed: 'used-up',
    input: {
      title: '500 recycled boxes, free to whoever collects them', code: 'LISBOA-500', audience: 'Shops near Lisbon',
      description: 'A customer changed its format. Kraft boxes, 20 × 15 × 8 cm, clean and flat. First come, first served.',
    },
  },
  {
    by: 'camille', daysAgo: 16,
    input: {
      title: '−30 % sur un audit SEO de boutique', code: 'ENTRAIDE30', audience: 'Membres du réseau',
      description: 'Deux heures ensemble, dix corrections classées par effet, un rapport de quatre pages que vous pourrez relire.',
    },
  },
  {
    by: 'member-amina', daysAgo: 12, lasts: 1,
    input: {
      title: 'Coffret découverte à moitié prix', code: 'RASELHANOUT', link: 'https://epices-et-compagnie.example/decouverte',
      description: 'Sept épices, sept recettes, et mon avis sincère demandé en échange du vôtre. Pour tester ma boutique toute neuve.',
    },
  },
  {
    by: 'priya', daysAgo: 10,
    input: {
      title: 'Six months of small hosting for the price of one', code: 'SMALLSHOP', link: 'https://northlight.example/small', audience: 'New shops, first server',
      description: 'Our spare capacity, nightly backups included. No card needed, no automatic renewal.',
    },
  },
  {
    by: 'samira', daysAgo: 7,
    input: {
      title: 'Mes dix modèles d’e-mails, gratuits', link: 'https://lettres-de-samira.example/modeles', audience: 'Tout le réseau',
      description: 'Bienvenue, panier oublié, merci, excuses… Prenez-les, changez les mots, dites-moi ce qui marche.',
    },
  },
  {
    by: 'elodie', daysAgo: 5,
    input: {
      title: 'Journée portes ouvertes au studio : 20 photos offertes', code: 'PORTESOUVERTES', audience: 'Dix premières inscrites, à Lyon',
      description: 'Apportez cinq produits, repartez avec vingt photos et la méthode pour les refaire chez vous.',
    },
  },
  {
    by: 'naomi', daysAgo: 4, lasts: 2,
    input: {
      title: 'Two free coaching calls before the year ends', link: 'https://naomi-coaching.example/book', audience: 'Founders who work alone',
      description: 'Half an hour each. Bring the decision you keep postponing.',
    },
  },
  {
    by: 'ines', daysAgo: 1,
    input: {
      title: 'Étiquettes imprimées à prix coûtant', code: 'GROUPE-MARS', audience: 'Petites séries, de 100 à 500',
      description: 'Je groupe une commande chez mon imprimeur marseillais. Plus nous sommes nombreuses, moins c’est cher.',
    },
  },
]
