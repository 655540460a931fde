import { z } from 'zod'

/** Where something that is kept came from. */
export const source = { teamId: z.string(), enterpriseId: z.string().nullable(), isEnterpriseInstall: z.boolean() }

/** What is kept of a form that was sent: what is read of it once its work is taken up. */
const viewSchema = z.object({
  id: z.string(),
  hash: z.string(),
  title: z.string(),
  private_metadata: z.string(),
  blocks: z.array(z.object({ type: z.string(), block_id: z.string() })),
  values: z.record(z.string(), z.record(z.string(), z.json())),
})

/** What is kept of an event, or of a form that takes long, until it is worked off. */
export const arrivalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), ...source, user: z.string(), text: z.string(), channel: z.string().nullable(), thread: z.string().nullable() }),
  z.object({ kind: z.literal('home'), ...source, user: z.string() }),
  z.object({ kind: z.literal('form'), ...source, user: z.string(), at: z.string(), view: viewSchema }),
  z.object({ kind: z.literal('removed'), ...source }),
])
export type SlackArrival = z.infer<typeof arrivalSchema>
export type SentForm = Extract<SlackArrival, { kind: 'form' }>
