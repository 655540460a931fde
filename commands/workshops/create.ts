import { action, organiser, type Context } from '../kit.ts'
import { fields } from './fields.ts'
import { m } from './messages.ts'
import { findWorkshop, type Workshop } from './store.ts'
import { readTyped, type Typed } from './typed.ts'
import { preview } from './views.ts'

/** How long a workshop lasts, and for how many it is, unless something else is typed. */
const usual = { minutes: 60, seats: 20, level: 'everyone' }

/** `/workshop create`: what was typed becomes a draft that only the organisers see. */
export const create = action({
  name: 'workshop create',
  french: 'atelier créer',
  title: m.create,
  description: m.createAbout,
  can: organiser,
  asks: 'always',
  input: fields,
  fill: async ({ who }) => ({ ...usual, language: who.locale, timeZone: who.timeZone }),
  async run(context, input) {
    return preview(context, await createDraft(context, await readTyped(context, input)))
  },
})

/** Writes a draft down. */
export async function createDraft(context: Context, { columns, speakers }: Typed): Promise<Workshop> {
  const { db, community, who, now } = context
  const data = { ...columns, communityId: community.id, authorId: who.id, status: 'draft', createdAt: now, speakers: { create: speakers } }
  const { id } = await db.workshop.create({ data, select: { id: true } })
  const draft = await findWorkshop(context, id)
  if (!draft) throw new Error(`workshop ${id} is gone within its own transaction`)
  return draft
}
