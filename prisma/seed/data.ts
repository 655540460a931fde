/** Somebody made up. */
export interface SeedPerson {
  /** how the rest of the seed calls her; the web account of those a visitor can be is `demo-` and this */
  key: string
  name: string
  locale: 'en' | 'fr'
  timeZone?: string
  roles: string[]
  profile?: SeedProfile
}

/** What she fills into `/profile edit`. */
export interface SeedProfile {
  headline: string
  skills: string
  languages: string[]
  city: string
  bio: string
  weeklyLimit?: number
  hidden?: true
}

/** What somebody fills into `/job post` or `/deal post`. */
export interface SeedPost {
  by: string
  daysAgo: number
  /** days from now until the last one; left out, as long as usual */
  lasts?: number
  input: Record<string, string | number>
  /** why it is closed already, one of the reasons that its form offers */
  closed?: string
}

export interface SeedQuestion {
  by: string
  /** the expert she chose; without one it goes to whoever knows best */
  to?: string
  anonymous?: true
  hoursAgo: number
  text: string
  /** what the expert did whose turn it was */
  then?: { answer: string; thanked?: true; kept?: true } | { more: string; reply: string } | { declined: true }
}

/** A line in #general. */
export interface SeedLine {
  by: string
  minutesAgo: number
  text: string
}
