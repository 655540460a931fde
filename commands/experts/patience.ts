import type { Work } from '../kit.ts'

/** How many hours an expert has to answer before a question goes on to the next, unless the organisers say otherwise. */
export const usualPatience = 24

export const patienceRange = { min: 1, max: 168 }

const name = 'questions.patience'

/** How many hours an expert has to answer here. */
export async function patienceOf({ db, community }: Pick<Work, 'db' | 'community'>): Promise<number> {
  const row = await db.setting.findUnique({ where: { communityId_name: { communityId: community.id, name } } })
  return typeof row?.value === 'number' ? row.value : usualPatience
}

/** Questions put to experts from now on have this many hours. */
export async function setPatience({ db, community }: Pick<Work, 'db' | 'community'>, hours: number): Promise<void> {
  const key = { communityId: community.id, name }
  await db.setting.upsert({ where: { communityId_name: key }, create: { ...key, value: hours }, update: { value: hours } })
}
