import fc from 'fast-check'

export const quarterBegins = '2026-09-01T06:00:00Z'
export const quarterDays = 91

/** Their clocks change in this quarter, or never do; and the two ends of the day. */
const zones = ['Europe/Paris', 'Europe/Paris', 'Europe/Paris', 'America/Montreal', 'Africa/Dakar', 'Asia/Tokyo', 'Pacific/Auckland'] as const
const nights = [{}, {}, { quietFrom: 8 * 60, quietTo: 16 * 60 + 30 }, { quietFrom: 0, quietTo: 0 }] as const

export const topics = [
  'TVA', 'droit des marques', 'référencement naturel', 'React', 'comptabilité', 'logistique', 'photo produit', 'Kubernetes', 'négociation', 'levée de fonds', 'RGPD', 'PostgreSQL',
  'recrutement', 'accessibilité', 'cybersécurité', 'prise de parole', 'export', 'douane', 'rédaction web', 'impression textile', 'céramique', 'droit du travail', 'retraite', 'mécénat',
  'podcast', 'vidéo', 'traduction', 'pédagogie', 'boulangerie', 'architecture', 'assurance', 'domotique', 'apiculture', 'menuiserie', 'statistiques', 'graphisme',
] as const

/** Nobody says she knows these. */
const unknown = ['astronomie', 'numismatique'] as const

/**
 * How an expert deals with what she is asked: answers within hours, or after days; never says a word; says that it is not for her, at times
 * naming a colleague; asks for more first; goes on leave with the first question; hides her profile after the second.
 */
export type Habit = 'prompt' | 'slow' | 'silent' | 'declines' | 'asksMore' | 'onLeave' | 'hides'

const habits: Record<Habit, number> = { prompt: 11, slow: 4, silent: 3, declines: 3, asksMore: 2, onLeave: 2, hides: 1 }

const any = fc.noBias(fc.nat({ max: 1_000_000 }))
const oneOf = <T>(all: readonly T[]) => fc.noBias(fc.nat({ max: all.length - 1 })).map((index) => all[index] as T)

/** Some know what everybody asks about, others what hardly anybody does. */
const anyTopic = fc.tuple(any, any).map(([one, other]) => topics[Math.min(one % topics.length, other % topics.length)] as string)

const expert = fc.record({
  skills: fc.uniqueArray(anyTopic, { minLength: 1, maxLength: 4, size: 'max' }),
  timeZone: oneOf(zones),
  night: oneOf(nights),
  weeklyLimit: oneOf([1, 1, 2, 2, 2, 3, 5, 0]),
  habit: fc.oneof(...Object.entries(habits).map(([habit, weight]) => ({ arbitrary: fc.constant(habit as Habit), weight }))),
})

const question = fc.record({
  minute: fc.noBias(fc.integer({ min: 1, max: quarterDays * 1440 })),
  who: any,
  topic: fc.oneof({ arbitrary: anyTopic, weight: 24 }, { arbitrary: oneOf(unknown), weight: 1 }),
  anonymous: any.map((number) => number % 10 === 0),
  /** she asks the expert whom she found herself */
  chooses: any.map((number) => number % 12 === 0),
  withdrawsAfterHours: any.map((number) => (number % 12 === 0 ? 1 + (number % 60) : undefined)),
})

/** The program is away for so long, or begins anew at once. */
const outage = fc.record({ minute: fc.noBias(fc.integer({ min: 1, max: quarterDays * 1440 })), minutes: any.map((number) => (number % 3 ? 0 : number % 900)) })

const several = <T>(one: fc.Arbitrary<T>, count: number) => fc.array(one, { minLength: count, maxLength: count, size: 'max' })

export interface Size {
  members: number
  experts: number
  questions: number
  outages: number
}

/** Who lives through a quarter and what is asked in it. */
const quarters = ({ experts, questions, outages }: Size) =>
  fc.record({ experts: several(expert, experts), questions: several(question, questions), outages: several(outage, outages) })

export type Quarter = { size: Size } & (ReturnType<typeof quarters> extends fc.Arbitrary<infer Plan> ? Plan : never)
export type Expert = Quarter['experts'][number]
export type Asked = Quarter['questions'][number]

/** The same seed is the same quarter. */
export function quarterOf(size: Size, seed: number): Quarter {
  const [plan] = fc.sample(quarters(size), { seed, numRuns: 1 })
  if (!plan) throw new Error('no quarter')
  return { size, ...plan }
}

const things = ['une boutique', 'une association', 'un atelier', 'une première fois', 'un petit budget', 'une équipe de trois', 'une cliente à l’étranger', 'un salon']

/** A question as somebody asks it: each is another. */
export const wording = ({ topic, who }: Asked, index: number): string => `Comment bien commencer en ${topic} pour ${things[who % things.length]}, dossier ${index} ?`

/** How many hours pass until this expert does something about this question; undefined when she never does. */
export function hoursUntil({ habit }: Expert, lot: number): number | undefined {
  if (habit === 'silent') return undefined
  if (habit === 'slow') return 10 + (lot % 60)
  return 1 + (lot % 14)
}
