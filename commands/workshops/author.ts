import type { Authored, Work } from '../kit.ts'
import { editButton } from './access.ts'
import { findWorkshop } from './store.ts'

const prefix = 'workshop:'

/** Under which its card is told to channels. */
export const cardKey = (number: number): string => `${prefix}${number}`

/** Who wrote what a card says. */
export async function author(work: Work, key: string): Promise<Authored | undefined> {
  if (!key.startsWith(prefix)) return undefined
  const workshop = await findWorkshop(work, Number(key.slice(prefix.length)))
  return workshop?.authorId ? { personId: workshop.authorId, title: workshop.title, edit: editButton(workshop) } : undefined
}
