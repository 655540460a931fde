import { catalogue } from './text.ts'

/** What the engine itself holds about people, in plain words. */
export const m = catalogue('held', {
  en: {
    person: 'Who you are here: your name, language, time zone and quiet hours',
    accounts: 'Your accounts',
    roles: 'Your roles',
    files: 'Your files',
    said: 'Messages from the assistant to you',
    typed: 'Your messages in the web chat, and the answers to them',
    remembered: 'What you did lately, kept so that nothing is done twice',
    links: 'Buttons and links that are yours alone',
    codes: 'Codes for joining your accounts',
    trail: 'What you did that others may have to look into',
    trailStays: 'The record that something was done for the community stays, without saying that it was you.',
    retracted: 'What was here was erased by the person it was about.',
  },
  fr: {
    person: 'Qui vous êtes ici : votre nom, votre langue, votre fuseau horaire et vos heures calmes',
    accounts: 'Vos comptes',
    roles: 'Vos rôles',
    files: 'Vos fichiers',
    said: 'Les messages que l’assistant vous a envoyés',
    typed: 'Vos messages dans la messagerie web, et leurs réponses',
    remembered: 'Ce que vous avez fait récemment, gardé pour que rien ne soit fait deux fois',
    links: 'Les boutons et liens qui n’appartiennent qu’à vous',
    codes: 'Les codes qui relient vos comptes',
    trail: 'Ce que vous avez fait et que d’autres peuvent avoir à vérifier',
    trailStays: 'La trace qu’une chose a été faite pour la communauté reste, sans dire que c’était vous.',
    retracted: 'Ce qui était ici a été effacé par la personne concernée.',
  },
})
