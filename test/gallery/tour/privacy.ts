import type { GalleryCommunity } from '../community.ts'

export async function privacy({ visitor }: GalleryCommunity): Promise<void> {
  const hanna = await visitor('Hanna')
  await hanna.types('/privacy', 'what is held')
  await hanna.opens('privacy', 'fresh')
  await hanna.opens('privacy export', 'fresh')
  await hanna.types('/privacy export', 'a link')
  await hanna.opens('privacy erase', 'fresh')
  await hanna.types('/privacy erase non', 'not confirmed')
  await hanna.types('/privacy erase effacer', 'erased')
}
