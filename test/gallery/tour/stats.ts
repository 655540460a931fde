import type { GalleryCommunity } from '../community.ts'

export async function stats({ visitor }: GalleryCommunity): Promise<void> {
  const olga = await visitor('Olga', { roles: ['member', 'organiser'] })
  await olga.opens('stats', 'fresh')
  await olga.types('/stats', 'of 90 days')
  await olga.presses('stats', 'of 30 days', { period: '30' })
}
