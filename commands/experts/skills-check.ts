import { z } from 'zod'
import { Refusal, action, ask, buttons, fold, job, list, member, text, view, type Button, type Work } from '../kit.ts'
import { toEdit } from './calls.ts'
import { m } from './messages.ts'
import { confirmDays } from './routing-rules.ts'
import { daysAfter, longestSkill } from './rules.ts'
import { findProfile } from './store.ts'

/** Asks somebody twice a year which of her skills she is still happy to be asked about; nothing while her profile is hidden. */
export const checkSkills = job({
  name: 'experts.skills',
  input: z.object({ person: z.int() }),
  async run(work, { person }) {
    const profile = await findProfile(work.db, person)
    if (!profile?.published) return
    const items = profile.skills.map((skill) => ({ title: skill, buttons: [toSkill(skill, true), toSkill(skill, false)] }))
    await work.tell({ person }, view({ title: m.stillHappyTitle }, text(m.stillHappyHint), list(items)), { key: `skills:${person}:${work.now.getTime()}` })
    await planCheck(work, person)
  },
})

/** From now on she is asked in half a year; the same again moves it. */
export const planCheck = (work: Work, person: number): Promise<void> =>
  work.later(checkSkills, { person }, { at: daysAfter(work.now, confirmDays), key: `skills:${person}` })

const toSkill = (skill: string, happy: boolean): Button => ({
  label: happy ? m.happyYes : m.happyNo,
  call: { action: 'experts.skill', input: { skill, happy } },
})

/** She is happy to be asked about a skill, or no longer. */
export const confirmSkill = action({
  name: 'experts.skill',
  title: m.skillTitle,
  description: m.skillDescription,
  can: member,
  input: {
    skill: ask.text({ label: m.skills, max: longestSkill, hidden: true }),
    happy: ask.yesno({ label: m.happyYes, hidden: true }),
  },
  async run({ db, who, now }, { skill, happy }) {
    const folded = fold(skill).join(' ')
    const { count } = await db.skill.updateMany({ where: { personId: who.id, folded }, data: { asked: happy, confirmedAt: now } })
    if (count === 0) throw new Refusal(m.noSuchSkill, [{ kind: 'buttons', buttons: [toEdit()] }])
    return view({ title: m.noted, tone: 'good' }, text(happy ? m.skillConfirmed({ skill }) : m.skillRefused({ skill })), buttons(toSkill(skill, !happy)))
  },
})
