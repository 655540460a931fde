import { typedAs } from '../../bot/action.ts'
import { action, anyone, ask, buttons, list, moment, secret, text, view, type Button, type Context, type Item, type View } from '../kit.ts'
import { join } from './joining.ts'
import { m } from './messages.ts'
import type { Login } from './rules.ts'
import { actingAccount, giveCode, ownLogins } from './store.ts'

const about = { name: 'link', french: 'relier' }

const typeButton: Button = { label: m.typeCode, call: { action: 'accounts.join', input: {} } }
export const accountsButton: Button = { label: m.title, call: { action: about.name, input: {} } }

/** Longer than a code, however it is spaced. */
const longestTyped = 40

/** A login as people know it: by its spaces. */
export const spacesOf = ({ spaces }: Login): string => spaces.join(', ')

const itemOf = (login: Login, acting: number, isOnly: boolean): Item => {
  const spaces = spacesOf(login)
  const separate: Button = {
    label: m.separate,
    call: { action: 'accounts.separate', input: { account: login.accountIds[0] ?? 0 } },
    confirm: m.separateConfirm({ spaces }),
  }
  return {
    title: spaces,
    facts: [{ label: m.lastUsed, value: login.accountIds.includes(acting) ? m.now : m.on({ when: moment(login.seenAt, 'date') }) }],
    buttons: isOnly ? [] : [separate],
  }
}

async function overview(context: Context): Promise<View> {
  const { code, expiresAt } = await giveCode(context)
  const [logins, acting] = [await ownLogins(context), await actingAccount(context)]
  const command = `${typedAs(about, context.who.locale)} ${code}`
  return view(
    { title: m.title },
    secret(text(m.code({ letters: code }))),
    secret(text(m.codeAbout({ command, until: moment(expiresAt, 'time') }))),
    text(m.caution),
    buttons(typeButton),
    list(logins.map((login) => itemOf(login, acting, logins.length === 1))),
  )
}

/** `/link [code]`: shows a code and one's accounts; with a code shown at another account, the two are one person from then on. */
export const link = action({
  ...about,
  title: m.title,
  description: m.description,
  can: anyone,
  input: { code: ask.text({ label: m.codeField, hint: m.codeHint, max: longestTyped, optional: true }) },
  run: (context, { code }) => (code === undefined ? overview(context) : join(context, code, { wayOn: [typeButton, accountsButton], isConfirmed: false })),
})

/** The same with a form, for those who press buttons. */
export const typeCode = action({
  name: 'accounts.join',
  title: m.typeCode,
  description: m.typeCodeAbout,
  can: anyone,
  input: { code: ask.text({ label: m.codeField, hint: m.codeHint, max: longestTyped }) },
  run: (context, { code }) => join(context, code, { wayOn: [typeButton, accountsButton], isConfirmed: false }),
})

/** What she is asked once she has typed a code, before the two are one. */
export const confirmJoin = action({
  name: 'accounts.confirm',
  title: m.bothAreMe,
  description: m.whatItMeans,
  can: anyone,
  input: { code: ask.text({ label: m.codeField, max: longestTyped, hidden: true }) },
  run: (context, { code }) => join(context, code, { wayOn: [typeButton, accountsButton], isConfirmed: true }),
})
