import { Refusal, action, ask, buttons, list, member, text, view, type Button, type Context, type View } from '../kit.ts'
import { toAskFound, toEdit, toFind, toProfile } from './calls.ts'
import { choose } from './choices.ts'
import { findByName, longestNeed } from './finding.ts'
import { m } from './messages.ts'
import { ownCard, publicCard } from './profile-card.ts'
import { findProfile, publishedProfiles } from './store.ts'
import { suggestPeople } from './suggesting.ts'

async function showOwn({ db, who }: Context): Promise<View> {
  const profile = await findProfile(db, who.id)
  if (!profile) return view({ title: m.noProfile }, text(m.whyProfile), buttons(toEdit(m.create)))
  return view({ title: profile.name }, ...ownCard(profile))
}

async function showPerson(context: Context, personId: number, ask?: Button): Promise<View> {
  if (personId === context.who.id) return showOwn(context)
  const [profile] = await publishedProfiles(context, [personId])
  if (!profile) throw new Refusal(m.noSuchProfile, [{ kind: 'buttons', buttons: [toFind()] }])
  return view({ title: profile.name }, ...publicCard(profile, ask))
}

async function showNamed(context: Context, name: string): Promise<View> {
  const people = await findByName(context, name)
  const [first, second] = people
  if (!first) throw new Refusal(m.nobodyCalled({ name }), [{ kind: 'buttons', buttons: [toFind()] }])
  if (!second) return showPerson(context, first.personId)
  const items = people.map(({ personId, name: title, headline }) => ({ title, text: headline, buttons: [toProfile(personId)] }))
  return view({ title: m.severalCalled({ name }) }, list(items))
}

/** `/profile show [person]`: one's own, or the published one of somebody named or numbered. */
export const showProfile = action({
  name: 'profile show',
  french: 'profil voir',
  title: m.showTitle,
  description: m.showDescription,
  can: member,
  reads: true,
  input: { person: ask.text({ label: m.person, hint: m.personHint, max: 80, names: 'person', optional: true, suggest: suggestPeople }) },
  run(context, { person }) {
    if (person === undefined) return showOwn(context)
    const number = /^#?(\d{1,9})$/.exec(person)?.[1]
    return number ? showPerson(context, Number(number)) : showNamed(context, person)
  },
})

/** The profile of somebody who was found; what it was found for is linked to her a little. */
export const openFound = action({
  name: 'experts.found',
  title: m.profile,
  description: m.showDescription,
  can: member,
  input: { person: ask.record({ label: m.person, names: 'person', hidden: true }), need: ask.text({ label: m.need, max: longestNeed, hidden: true }) },
  async run(context, { person, need }) {
    const shown = await showPerson(context, person, toAskFound(person, need))
    await choose(context, { need, expertId: person, asked: false })
    return shown
  },
})
