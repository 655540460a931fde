import { action, ask, buttons, Invalid, member, quote, text, view } from '../../commands/kit.ts'
import { m } from './messages.ts'
import { isKind } from './rules.ts'

/** `/sample say [words]`: something kind, for everybody in the channel. */
export const say = action({
  name: 'sample say',
  french: 'sample dire',
  title: m.say,
  description: m.sayDescription,
  can: member,
  input: {
    words: ask.text({ label: m.words, hint: m.wordsHint, max: 500, lines: 'many' }),
  },
  async run({ tell, who, now }, { words }) {
    if (!isKind(words)) throw new Invalid({ words: m.notKind })
    const author = { personId: who.id, name: who.name }
    // The same key is the same message: a second click within the same day changes it instead of adding another.
    const key = `sample:${who.id}:${now.toISOString().slice(0, 10)}`
    await tell({ channel: 'general' }, view({ title: m.said({ author }) }, quote(words)), { key })
    return view({ title: m.done, tone: 'good' }, text(m.doneHint), buttons({ label: m.other, call: { action: 'sample say', input: {} } }))
  },
})
