import { action, ask, organiser, Refusal } from '../kit.ts'
import { found, listButton, offering } from './access.ts'
import { createDraft } from './create.ts'
import { fields } from './fields.ts'
import { m } from './messages.ts'
import { filesOf } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { formValues, readTyped } from './typed.ts'
import { preview } from './views.ts'

/** `/workshop duplicate`: a new draft of a workshop, all but when it takes place; the form comes filled in. */
export const duplicate = action({
  name: 'workshop duplicate',
  french: 'atelier dupliquer',
  title: m.duplicateTitle,
  description: m.duplicateAbout,
  can: organiser,
  asks: 'always',
  input: { number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }), ...fields },
  async fill(context, { number }) {
    if (number === undefined) throw new Refusal(m.whichToDuplicate, offering(listButton))
    const { when: _, ...values } = formValues(await found(context, number))
    return values
  },
  async run(context, { number, ...input }) {
    const original = await found(context, number)
    return preview(context, await createDraft(context, await readTyped(context, input, { attached: filesOf(original) })))
  },
})
