import type { SeedPerson, SeedProfile } from './data.ts'

const member = (key: string, name: string, profile?: SeedProfile, timeZone?: string): SeedPerson => ({
  key, name, locale: 'fr', roles: ['member'], profile, timeZone,
})

/** Members who read French. */
export const frenchSpeakers: SeedPerson[] = [
  member('nadia', 'Nadia Haddad', {
    headline: 'Avocate, droit des marques et du numérique', skills: 'droit des marques, RGPD, CGV, contrats, noms de domaine', languages: ['fr', 'ar', 'en'],
    city: 'Paris', bio: 'Dépôt de marque, conditions de vente, données personnelles : j’explique sans jargon ce qui protège et ce qui suffit.',
  }),
  member('camille', 'Camille Rousseau', {
    headline: 'Référencement naturel pour boutiques indépendantes', skills: 'SEO, rédaction web, Google Search Console, maillage interne',
    languages: ['fr'], city: 'Toulouse', bio: 'Je fais remonter des sites modestes avec du bon sens, de la patience et de vraies phrases.',
  }),
  member('yasmine', 'Yasmine El Idrissi', {
    headline: 'Logistique et expéditions internationales', skills: 'logistique, douane, Colissimo, transporteurs, gestion des stocks',
    languages: ['fr', 'ar', 'es'], city: 'Casablanca', bio: 'Du carton à la cliente : coûts, délais, douane, retours. Je relis volontiers une grille tarifaire.',
  }, 'Africa/Casablanca'),
  member('elodie', 'Élodie Garnier', {
    headline: 'Photographe produit', skills: 'photo produit, packshot, retouche, direction artistique', languages: ['fr'], city: 'Lyon',
    bio: 'Un drap, une fenêtre et un téléphone suffisent souvent. Je montre comment, puis je prends le relais quand il le faut.',
  }),
  member('mariam', 'Mariam Traoré', {
    headline: 'Community manager, spécialiste des petits budgets', skills: 'Instagram, TikTok, calendrier éditorial, montage vidéo',
    languages: ['fr', 'bm'], city: 'Saint-Denis', bio: 'Trois publications par semaine, tenues un an, valent mieux que dix pendant quinze jours.',
  }),
  member('julie', 'Julie Lemoine', {
    headline: 'Développeuse React et TypeScript', skills: 'React, TypeScript, Node.js, accessibilité, tests', languages: ['fr', 'en'], city: 'Nantes',
    bio: 'Quinze ans de web, dont dix à réparer des tunnels de commande. Je donne un coup de main le vendredi.',
  }),
  member('sandrine', 'Sandrine Vasseur', {
    headline: 'Financement et prévisionnel', skills: 'business plan, microcrédit, prévisionnel, levée de fonds, subventions', languages: ['fr'],
    city: 'Lille', bio: 'Ancienne banquière : je sais ce que lit la personne d’en face, et dans quel ordre.',
  }),
  member('awa', 'Awa Ndiaye', {
    headline: 'Paiement mobile et e-commerce en Afrique de l’Ouest', skills: 'mobile money, Orange Money, paiement en ligne, marchés africains',
    languages: ['fr', 'wo', 'en'], city: 'Dakar', bio: 'Vendre à Dakar depuis Paris, et l’inverse : moyens de paiement, livraison, confiance.',
  }, 'Africa/Dakar'),
  member('helene', 'Hélène Tremblay', {
    headline: 'Stratégie de marque et positionnement', skills: 'stratégie de marque, naming, positionnement, ateliers', languages: ['fr', 'en'],
    city: 'Montréal', bio: 'On commence par dire non à beaucoup de choses. Ensuite, le nom vient tout seul, ou presque.',
  }, 'America/Montreal'),
  member('pauline', 'Pauline Peeters', {
    headline: 'Traductrice et localisation FR-NL-EN', skills: 'traduction, localisation, néerlandais, relecture', languages: ['fr', 'nl', 'en'],
    city: 'Bruxelles', bio: 'Une boutique traduite mot à mot se voit tout de suite. Je relis, j’adapte, je coupe.',
  }, 'Europe/Brussels'),
  member('leila', 'Leïla Mansouri', {
    headline: 'Relations presse', skills: 'relations presse, communiqué, storytelling, fichier presse', languages: ['fr', 'ar'], city: 'Marseille',
    bio: 'Une journaliste reçoit cent courriels par jour. Je vous aide à écrire le sien.',
  }),
  member('aurelie', 'Aurélie Dubois', {
    headline: 'Négociation et achats', skills: 'negotiation, achats, fournisseurs, sourcing', languages: ['fr', 'en'], city: 'Toulouse', weeklyLimit: 1,
    bio: 'Le premier prix n’est jamais le dernier, et le silence est un argument.',
  }),
  member('ines', 'Inès Robert', {
    headline: 'Graphiste et identité visuelle', skills: 'logo, identité visuelle, Illustrator, packaging', languages: ['fr', 'es'], city: 'Marseille',
    bio: 'Étiquettes, boîtes, cartes : j’aime quand l’objet arrive et qu’on n’ose pas le jeter.',
  }),
  member('fanny', 'Fanny Nguyen', {
    headline: 'Analyse de données et tableaux de bord', skills: 'Excel, SQL, Matomo, tableaux de bord, statistiques', languages: ['fr', 'vi'],
    city: 'Paris', bio: 'Cinq chiffres par semaine, pas cinquante. Je vous aide à choisir les cinq.',
  }),
  member('rokhaya', 'Rokhaya Fall', {
    headline: 'Cosmétique naturelle : réglementation et formulation', skills: 'cosmétique, réglementation européenne, étiquetage, formulation',
    languages: ['fr', 'wo'], city: 'Saint-Denis', bio: 'Un savon est un produit réglementé : dossier, étiquettes, responsable. On le fait ensemble, ce n’est pas sorcier.',
  }),
  member('mathilde', 'Mathilde Perrin', {
    headline: 'Ressources humaines et premier recrutement', skills: 'recrutement, contrat de travail, apprentissage, entretiens', languages: ['fr'],
    city: 'Grenoble', bio: 'Le premier recrutement fait peur à tout le monde. J’en ai accompagné quarante.',
  }),
  member('samira', 'Samira Cherif', {
    headline: 'Emailing et fidélisation', skills: 'emailing, Brevo, segmentation, newsletter, RGPD', languages: ['fr', 'kab'], city: 'Lyon', weeklyLimit: 0,
    bio: 'Une bonne lettre par mois. Je publie mes modèles ; pour les questions, venez plutôt aux ateliers.',
  }),
  member('chloe', 'Chloé Marchand', {
    headline: 'Couture et mode éco-responsable', skills: 'couture, patronage, textile, upcycling', languages: ['fr'], city: 'Roubaix', hidden: true,
    bio: 'Atelier ouvert en septembre ; je publierai ma fiche quand les machines seront branchées.',
  }),
  member('dalila', 'Dalila Amrani'),
  member('sophie', 'Sophie Lambert'),
  member('oumou', 'Oumou Sylla'),
]
