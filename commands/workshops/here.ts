import { action, ask, buttons, member, Refusal, text, view } from '../kit.ts'
import { listButton, showButton } from './access.ts'
import { m } from './messages.ts'
import { mostTries, readCode, triesMinutes } from './rules.ts'
import { dateOfCode, findWorkshop, registrationOf } from './store.ts'
import { done } from './views.ts'

/** Under which wrong codes are noted, where organisers see them. */
const wrong = 'workshops.code: wrong'

/** `/workshop here <code>`: she who has a seat was in the room, where the code was said. */
export const here = action({
  name: 'workshop here',
  french: 'atelier ici',
  title: m.here,
  description: m.hereAbout,
  can: member,
  input: { code: ask.text({ label: m.code, hint: m.codeHint, max: 20 }) },
  async run(context, { code: typed }) {
    const { db, who, now } = context
    const since = new Date(now.getTime() - triesMinutes * 60_000)
    if ((await db.audit.count({ where: { personId: who.id, subject: wrong, createdAt: { gt: since } } })) >= mostTries) throw new Refusal(m.tooManyTries({ minutes: triesMinutes }))
    const date = await dateOfCode(context, readCode(typed))
    const workshop = date && (await findWorkshop(context, date.workshopId))
    // Not a refusal: the try has to be remembered.
    if (!workshop) {
      await context.audit(wrong)
      return view({ tone: 'problem' }, text(m.wrongCode), buttons({ label: m.here, call: { action: 'workshop here', input: {} } }))
    }
    const registration = await registrationOf(context, date.id, who.id)
    if (registration?.status !== 'registered') throw new Refusal(m.hereUnregistered({ title: workshop.title }), [buttons(showButton(workshop), listButton)].flatMap((block) => block ?? []))
    await db.registration.update({ where: { id: registration.id }, data: { attended: true } })
    return done(m.hereTitle({ title: workshop.title }), m.hereThanks, [], showButton(workshop))
  },
})
