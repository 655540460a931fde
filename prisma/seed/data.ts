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

/** What an organiser fills into `/workshop create`, and who comes. */
export interface SeedWorkshop {
  by: string
  speaker: string
  daysAgo: number
  /** in how many days from now it is, and at what time there */
  startsIn?: number
  at?: string
  /** when it is, in words, for a series */
  series?: string
  input: Record<string, string | number>
  /** in this order; of a series, its first date */
  joined: string[]
  /** who was there, and what they said of it afterwards */
  came?: { who: string; mark?: number; words?: string }[]
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

/** What a member fills into `/alert add`. */
export interface SeedAlert {
  by: string
  daysAgo: number
  input: Record<string, string>
}
