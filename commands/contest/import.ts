import { instantOf } from '../../bot/when/wall.ts'
import { action, ask, buttons, facts, Invalid, list, moment, organiser, text, view, type Context, type View } from '../kit.ts'
import { readContest, slugs } from './file.ts'
import { m } from './messages.ts'
import { publishNextEdition, publishWhole } from './publish.ts'
import { linkOf } from './relay-links.ts'
import type { Relay } from './relay-store.ts'
import { contestCalled, type Contest } from './store.ts'

/** `/contest import`: publishes the contest that a file describes, or a change of it; what is not right is told with its line. */
export const importFile = action({
  name: 'contest import',
  french: 'concours importer',
  title: m.import,
  description: m.importAbout,
  can: organiser,
  input: { file: ask.files({ label: m.importFile, hint: m.importFileHint, max: 1, types: ['application/yaml'] }) },
  async run(context, { file: [id] }) {
    const file = await context.db.storedFile.findFirst({ where: { id, ownerId: context.who.id } })
    if (!file) throw new Invalid({ file: m.askedForFile })
    const read = readContest(new TextDecoder().decode(file.bytes))
    if ('mistakes' in read) {
      const items = read.mistakes.map(({ line, what }) => ({ title: m.mistakeAt({ line }), text: what }))
      return view({ title: m.importFailed, tone: 'problem' }, text(m.importFailedAbout({ count: items.length })), list(items), buttons({ label: m.importAgain, call: { action: 'contest import', input: {} } }))
    }
    return published(context, await publishWhole(context, read.contest))
  },
})

async function published(context: Context, { contest, added }: { contest: Contest; added: Relay[] }): Promise<View> {
  const { about, slug, opensAt, closesAt, version } = contest
  await context.audit(`contest.publish:${contest.id}`, { version })
  return view(
    { title: m.published({ contest: about.name }), tone: 'good' },
    facts([m.opensFact, m.at({ at: moment(opensAt) })], [m.closesFact, m.at({ at: moment(closesAt) })], [m.versionFact, m.figure({ count: version })], [m.pageFact, `${context.publicUrl}/apply/${slug}`]),
    added.length > 0 && list(added.map((relay) => ({ title: relay.name, text: linkOf(context.publicUrl, relay) }))),
  )
}

/** `/contest copy`: the next edition of a contest, with its questions, words and relays; relays get codes of their own. */
export const copy = action({
  name: 'contest copy',
  french: 'concours copier',
  title: m.copy,
  description: m.copyAbout,
  can: organiser,
  input: {
    contest: ask.text({ label: m.contest, hint: m.contestOf, max: 60 }),
    name: ask.text({ label: m.copyName, hint: m.copyNameHint, max: 40 }),
    opens: ask.date({ label: m.copyOpens, hint: m.copyOpensHint }),
    closes: ask.date({ label: m.copyCloses, hint: m.extendUntilHint }),
  },
  async run(context, { contest: from, name: slug, opens, closes }) {
    const { community, now } = context
    const known = await contestCalled(context, from)
    if (!known) throw new Invalid({ contest: m.unknownContest({ name: from }) })
    if (!slugs.test(slug)) throw new Invalid({ name: m.copyNameHint })
    if (await contestCalled(context, slug)) throw new Invalid({ name: m.copyKnown({ name: slug }) })
    const [opensAt, closesAt] = [instantOf(`${opens}T09:00`, community.timeZone), instantOf(`${closes}T23:59`, community.timeZone)]
    if (closesAt <= opensAt || closesAt <= now) throw new Invalid({ closes: m.copyOrder })
    return published(context, await publishNextEdition(context, known, { slug, opensAt, closesAt }))
  },
})
