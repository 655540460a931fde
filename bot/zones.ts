import { fold } from '../prisma/search/fold.ts'

const timeZones = Intl.supportedValuesOf('timeZone')
const regions = ['Europe', 'Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Indian', 'Pacific']

/** The name by which `Intl` knows a zone; undefined when it knows none of this name. */
function known(name: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    // An alias (Kyiv) is kept as it is called today and not as the list once called it (Kiev).
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name.toLowerCase().replace(/(^|[/_-])\p{L}/gu, (letter) => letter.toUpperCase())
  } catch {
    return undefined
  }
}

/** The IANA zone that a person means by `Europe/Paris`, `europe/paris` or just a city (`Montréal`). Offsets are none: they know no summer time. */
export function readTimeZone(typed: string): string | undefined {
  const plain = typed.normalize('NFD').replace(/\p{M}/gu, '').trim().replace(/\s+/g, '_')
  if (!/^[A-Za-z]/.test(plain)) return undefined
  for (const name of [plain, ...regions.map((region) => `${region}/${plain}`)]) {
    const zone = known(name)
    if (zone) return zone
  }
  return undefined
}

/** Zones that have a word beginning with each word typed, at most 20. */
export function timeZonesLike(typed: string): string[] {
  const words = fold(typed)
  const fits = (zone: string) => words.every((word) => fold(zone.replaceAll('_', ' ')).some((part) => part.startsWith(word)))
  return timeZones.filter(fits).slice(0, 20)
}
