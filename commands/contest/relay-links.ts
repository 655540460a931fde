import type { Leads, Posters } from '../../bot/poster.ts'
import { moment } from '../kit.ts'
import { m } from './messages.ts'
import { relayCalled, type Relay } from './relay-store.ts'

const places = { lead: 'r', poster: 'poster' } as const

/** What a relay passes on: short, to be typed from a poster. */
export const linkOf = (publicUrl: string, { code }: Pick<Relay, 'code'>): string => `${publicUrl}/${places.lead}/${code}`

export const posterLink = (publicUrl: string, { code }: Pick<Relay, 'code'>): string => `${publicUrl}/${places.poster}/${code}`

/** `/r/CODE` leads to the contest; a relay that was closed leads there too, and brings nobody any more. */
export const leads: Leads = {
  place: places.lead,
  async follow(work, typed, { isFirst }) {
    const relay = await relayCalled(work, typed)
    if (!relay) return undefined
    const page = `/apply/${relay.contest.slug}`
    if (relay.closedAt) return page
    if (isFirst) await work.db.relay.update({ where: { id: relay.id }, data: { reached: { increment: 1 } } })
    return `${page}?relay=${relay.code}`
  },
}

export const posters: Posters = {
  place: places.poster,
  title: m.poster,
  async find(work, typed) {
    const relay = await relayCalled(work, typed)
    if (!relay || relay.closedAt) return undefined
    const { about, closesAt } = relay.contest
    return {
      title: about.name,
      about: about.summary,
      lines: [m.posterMinutes({ minutes: about.minutes }), m.posterUntil({ at: moment(closesAt, 'date') }), m.posterFree],
      scan: m.posterScan,
      link: linkOf(work.publicUrl, relay),
      by: relay.name,
      locale: relay.locale,
    }
  },
}
