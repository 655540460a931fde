import { isTyped, type Action, type Capability } from '../../bot/action.ts'
import type { Incoming, Outgoing } from '../../bot/adapter.ts'
import type { Form } from '../../bot/form.ts'
import type { AccountRef } from '../../bot/person.ts'
import { understand } from '../../bot/understand.ts'
import type { View } from '../../bot/view.ts'
import type { Reader, Words } from '../../bot/words.ts'

/** The page of what no capability has said: the engine's own words. */
export const engineName = 'bot'

/** What somebody is shown, and how she reads it. `isOwn`: an adapter says it, in words that the engine does not know. */
export type Shown = { reader: Reader } & ({ kind: 'view'; view: View; isHome?: boolean; isOwn?: boolean } | { kind: 'form'; form: Form; from: AccountRef })

/** One thing that people see: `job post · fresh`, on a page of the gallery. No two have the same name. */
export type Piece = Shown & { name: string; page: string }

/** What is done for the gallery: an action, and what is special about it this time. */
export interface Doing {
  action: string
  note: string
}

/** All the pieces in one language, in the order in which they came about. */
export class Album {
  readonly pieces: Piece[] = []
  /** the page on which pieces hang; by default, each on that of the capability of its action */
  page: string | undefined
  /** by number, for the names of pieces */
  readonly people = new Map<number, string>()
  /** everything that was delivered, as it stands, by its key */
  readonly delivered = new Map<string, Outgoing>()
  /** the actions that gave a view of their own under way */
  readonly ran = new Set<string>()
  /** of the last one shown, whether or not it hangs here */
  lastCode = ''
  private readonly arrived: Outgoing[] = []
  private readonly told = new Set<string>()
  /** the actions whose own view, and no refusal of theirs, hangs here */
  private readonly shown = new Set<string>()
  private readonly actions: ReadonlyMap<string, Action>

  constructor(private readonly capabilities: Capability[]) {
    this.actions = new Map(capabilities.flatMap(({ actions }) => actions.map((action) => [action.name, action])))
  }

  arrives(message: Outgoing): void {
    this.delivered.set(message.key, message)
    this.arrived.push(message)
  }

  /** What a delivery is called here: the name of its action. */
  actionOf(what: Incoming['what'], words: Words): string {
    const wish = understand(what, this.actions, words)
    return wish.kind === 'call' ? wish.action.name : wish.kind === 'said' ? freeText : engineName
  }

  /** Hangs what was shown, and what others were told meanwhile; without a name, neither. */
  async during(doing: Doing | undefined, work: () => Promise<Shown | undefined>): Promise<void> {
    this.ran.clear()
    this.arrived.length = 0
    const shown = await work()
    this.lastCode = codeIn(JSON.stringify(shown ?? '')) ?? this.lastCode
    if (!doing) return
    const title = `${doing.action} · ${doing.note}`
    if (shown) this.hang(title, doing.action, shown)
    if (shown?.kind === 'view') for (const action of this.ran) this.shown.add(action)
    for (const { to, view, reader } of this.arrived.toSorted(byReceiver)) {
      // The same card comes to every space, and hangs once.
      if (!this.isNew({ view, reader })) continue
      const whom = 'channel' in to ? 'the channel' : (this.people.get(to.personId) ?? `person ${to.personId}`)
      this.hang(this.free(`${title} → ${whom}`), doing.action, { kind: 'view', view, reader })
    }
  }

  hang(name: string, action: string, shown: Shown): void {
    if (this.pieces.some((piece) => piece.name === name)) throw new Error(`two pieces of the gallery are called "${name}": give one of them another note`)
    this.pieces.push({ name, page: this.page ?? this.capabilityOf(action), ...steady(shown) })
  }

  /** Sentences that say what is missing: every action has its view here, and every one with something to fill in its form. */
  missing(): string[] {
    const forms = new Set(this.pieces.flatMap((piece) => (piece.kind === 'form' ? [piece.form.action] : [])))
    return this.capabilities.flatMap(({ name: capability, actions }) =>
      actions.flatMap((action) => {
        const where = `test/gallery/tour/${capability}.ts`
        const asks = Object.values(action.input).some(({ spec }) => !spec.hidden)
        const how = isTyped(action) ? `types('/${action.name}', 'a note')` : `presses('${action.name}', 'a note')`
        return [
          ...(this.shown.has(action.name) ? [] : [`"${action.name}" has no view in the gallery: add a step to ${where} in which somebody ${how}.`]),
          ...(!asks || forms.has(action.name) ? [] : [`The form of "${action.name}" is not in the gallery: add to ${where} a step in which somebody opens('${action.name}', 'fresh').`]),
        ]
      }),
    )
  }

  private capabilityOf(action: string): string {
    const owner = this.capabilities.find(({ actions, hears }) => (action === freeText ? hears : actions.some((one) => one.name === action)))
    return owner?.name ?? engineName
  }

  private isNew(piece: unknown): boolean {
    const written = JSON.stringify(piece)
    return !this.told.has(written) && Boolean(this.told.add(written))
  }

  private free(name: string, nth = 1): string {
    const numbered = nth === 1 ? name : `${name} (${nth})`
    return this.pieces.some((piece) => piece.name === numbered) ? this.free(name, nth + 1) : numbered
  }
}

const freeText = 'free text'

/** Deliveries to several people are under way together, and arrive in any order; those to one of them do not. */
function byReceiver(one: Outgoing, other: Outgoing): number {
  const rank = ({ to }: Outgoing) => ('personId' in to ? to.personId : 0)
  return rank(one) - rank(other) || one.spaceId - other.spaceId
}

const codeIn = (written: string): string | undefined => /"letters":"(\w{8})"/.exec(written)?.[1]

/** What is made up anew each time, as if it were always the same. */
function steady<T extends object>(shown: T): T {
  const written = JSON.stringify(shown)
  const code = codeIn(written)
  const relay = /\/r\/(\w{6})"/.exec(written)?.[1] ?? 'KYTRAX'
  const calm = written
    .replaceAll(relay, 'KYTRAX')
    .replace(/\b(?:[3479A-Z]{4}-){2}[3479A-Z]{4}\b/g, 'K7MF-3XWA-KTRC')
    .replace(/\/export\/[\w-]{43}/g, `/export/${'a1b2c3d4'.repeat(5)}abc`)
    .replace(/\/enter\/[\w-]{32}/g, `/enter/${'a1b2c3d4'.repeat(4)}`)
    .replace(/"reference":"[\w-]{8}"/g, '"reference":"x7Kq_2Lm"')
    .replace(/(\/calendar\/)[\w-]{43}/g, `$1${'a1b2c3d4'.repeat(5)}`)
    .replace(/(\/return\/)[\w-]{32}/g, '$1K7MF3XWA')
    .replace(/("action":"accounts.confirm","input":\{"code":)"\w{8}"/g, '$1"K7MF3XWA"')
  return JSON.parse(code ? calm.replaceAll(code, 'K7MF3XWA') : calm) as T
}
