// A capability for tests: every kind of field and of block. Not part of the program.
import { action, capability } from '../../bot/action.ts'
import { ask } from '../../bot/field.ts'
import { anyone, member } from '../../bot/person.ts'
import { catalogue, moment } from '../../bot/text.ts'
import { buttons, facts, list, quote, secret, text, view, type View } from '../../bot/view.ts'

const s = catalogue('sampler', {
  en: {
    fill: 'Fill in everything', gallery: 'Show everything', echo: 'Repeat', about: 'For tests of the web chat.', again: 'Repeat it', gone: 'Remove',
    sure: 'Remove it for good?', said: 'You said: <b>{words}</b>', heard: 'You are looking for {words}.', label: 'Label', red: 'Red', green: 'Green',
    hint: 'A few words that help.', when: 'At', who: 'By', pick: 'Choose one', at: 'on {at}', by: 'by {person}',
  },
  fr: {
    fill: 'Tout remplir', gallery: 'Tout montrer', echo: 'Répéter', about: 'Pour les tests du chat.', again: 'Répéter', gone: 'Supprimer',
    sure: 'Supprimer définitivement ?', said: 'Vous avez dit : <b>{words}</b>', heard: 'Vous cherchez {words}.', label: 'Libellé', red: 'Rouge',
    green: 'Vert', hint: 'Quelques mots qui aident.', when: 'Le', who: 'Par', pick: 'Choisissez', at: 'le {at}', by: 'par {person}',
  },
})

const options = [{ value: 'red', label: s.red }, { value: 'green', label: s.green }] as const
const many = Array.from({ length: 12 }, (_, index) => ({ value: `v${index}`, label: `Choice ${index}` }))

const about = { description: s.about, can: member }

const fill = action({
  ...about, name: 'fill', french: 'remplir', title: s.fill, asks: 'always',
  input: {
    title: ask.text({ label: s.label, hint: s.hint, max: 80, suggest: (_context, typed) => Promise.resolve([{ value: `${typed}!`, label: `${typed}!` }]) }),
    long: ask.text({ label: s.label, lines: 'many', max: 4000, optional: true }),
    number: ask.number({ label: s.label, min: 0, optional: true }),
    day: ask.date({ label: s.label, optional: true }),
    colour: ask.choice({ label: s.label, options, optional: true }),
    shade: ask.choice({ label: s.label, options: many, optional: true }),
    colours: ask.choices({ label: s.label, options, optional: true }),
    sure: ask.yesno({ label: s.label, optional: true }),
    link: ask.link({ label: s.label, optional: true }),
    mail: ask.email({ label: s.label, optional: true }),
    papers: ask.files({ label: s.label, max: 2, types: ['application/pdf', 'image/*', 'text/plain'], optional: true }),
    record: ask.record({ label: s.label, optional: true }),
  },
  run: ({ who }, { title, papers }) =>
    Promise.resolve(view({ title, tone: 'good' }, text(s.said({ words: title })), {
      kind: 'files', files: (papers ?? []).map((fileId) => ({ fileId, name: `${who.name}.pdf`, size: 1000 })),
    })),
})

/** Every kind of block around some words. */
export const everything = (words: string): View =>
  view({ title: words, tone: 'problem' }, text(words), text(s.said({ words })), quote(words),
    facts([s.when, s.at({ at: moment(new Date('2026-12-31T17:00:00Z')) })], [s.who, s.by({ person: { personId: 1, name: words, mention: true } })]),
    list([{ title: words, text: words, facts: [{ label: s.label, value: words }], buttons: [{ label: words, link: words }] }]),
    { kind: 'image', fileId: 'picture', alt: words }, { kind: 'files', files: [{ fileId: 'paper', name: words, size: 5 }] },
    buttons(
      { label: words, call: { action: 'echo', input: { words } } },
      { label: s.gone, call: { action: 'echo', input: { words } }, style: 'danger', confirm: s.sure },
      { label: words, link: 'https://example.org/' },
    ),
    { kind: 'select', label: s.pick, options: [{ label: words, call: { action: 'echo', input: { words } } }] })

const gallery = action({ ...about, name: 'gallery', title: s.gallery, reads: true, input: {}, run: () => Promise.resolve(everything('Ada & Grace')) })

const echo = action({
  ...about, name: 'echo', french: 'répéter', title: s.echo, can: anyone,
  input: { words: ask.text({ label: s.label, max: 200 }), colour: ask.choice({ label: s.pick, options, optional: true }) },
  run: (_context, { words }) => Promise.resolve(view({}, text(s.said({ words })), buttons({ label: s.again, call: { action: 'echo', input: { words } } }))),
})

/** Reached by its name only: shows what is kept nowhere. */
const key = action({ ...about, name: 'sampler.key', title: s.echo, input: {}, run: () => Promise.resolve(view({}, text('Your key:'), secret(text('open-sesame')))) })

/** Reached by its name only: changes how its person reads, as `/me` does. */
const turn = action({
  ...about, name: 'sampler.turn', title: s.echo, input: {},
  run({ readsIn }) {
    readsIn({ locale: 'fr', timeZone: 'Asia/Tokyo' })
    return Promise.resolve(view({}, text(s.at({ at: moment(new Date('2026-12-31T17:00:00Z'), 'time') }))))
  },
})

export const sampler = capability({
  name: 'sampler',
  messages: s,
  actions: [echo, fill, gallery, key, turn],
  channels: { mentoring: s.echo },
  documents: {
    place: 'sample',
    find: ({ community }, secret) =>
      Promise.resolve(secret === 'known' ? { type: 'text/plain; charset=utf-8', name: 'été.txt', body: `${community.name}, <b>`, freshFor: 300 } : undefined),
  },
  hears: (_context, said) => Promise.resolve(view({}, text(s.heard({ words: said })))),
})
