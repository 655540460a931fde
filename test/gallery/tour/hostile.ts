import type { GalleryCommunity } from '../community.ts'
import { publishes } from './experts.ts'

/** What would be markup, a mention, a link or a script on one platform or another. */
export const hostile = ['<script>alert(1)</script>', '@everyone', '<!channel>', '[x](http://evil.example)', '*bold*', '<@123456789012345678>', '||hidden||', '~~gone~~', '# title']

const all = hostile.join(' ')
const lines = hostile.join('\n')

/** People, places and texts that mean no good. */
export async function hostilities({ visitor, album, engine, settle }: GalleryCommunity): Promise<void> {
  album.page = 'hostile'
  const [mallory, ada, olga] = [await visitor(all.slice(0, 80)), await visitor('Ada'), await visitor('Olga', { roles: ['organiser'] })]
  await publishes(mallory, { headline: hostile.slice(0, 4).join(' '), skills: hostile.slice(0, 5).join(', '), city: hostile.slice(4).join(' '), bio: lines, weeklyLimit: '5' })
  await ada.types(`/profile show #${mallory.id}`, 'hostile')
  await ada.types('/expert find script', 'hostile')
  await ada.types(`/expert find ${all}`, 'nothing but hostile')
  await ada.calls({ action: 'expert ask', input: { question: lines, expert: mallory.id } }, 'hostile')
  await mallory.presses('experts.answer')
  await mallory.fills({ answer: lines }, 'hostile')
  await mallory.types('/job post')
  await mallory.fills({ title: all.slice(0, 100), company: hostile.slice(0, 3).join(' '), contract: 'freelance', remote: 'on-site', place: hostile.slice(3, 6).join(' '), description: lines, until: all, apply: 'mailto:evil' }, 'hostile')
  await mallory.fills({ until: '', apply: 'https://evil.example/?a="b"&c=<d>' }, 'hostile, a draft')
  await mallory.presses('opportunities.publish', 'hostile')
  await ada.presses('opportunities.report')
  await ada.fills({ reason: lines }, 'hostile')
  await mallory.types(`/link ${hostile.slice(0, 2).join('')}`, 'hostile')
  await mallory.types(all, 'hostile')
  await mallory.types(`/${all}`, 'hostile')
  await album.during({ action: 'settings spaces', note: 'a hostile one asks' }, async () => {
    await engine.openSpace({ platform: 'slack', externalId: 'T0EVIL0001', name: all, places: [{ id: 'C0EVIL0001', name: all }] })
    await settle()
    return undefined
  })
  await olga.types('/settings spaces', 'hostile')
  await olga.calls({ action: 'settings invite', input: { name: all.slice(0, 80) } }, 'hostile')
  album.page = undefined
}
