import { fold, member, type OfferedAction, type Who } from '../kit.ts'

/** What somebody who writes without a command wants. */
export type Said = 'empty' | 'greeting' | 'thanks' | 'help' | 'need'

const said: Record<Exclude<Said, 'empty' | 'need'>, ReadonlySet<string>> = {
  help: new Set(['help', 'aide', 'menu', 'start', 'commandes', 'commands']),
  thanks: new Set(['merci', 'mercis', 'thanks', 'thank', 'thx', 'ty']),
  greeting: new Set(['bonjour', 'bonsoir', 'salut', 'coucou', 'hello', 'hi', 'hey', 'hola', 'hej', 'ciao']),
}

/** What goes with the words above without saying more: « bonjour à tout le monde », “many thanks to you”. */
const politeness = new Set(
  [
    'a au aux tous toutes tout le la les et monde beaucoup bien encore bon bonne vous moi svp equipe',
    'all everyone everybody there you to so very much many again good morning evening afternoon day and please me team',
  ].flatMap((words) => words.split(' ')),
)

/** Greetings and thanks are only what they are when nothing else is said: “hello, I need a lawyer” is a need. */
export function whatIsSaid(typed: string): Said {
  const words = fold(typed)
  if (words.length === 0) return 'empty'
  const kinds = (['help', 'thanks', 'greeting'] as const).filter((kind) => words.some((word) => said[kind].has(word)))
  const [kind] = kinds
  const more = words.some((word) => !politeness.has(word) && !kinds.some((one) => said[one].has(word)))
  return kind === undefined || more ? 'need' : kind
}

/** A need as it is repeated in an answer. */
export const shortly = (need: string): string => {
  const line = need.replace(/\s+/g, ' ').trim()
  return line.length <= 80 ? line : `${[...line].slice(0, 79).join('').trimEnd()}…`
}

/** How the reader belongs here, which decides what she is told first. */
export const standingOf = (who: Who): 'guest' | 'member' | 'organiser' =>
  who.roles.has('organiser') ? 'organiser' : member.allows(who) ? 'member' : 'guest'

/** Whether nobody has told us her name: who comes to the web chat without an invitation is only called a guest. */
export const hasNoName = (who: Who): boolean => who.roles.size === 0

/** What begins with the same word: all that can be done with a job, say. */
export interface Group {
  /** `/job`, in French `/offre` */
  typed: string
  actions: OfferedAction[]
}

/** Actions by the first word of their name, in the order in which they are offered. */
export function groupsOf(offered: OfferedAction[]): Group[] {
  const groups = new Map<string, Group>()
  for (const action of offered) {
    const [head = action.name] = action.name.split(' ')
    const group = groups.get(head) ?? { typed: action.typed.split(' ')[0] ?? action.typed, actions: [] }
    group.actions.push(action)
    groups.set(head, group)
  }
  return [...groups.values()]
}

/** What somebody who does not know where to begin may like, by name: this capability knows no other, so what is not offered is left out. */
const firstSteps = ['expert find', 'job list', 'deal list', 'job post', 'profile edit', 'me']

export const stepsFor = (offered: OfferedAction[]): OfferedAction[] =>
  firstSteps.flatMap((name) => offered.find((action) => action.name === name) ?? [])
