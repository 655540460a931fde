import { catalogue } from '../../commands/kit.ts'

export const m = catalogue('sample', {
  en: {
    general: 'Conversation',
    say: 'Say something kind',
    sayDescription: 'A kind word for everybody, in the channel.',
    words: 'Your words',
    wordsHint: 'Everybody in the channel will read them.',
    notKind: 'This reads as if it were shouted. Please write it in small letters.',
    said: 'From {author}',
    done: 'It is said',
    doneHint: 'Everybody can read it. You may change your words until the evening.',
    other: 'Change my words',
  },
  fr: {
    general: 'Conversation',
    say: 'Dire un mot gentil',
    sayDescription: 'Un mot gentil pour tout le monde, dans le canal.',
    words: 'Vos mots',
    wordsHint: 'Tout le monde les lira dans le canal.',
    notKind: 'On dirait un cri. Merci de l’écrire en minuscules.',
    said: 'Un mot signé {author}',
    done: 'C’est dit',
    doneHint: 'Tout le monde peut le lire. Vous pouvez changer vos mots jusqu’à ce soir.',
    other: 'Changer mes mots',
  },
})
