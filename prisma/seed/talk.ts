import type { SeedLine, SeedQuestion } from './data.ts'

/** Questions in each of their states, the oldest first; only the last days’ wait for an answer. */
export const questions: SeedQuestion[] = [
  {
    by: 'emma', to: 'nadia', hoursAgo: 480, text: 'Our French terms of sale are a translation of the German ones. Is that good enough to start?',
    then: { answer: 'To start, nearly: add the withdrawal form and the mediator’s address, both are compulsory in France. Send me the page, it takes me ten minutes.', thanked: true, kept: true },
  },
  {
    by: 'awa', to: 'expert-claire', hoursAgo: 400, text: 'J’expédie du Sénégal vers la France : la TVA à l’importation, c’est ma cliente qui la paie ou moi ?',
    then: { answer: 'En dessous de 150 euros, vous : inscrivez-vous au guichet IOSS et facturez-la à la commande. Au-delà, c’est la douane qui la réclame à votre cliente, alors dites-le avant.', thanked: true, kept: true },
  },
  {
    by: 'organiser-sofia', to: 'fanny', hoursAgo: 96, text: 'Quels chiffres montrer à la mairie pour défendre nos ateliers ?',
    then: { answer: 'Trois : combien sont venues, combien reviennent, combien ont vendu depuis. Et une photo, elle compte pour un quatrième.' },
  },
  {
    by: 'member-grace', to: 'julie', hoursAgo: 22, text: 'Do you know an accessible React combobox that survives a screen reader and a French keyboard?',
    then: { more: 'With free text, or only what is in the list?', reply: 'Only what is in the list, but two hundred of them.' },
  },
  {
    by: 'rokhaya', anonymous: true, hoursAgo: 21, text: 'Mon associée et moi ne nous parlons plus. Comment se partage une petite entreprise sans avocat ?',
    then: { declined: true },
  },
  {
    by: 'member-amina', to: 'expert-claire', hoursAgo: 20,
    text: 'Je vends mes épices en Belgique depuis la boutique : à partir de quel montant dois-je facturer la TVA belge, et où la déclarer ?',
  },
  {
    by: 'rokhaya', hoursAgo: 5, text: 'Mes savons sont vendus en coffret avec un bol en céramique. Un seul taux de TVA, ou deux ?',
  },
  { by: 'mei', hoursAgo: 4, text: 'Stoneware kilns: who among you fires at 1,280 degrees?' },
]

/** What was said in #general, the oldest first. */
export const lines: SeedLine[] = [
  { by: 'organiser-sofia', minutesAgo: 2900, text: 'Bonjour à toutes et à tous ! Nous sommes quarante depuis ce matin. Présentez-vous en une phrase, et dites ce que vous savez faire les yeux fermés.' },
  { by: 'rokhaya', minutesAgo: 2860, text: 'Rokhaya, savonnière à Saint-Denis. Les yeux fermés : reconnaître un beurre de karité qui a trop voyagé.' },
  { by: 'emma', minutesAgo: 2790, text: 'Emma in Berlin. Eyes closed: find the one field in your checkout that nobody understands.' },
  { by: 'member-amina', minutesAgo: 2700, text: 'Amina ! Je lance une boutique d’épices. Les yeux fermés, je vous dis si le cumin est de l’année.' },
  { by: 'expert-claire', minutesAgo: 1500, text: 'Petit rappel : la déclaration OSS du trimestre, c’est avant la fin du mois prochain. Je réponds aux questions, une à la fois.' },
  { by: 'mei', minutesAgo: 1460, text: 'Reading this from Toronto with a coffee. Is there an English summary of the OSS thing? Asking for a friend who is me.' },
  { by: 'hannah', minutesAgo: 1445, text: 'Mei, I am writing one with Claire tonight, in plain English. Twelve lines, promise.' },
  { by: 'elodie', minutesAgo: 420, text: 'Grande lumière à Lyon ce matin. Si vous avez des produits à photographier, ouvrez les rideaux et laissez le flash dormir.' },
  { by: 'awa', minutesAgo: 260, text: 'Notre première vente Dakar → Saint-Denis est arrivée intacte. Merci Yasmine pour le carton et pour la douane !' },
  { by: 'yasmine', minutesAgo: 250, text: 'Avec joie. Le secret : un carton de trop petite taille n’existe pas, seulement des emballages trop grands.' },
  { by: 'naomi', minutesAgo: 95, text: 'If you did one brave thing this week, write it here. Mine: I raised my prices, and nobody died.' },
  { by: 'member-grace', minutesAgo: 40, text: 'I asked a stranger to try my prototype on the bus. She found two bugs before Brixton.' },
]
