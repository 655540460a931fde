import { Refusal, action, buttons, member, text, view } from '../kit.ts'
import { toEdit, toHide, toPublish, toQuestions } from './calls.ts'
import { indexProfile } from './finding.ts'
import { m } from './messages.ts'
import { missingMessage } from './profile-card.ts'
import { countWaiting } from './question-store.ts'
import { planCheck } from './skills-check.ts'
import { findProfile, setPublished } from './store.ts'

/** `/profile publish`: from then on the person is found and asked. */
export const publishProfile = action({
  name: 'profile publish',
  french: 'profil publier',
  title: m.publishTitle,
  description: m.publishDescription,
  can: member,
  input: {},
  async run(context) {
    const { db, who, now } = context
    const profile = await findProfile(db, who.id)
    if (!profile) throw new Refusal(m.missingBoth, [{ kind: 'buttons', buttons: [toEdit(m.create)] }])
    const missing = missingMessage(profile)
    if (missing) throw new Refusal(missing, [{ kind: 'buttons', buttons: [toEdit()] }])
    await setPublished(db, who.id, true, now)
    await indexProfile(context, { ...profile, published: true })
    await planCheck(context, who.id)
    return view({ title: m.publishedNow, tone: 'good' }, text(m.published), buttons(toEdit(), toHide()))
  },
})

/** `/profile hide`: nobody finds the person any more; what she was asked she can still answer. */
export const hideProfile = action({
  name: 'profile hide',
  french: 'profil masquer',
  title: m.hideTitle,
  description: m.hideDescription,
  can: member,
  input: {},
  async run(context) {
    const { db, who, now } = context
    const profile = await findProfile(db, who.id)
    if (!profile) return view({ title: m.noProfile }, text(m.whyProfile), buttons(toEdit(m.create)))
    await setPublished(db, who.id, false, now)
    await indexProfile(context, { ...profile, published: false })
    const waiting = await countWaiting(db, who.id)
    return view(
      { title: m.hiddenNow, tone: 'good' },
      text(m.hidden),
      waiting > 0 && text(m.stillWaiting({ count: waiting })),
      buttons(toPublish(), waiting > 0 && toQuestions(), toEdit()),
    )
  },
})
