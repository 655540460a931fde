import { Refusal, action, anyone, ask, buttons, text, view, type Context } from '../kit.ts'
import { accountsButton, spacesOf } from './link.ts'
import { m } from './messages.ts'
import type { Login } from './rules.ts'
import { actingAccount, ownLogins, separate } from './store.ts'

/** One of her accounts becomes a person of its own again, with nothing but its name; the others keep everything. */
export const separateAccount = action({
  name: 'accounts.separate',
  title: m.separate,
  description: m.separateAbout,
  can: anyone,
  input: { account: ask.record({ label: m.title, hidden: true }) },
  async run(context, { account }) {
    const login = await separable(context, account)
    const spaces = spacesOf(login)
    const [stays, isActing] = [context.who.id, login.accountIds.includes(await actingAccount(context))]
    const goes = await separate(context, login.accountIds, isActing ? context.from.name : context.who.name)
    const told = (personId: number, said: Parameters<typeof text>[0]) =>
      context.tell({ person: personId }, view({ title: m.separatedTitle }, text(said), buttons(accountsButton)), { key: `accounts:${personId}:separated:${login.accountIds[0] ?? 0}:${context.now.toISOString()}` })
    if (isActing) {
      await context.becomesAnother()
      await told(stays, m.separatedFrom({ spaces }))
    } else await told(goes, m.separatedAlone({ spaces }))
    await context.audit(`accounts.separate:${goes}`, { from: stays })
    return view({ title: m.separatedTitle, tone: 'good' }, text(isActing ? m.separatedAlone({ spaces }) : m.separatedFrom({ spaces })), buttons(accountsButton))
  },
})

/** @throws Refusal when it is not one of hers, or the last one */
async function separable(context: Context, account: number): Promise<Login> {
  const logins = await ownLogins(context)
  const login = logins.find(({ accountIds }) => accountIds.includes(account))
  if (!login) throw new Refusal(m.noSuchAccount, [{ kind: 'buttons', buttons: [accountsButton] }])
  if (logins.length === 1) throw new Refusal(m.lastAccount)
  return login
}
