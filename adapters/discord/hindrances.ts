import { catalogue } from '../../bot/text.ts'

/** What keeps a message from its place, and what an organiser can do about it. */
export const h = catalogue('discord-hindrances', {
  en: {
    channelGone: 'The channel is no more: choose another with /settings channels.',
    serverGone: 'I am no longer on this server: invite me again.',
    missing: 'I lack a permission there: in the channel’s settings, allow my role {permissions}.',
    wrongKind: 'Nothing can be written in a channel of this kind: choose another with /settings channels.',
    full: 'Discord allows no more of this there ({error}): make room first.',
    tooManyFiles: 'A message holds ten files at most.',
    wantsTag: 'This forum wants a tag on every post: create one that I may use, or no longer require tags.',
    locked: 'The thread is locked: unlock it.',
    threads: 'The server has as many active threads as Discord allows: archive some.',
    autoMod: 'AutoMod of this server refuses these words: say it otherwise, or let my role through.',
    harmful: 'Discord takes a link in it for harmful: leave it out.',
    sayOtherwise: 'The rules of this server (AutoMod) do not allow some of its words: say it otherwise, and it is shown there.',
    otherLink: 'Discord takes a link in it for harmful: leave the link out or give another, and it is shown there.',
    refused: 'Discord refuses it: {detail}.',
    thread: 'Hello {person}! Your direct messages are closed to me, so this is where I write to you from now on. Only you and the moderators of this server can read it. If you would rather have direct messages, allow them in the privacy settings of this server and write me one.',
  },
  fr: {
    channelGone: 'Le salon n’existe plus : choisissez-en un autre avec /réglages salons.',
    serverGone: 'Je ne suis plus sur ce serveur : invitez-moi à nouveau.',
    missing: 'Il m’y manque une permission : dans les paramètres du salon, accordez à mon rôle {permissions}.',
    wrongKind: 'On ne peut pas écrire dans un salon de ce genre : choisissez-en un autre avec /réglages salons.',
    full: 'Discord n’en accepte pas davantage à cet endroit ({error}) : faites d’abord de la place.',
    tooManyFiles: 'Un message contient dix fichiers au plus.',
    wantsTag: 'Ce forum exige une étiquette sur chaque publication : créez-en une que je puisse utiliser, ou ne l’exigez plus.',
    locked: 'Le fil est verrouillé : déverrouillez-le.',
    threads: 'Le serveur a autant de fils actifs que Discord le permet : archivez-en quelques-uns.',
    autoMod: 'L’AutoMod de ce serveur refuse ces mots : dites-le autrement, ou laissez passer mon rôle.',
    harmful: 'Discord juge dangereux un lien du message : retirez-le.',
    sayOtherwise: 'Les règles de ce serveur (AutoMod) n’en acceptent pas certains mots : dites-le autrement, et elle y paraîtra.',
    otherLink: 'Discord juge dangereux un lien de cette annonce : retirez-le ou donnez-en un autre, et elle y paraîtra.',
    refused: 'Discord le refuse : {detail}.',
    thread: 'Bonjour {person} ! Vos messages privés me sont fermés : c’est donc ici que je vous écrirai désormais. Vous êtes la seule personne à pouvoir le lire, avec la modération de ce serveur. Si vous préférez les messages privés, autorisez-les dans les paramètres de confidentialité de ce serveur, puis écrivez-moi.',
  },
})
