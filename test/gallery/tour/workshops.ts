import type { Locale } from '../../../bot/text.ts'
import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'

const texts: Record<Locale, { title: string; description: string; words: string; reason: string }> = {
  en: {
    title: 'A first online shop', words: 'shop', reason: 'Our speaker is ill. We will find another day.',
    description: 'From an idea to a page that sells: a name, three pictures, a price, a button.\nBring a telephone and one thing you make.',
  },
  fr: {
    title: 'Une première boutique en ligne', words: 'boutique', reason: 'Notre intervenante est souffrante. Nous trouverons une autre date.',
    description: 'D’une idée à une page qui vend : un nom, trois photos, un prix, un bouton.\nVenez avec un téléphone et une chose que vous fabriquez.',
  },
}

/** In so many days at half past six, in words. */
function inDays(days: number, { locale, clock }: GalleryCommunity): string {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'Europe/Paris' }).format(new Date(clock.now().getTime() + days * 86_400_000))
  return `${day} ${{ en: '18:30', fr: '18h30' }[locale]}`
}

const formOf = (gallery: GalleryCommunity) => {
  const { locale } = gallery
  const { title, description } = texts[locale]
  return { title, description, when: inDays(7, gallery), minutes: '90', place: 'https://meet.example/shop', seats: '2', level: 'beginner', language: locale, guests: 'Ada Lovelace' }
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

/** One date of a series is moved and one dropped; another workshop is made of it. */
async function isSeries(gallery: GalleryCommunity, olga: Visitor, ada: Visitor): Promise<void> {
  const when = { en: 'every Tuesday at 18:30 from 1 December until 22 December', fr: 'tous les mardis à 18h30 à partir du 1er décembre jusqu’au 22 décembre' }[gallery.locale]
  await olga.types('/workshop create')
  await olga.fills({ ...formOf(gallery), when }, 'a series')
  await olga.presses('workshops.publish')
  const dates = await gallery.database.client.workshopDate.findMany({ where: { workshop: { rule: { not: null } } }, orderBy: { slot: 'asc' } })
  const number = dates[0]?.workshopId ?? 0
  const of = (index: number) => ({ number, date: dates[index]?.id ?? 0 })
  await ada.types(`/workshop join ${number}`, 'which date')
  for (const index of [1, 2]) await ada.calls({ action: 'workshop join', input: of(index) })
  await ada.types(`/workshop show ${number}`, 'a series')
  await ada.opens('workshop dates', 'which')
  await ada.types(`/workshop dates ${number}`, 'hers')
  await olga.types(`/workshop dates ${number}`, 'to an organiser')
  await olga.presses('workshops.move', 'filled in', of(1))
  await olga.fills({ when, timeZone: 'Mars' }, 'problems')
  await olga.fills({ when: { en: '10 December 19:00', fr: '10 décembre 19h' }[gallery.locale], timeZone: '' }, 'moved')
  await olga.types(`/workshop dates ${number}`)
  await olga.presses('workshops.drop', 'why', of(2))
  await olga.fills({ reason: texts[gallery.locale].reason }, 'dropped')
  await olga.calls({ action: 'workshops.drop', input: { ...of(2), reason: 'again' } }, 'dropped already')
  await ada.types(`/workshop dates ${number}`, 'one is dropped')
  await ada.calls({ action: 'workshop dates', input: { number, past: true } }, 'none is over')
  await olga.calls({ action: 'workshops.drop', input: { ...of(0), reason: 'again' } })
  await olga.calls({ action: 'workshops.drop', input: { ...of(1), reason: 'again' } }, 'the last')
  await olga.calls({ action: 'workshops.move', input: { number: 1, date: 1 } }, 'no series')
  await olga.opens('workshop duplicate', 'which')
  await olga.types(`/workshop duplicate ${number}`, 'filled in')
  await olga.fills({ when: '1/11/2026 18:30' }, 'problems')
  await olga.fills({ when: inDays(30, gallery) }, 'a draft')
  await olga.presses('workshops.discard')
  await olga.types(`/workshop cancel ${number} again`)
}

/** The day before, in the room, and afterwards. */
async function isHeld(gallery: GalleryCommunity, olga: Visitor, [ada, ines, noor]: [Visitor, Visitor, Visitor]): Promise<void> {
  await olga.types('/workshop join 1')
  const { startsAt, endsAt, id: date } = await gallery.database.client.workshopDate.findFirstOrThrow({ where: { workshopId: 1 } })
  const until = (at: Date) => gallery.passes({ minutes: (at.getTime() - gallery.clock.now().getTime()) / 60_000 })
  await olga.types('/workshop settings', 'filled in')
  await olga.fills({ acceptHours: '0', reminders: 'x' }, 'problems')
  await olga.fills({ acceptHours: '6' }, 'reminders that are none')
  await olga.fills({ reminders: { en: '1 week, 1 day', fr: '1 semaine, 1 jour' }[gallery.locale] }, 'saved')
  await ada.types('/workshop reminders', 'filled in')
  await ada.fills({ reminders: 'x' }, 'problems')
  await ada.fills({ reminders: { en: '2 days, 1 hour', fr: '2 jours, 1 heure' }[gallery.locale] }, 'saved')
  await noor.types('/workshop reminders')
  await noor.fills({ reminders: { en: 'none', fr: 'aucun' }[gallery.locale] }, 'none')
  await ada.types('/workshop feedback 1', 'not hers')
  await olga.types('/workshop attendance 1', 'too early')
  await until(new Date(startsAt.getTime() - 24 * 3_600_000))
  // it begins in the night here: they are asked in the morning
  await gallery.passes({ hours: 8 }, { action: 'workshops.confirm', note: 'asked' })
  await noor.presses('workshops.confirm', 'she comes')
  await olga.types('/workshop show 1', 'one comes')
  await until(startsAt)
  await olga.opens('workshop attendance', 'which')
  await olga.types('/workshop attendance 1', 'not taken')
  await gallery.database.client.workshopDate.update({ where: { id: date }, data: { code: 'KRAUT' } })
  await olga.presses('workshops.code', 'a code')
  await ada.opens('workshop here', 'which')
  await ada.types('/workshop here AAAAA', 'wrong')
  await ada.types('/workshop here KRAUT', 'noted')
  await ines.types('/workshop here KRAUT', 'no seat')
  await olga.types('/workshop attendance 1')
  await olga.presses('workshops.attended', 'one more')
  await until(endsAt)
  await gallery.passes({ hours: 8 }, { action: 'workshops.rate', note: 'asked' })
  await olga.types('/workshop feedback 1', 'none')
  await ada.presses('workshops.rate', 'a number', { mark: 5 })
  await ada.presses('workshops.words', 'fresh')
  await ada.fills({ words: texts[gallery.locale].description }, 'words too')
  await olga.opens('workshop feedback', 'which')
  await olga.types('/workshop feedback 1', 'few')
  for (const [person, mark] of [[noor, 4], [olga, 2]] as const) await person.calls({ action: 'workshops.rate', input: { number: 1, date, mark } })
  await olga.types('/workshop feedback 1', 'figures')
  await ada.types('/workshop show 1', 'over')
  await olga.types('/workshop show 1', 'over, to an organiser')
}

export async function workshops(gallery: GalleryCommunity): Promise<void> {
  const { visitor } = gallery
  const end = new Date(gallery.clock.now().getTime() + 9 * 86_400_000)
  const olga = await visitor('Olga Benario', { roles: ['member', 'organiser'] })
  const [ada, ines, noor] = [await visitor('Ada Byron'), await visitor('Inès Arrigo'), await visitor('Noor Khan')]
  await creates(olga, gallery)
  await isJoined(gallery, [ada, ines, noor])
  await ada.types('/workshop calendar', 'her addresses')
  await ada.presses('workshops.renewCalendar', 'new ones')
  await isChanged(gallery, olga, ada)
  await isSeries(gallery, olga, ada)
  await isHeld(gallery, olga, [ada, ines, noor])
  await gallery.passes({ minutes: (end.getTime() - gallery.clock.now().getTime()) / 60_000 })
  // what the homes of the others show
  await olga.types('/workshop create')
  await olga.fills({ ...formOf(gallery), when: inDays(350, gallery) })
  await olga.presses('workshops.publish')
}
