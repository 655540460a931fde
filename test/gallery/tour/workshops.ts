import type { Locale } from '../../../bot/text.ts'
import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'

const texts: Record<Locale, { title: string; description: string; when: string; words: string; reason: string }> = {
  en: {
    title: 'A first online shop', when: '1 December 18:30', words: 'shop', reason: 'Our speaker is ill. We will find another day.',
    description: 'From an idea to a page that sells: a name, three pictures, a price, a button.\nBring a telephone and one thing you make.',
  },
  fr: {
    title: 'Une première boutique en ligne', when: '1er décembre 18h30', words: 'boutique', reason: 'Notre intervenante est souffrante. Nous trouverons une autre date.',
    description: 'D’une idée à une page qui vend : un nom, trois photos, un prix, un bouton.\nVenez avec un téléphone et une chose que vous fabriquez.',
  },
}

const formOf = ({ locale }: GalleryCommunity) => {
  const { title, description, when } = texts[locale]
  return { title, description, when, minutes: '90', place: 'https://meet.example/shop', seats: '2', level: 'beginner', language: locale, guests: 'Ada Lovelace' }
}

async function creates(olga: Visitor, gallery: GalleryCommunity): Promise<void> {
  await olga.types('/workshop list', 'none, to an organiser')
  await olga.types('/workshop create', 'fresh')
  await olga.fills({ ...formOf(gallery), when: '1/11/2026 18:30', seats: '0', place: 'https://', timeZone: 'Mars' }, 'problems of fields')
  await olga.fills({ ...formOf(gallery), when: '1/11/2026 18:30', place: 'https://', timeZone: 'Mars', speaker: '999' }, 'problems')
  await olga.fills({ ...formOf(gallery), timeZone: 'New York', closesHours: '1', speaker: String(olga.id), link: 'drive.example/shop' }, 'a draft')
  await olga.types('/workshop list', 'a draft')
  await olga.presses('workshops.preview', 'again')
  await olga.presses('workshops.publish', 'published')
  await olga.calls({ action: 'workshops.preview', input: { number: 1 } }, 'published already')
  await olga.calls({ action: 'workshops.discard', input: { number: 1 } }, 'published already')
  await olga.types('/workshop create')
  await olga.fills(formOf(gallery))
  await olga.presses('workshops.discard', 'forgotten')
}

async function isJoined(gallery: GalleryCommunity, [ada, ines, noor]: [Visitor, Visitor, Visitor]): Promise<void> {
  const { words } = texts[gallery.locale]
  await ada.types('/workshop list', 'one')
  await ada.opens('workshop list', 'fresh')
  await ada.types(`/workshop list --words ${words}`, 'found')
  await ada.types('/workshop list --words zzz', 'nothing fits')
  await ada.types('/workshop list --mine yes', 'none of hers')
  await ada.opens('workshop show', 'which')
  await ada.types('/workshop show 99', 'no such')
  await ada.types('/workshop show 1', 'not registered')
  await ada.opens('workshop join', 'which')
  await ada.types('/workshop join 1', 'a seat')
  await ada.types('/workshop join 1', 'registered already')
  await ada.types('/workshop show 1', 'registered')
  await ines.types('/workshop join 1')
  await noor.types('/workshop join 1', 'waiting')
  await noor.types('/workshop join 1', 'waiting already')
  await noor.types('/workshop show 1', 'waiting')
  await noor.types('/workshop list --mine yes', 'hers')
  await noor.opens('workshop leave', 'which')
  await noor.types('/workshop leave 1', 'left the waiting list')
  await noor.types('/workshop leave 1', 'never joined')
  await noor.types('/workshop join 1')
  await ines.types('/workshop leave 1', 'left, and the next has an offer')
  await noor.types('/workshop show 1', 'a seat is kept for her')
  await noor.presses('workshops.decline', 'declined')
  await noor.calls({ action: 'workshops.accept', input: { number: 1, date: 1 } }, 'no longer kept')
  await ines.types('/workshop join 1')
  await noor.types('/workshop join 1')
  await ines.types('/workshop leave 1')
  await noor.presses('workshops.accept', 'accepted')
}

async function isChanged(gallery: GalleryCommunity, olga: Visitor, ada: Visitor): Promise<void> {
  await olga.opens('workshop edit', 'which')
  await olga.types('/workshop edit 1', 'filled in')
  await olga.fills({ seats: '1', place: 'https://' }, 'problems')
  await olga.fills({ place: 'https://meet.example/other' }, 'fewer seats than are taken')
  await olga.fills({ seats: '3' }, 'changed')
  await olga.types('/workshop create')
  await olga.fills({ ...formOf(gallery), title: 'WordPress' })
  await olga.presses('workshops.publish')
  // the second was forgotten
  const number = 3
  await ada.types(`/workshop join ${number}`)
  await olga.opens('workshop cancel', 'which')
  await olga.types(`/workshop cancel ${number}`, 'why')
  await olga.fills({ reason: '' }, 'problems')
  await olga.fills({ reason: texts[gallery.locale].reason }, 'cancelled')
  await olga.types(`/workshop cancel ${number} again`, 'cancelled already')
}

export async function workshops(gallery: GalleryCommunity): Promise<void> {
  const { visitor } = gallery
  const olga = await visitor('Olga Benario', { roles: ['member', 'organiser'] })
  const [ada, ines, noor] = [await visitor('Ada Byron'), await visitor('Inès Arrigo'), await visitor('Noor Khan')]
  await creates(olga, gallery)
  await isJoined(gallery, [ada, ines, noor])
  await isChanged(gallery, olga, ada)
  await gallery.passes({ days: 9 })
  await ada.types('/workshop show 1', 'over')
}
