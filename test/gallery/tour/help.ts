import type { GalleryCommunity } from '../community.ts'
import { texts } from './texts.ts'

/** What the assistant says of itself, at the end: by then there is something to find. */
export async function help({ visitor, locale, database }: GalleryCommunity): Promise<void> {
  const [guest, member, organiser] = [await visitor('Gus', { roles: [] }), await visitor('Ada Byron'), await visitor('Olympe', { roles: ['organiser'] })]
  await guest.types('/help', 'a guest')
  await guest.types('/home', 'a guest')
  await guest.types('hello', 'a guest greets')
  await guest.types('merci !', 'a guest thanks')
  await guest.types('/expert find TVA', 'a guest may not')
  await member.types('/help', 'a member')
  await member.types('/home', 'a member')
  await member.types('hello', 'a greeting')
  await member.types('merci !', 'thanks')
  await member.types('🎉', 'no words')
  await member.types(texts[locale].need, 'something fits')
  await member.presses('expert ask', 'what was said, as a question')
  await member.types('ventriloquist', 'nothing fits')
  await member.types('/settings', 'a member may not')
  await organiser.types('/help', 'an organiser')
  await organiser.opensHome('an organiser’s, opened')
  await member.types('/jop list', 'a command misspelt')
  await member.types('/qwertyuiop', 'no such command')
  await member.types('/expert find TVA --colour=red', 'no such option')
  await member.types('/expert', 'what begins alike')
  await member.calls({ action: 'lunch say', input: {} }, 'no longer offered')
  await member.calls({ action: 'bot.ticket', input: { id: 'forgotten' } }, 'a button too old')
  await database.client.opportunity.updateMany({ where: { status: 'closed' }, data: { kind: 'cake' } })
  const cake = await database.client.opportunity.findFirstOrThrow({ where: { kind: 'cake' } })
  await member.calls({ action: 'opportunities.interest', input: { number: cake.id, note: '' } }, 'a bug of ours')
}
