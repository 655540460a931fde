import { action, anyone, buttons, list, text, view, type Button, type Item, type OfferedAction } from '../kit.ts'
import { m } from './messages.ts'
import { groupsOf, hasNoName, standingOf, stepsFor, type Group } from './rules.ts'

export const buttonOf = ({ name, title }: OfferedAction): Button => ({ label: title, call: { action: name, input: {} } })

/** Where to go from here, for this reader; the help itself comes last. */
export const stepButtons = (offered: OfferedAction[]) =>
  buttons(...stepsFor(offered).map(buttonOf), ...offered.filter(({ name }) => name === 'help').map(buttonOf))

const itemOf = ({ typed, actions }: Group): Item => ({
  title: typed,
  facts: actions.map(({ title, description, typed }) => ({ label: title, value: m.action({ description, typed }) })),
  buttons: actions.map(buttonOf),
})

export const showHelp = action({
  name: 'help',
  french: 'aide',
  title: m.title,
  description: m.description,
  can: anyone,
  reads: true,
  input: {},
  async run({ community, who, offered }) {
    const others = offered().filter(({ name }) => name !== 'help')
    const [step = others[0]] = stepsFor(others)
    const intro = m[standingOf(who)]({ community: community.name })
    return view(
      { title: hasNoName(who) ? m.headingStranger : m.heading({ person: who.name }) },
      text(intro),
      list(groupsOf(others).map(itemOf)),
      text(m.howToType({ typed: step?.typed ?? m.example })),
      standingOf(who) === 'guest' ? undefined : text(m.justWrite),
    )
  },
})
