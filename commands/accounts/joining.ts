import { mayGuessAt, noteGuess } from '../../bot/guesses.ts'
import { Refusal, buttons, moment, secret, text, view, type Button, type Context, type View } from '../kit.ts'
import { m } from './messages.ts'
import { ownLogins, ownerOf, personNamed } from './store.ts'

/**
 * Makes one person of the one who acts and the one whose code she typed, once she has confirmed it; both accounts are told. A wrong code is noted, and five of
 * them are enough for a while. `wayOn`: what can be done next when it is not the right one.
 */
export async function join(context: Context, typed: string, { wayOn, isConfirmed }: { wayOn: Button[]; isConfirmed: boolean }): Promise<View> {
  const again = await mayGuessAt(context)
  if (again) throw new Refusal(m.tooManyTries({ when: moment(again, 'time') }))
  const owner = await ownerOf(context, typed)
  // Not a refusal: the try has to be remembered.
  if (!owner) {
    await noteGuess(context)
    return view({ tone: 'problem' }, text(m.wrongCode({ typed })), buttons(...wayOn))
  }
  if (owner.personId === context.who.id) return view({}, text(m.ownCode))
  return isConfirmed ? joined(context, owner) : question(context, owner, typed)
}

/** Whose code it is, before anything is handed over: somebody may have been talked into typing it. */
async function question(context: Context, { personId }: { personId: number }, code: string): Promise<View> {
  const { name, accounts } = await personNamed(context, personId)
  const confirm: Button = { label: m.bothAreMe, style: 'primary', call: { action: 'accounts.confirm', input: { code } } }
  return view({ title: m.isItYou }, text(m.whoseCode({ person: name, spaces: accounts })), text(m.whatItMeans), secret(buttons(confirm)))
}

async function joined(context: Context, owner: { personId: number; accountId: number }): Promise<View> {
  const before = context.who.id
  await context.becomesOneWith(owner.personId)
  const { who, now } = context
  await context.audit(`accounts.link:${who.id}`, { joined: [before, owner.personId] })
  const spaces = [...new Set((await ownLogins(context)).flatMap((login) => login.spaces))].join(', ')
  const said = view({ title: m.joinedTitle, tone: 'good' }, text(m.joined({ person: who.name, spaces })), text(m.joinedAbout), buttons({ label: m.title, call: { action: 'link', input: {} } }))
  await context.tell({ person: who.id, account: owner.accountId }, said, { key: `accounts:${owner.accountId}:joined:${now.toISOString()}` })
  return said
}
