import type { Authored, Work } from '../kit.ts'
import { editButton } from './access.ts'
import { findOpportunity } from './store.ts'

const prefix = 'opportunity:'

/** Under which its card is told to channels. */
export const cardKey = (number: number): string => `${prefix}${number}`

/** Who wrote what a card says. */
export async function author(work: Work, key: string): Promise<Authored | undefined> {
  if (!key.startsWith(prefix)) return undefined
  const opportunity = await findOpportunity(work, Number(key.slice(prefix.length)))
  return opportunity ? { personId: opportunity.authorId, title: opportunity.title, edit: editButton(opportunity) } : undefined
}
