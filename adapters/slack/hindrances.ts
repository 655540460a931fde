import { catalogue } from '../../bot/text.ts'

/** What keeps a message from its place, and what somebody can do about it. */
export const h = catalogue('slack-hindrances', {
  en: {
    invite: 'The assistant is not in this channel. Somebody who is has to type “/invite @” and its name there, or choose another channel with /settings channels.',
    archived: 'This channel is archived. It has to be opened again, or another one chosen with /settings channels.',
    closedChannel: 'Only some may post in this channel. Its owner has to allow the assistant, or an organiser to choose another channel with /settings channels.',
    messageLimit: 'This workspace has reached its limit of messages. Its owner has to choose another plan, or delete messages.',
    noMessagesTab: 'Members cannot read messages of the assistant: at api.slack.com/apps → your app → App Home, turn the Messages Tab on and allow messages from it.',
    missingScope: 'The assistant lacks a permission ({scope}): add it at api.slack.com/apps → your app → OAuth & Permissions, and install it again from Install App.',
  },
  fr: {
    invite: 'L’assistant n’est pas dans ce salon. Une personne qui y est doit y taper « /invite @ » suivi de son nom, ou il faut choisir un autre salon avec /réglages salons.',
    archived: 'Ce salon est archivé. Il faut le rouvrir, ou en choisir un autre avec /réglages salons.',
    closedChannel: 'Seules certaines personnes peuvent écrire dans ce salon. Il faut que la personne qui en est propriétaire y autorise l’assistant, ou que l’équipe d’organisation en choisisse un autre avec /réglages salons.',
    messageLimit: 'Cet espace Slack a atteint sa limite de messages. La personne qui en est propriétaire doit changer d’offre ou supprimer des messages.',
    noMessagesTab: 'Les membres ne peuvent pas lire les messages de l’assistant : sur api.slack.com/apps → votre application → App Home, activez « Messages Tab » et autorisez les messages.',
    missingScope: 'Il manque une autorisation à l’assistant ({scope}) : ajoutez-la sur api.slack.com/apps → votre application → OAuth & Permissions, puis réinstallez-la depuis Install App.',
  },
})
