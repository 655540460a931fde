import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'

async function codeOf(visitor: Visitor, { album }: GalleryCommunity, note?: string): Promise<string> {
  await visitor.types('/link', note)
  return album.lastCode
}

const accountOf = async ({ id }: Visitor, { database }: GalleryCommunity): Promise<number> =>
  (await database.client.account.findFirstOrThrow({ where: { personId: id } })).id

export async function accounts(gallery: GalleryCommunity): Promise<void> {
  const { visitor, passes } = gallery
  const [ada, phone, eve] = [await visitor('Ada Lovelace'), await visitor('ada_l', { roles: [], at: 'discord' }), await visitor('Ève')]
  const code = await codeOf(ada, gallery, 'one account')
  await ada.opens('link', 'fresh')
  await ada.types(`/link ${code}`, 'the code of the very account')
  await ada.calls({ action: 'accounts.separate', input: { account: 999 } }, 'not hers')
  await phone.types('/link')
  await phone.presses('accounts.join', 'fresh')
  await phone.fills({ code: '' }, 'no code')
  await phone.fills({ code: 'ACDEFHJK' }, 'a wrong code')
  await phone.presses('accounts.join')
  await phone.fills({ code }, 'whose code it is')
  await phone.presses('accounts.confirm', 'joined')
  await passes({ days: 2 })
  await phone.types('/link', 'two accounts')
  await phone.presses('accounts.separate', 'separated')
  await phone.calls({ action: 'accounts.separate', input: { account: await accountOf(ada, gallery) } }, 'the only one')
  await eve.types('/link WRONG1', 'a wrong code')
  for (let index = 2; index <= 5; index++) await eve.types(`/link WRONG${index}`)
  await eve.types('/link WRONG6', 'too many wrong codes')
}
