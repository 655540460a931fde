import { drawPages } from '../../bot/draw-pages.ts'
import type { Drawn } from '../../bot/draw.ts'
import type { Limits } from '../../bot/limits.ts'
import type { Reader } from '../../bot/words.ts'
import { readerOf } from './answer.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { inTheWay } from './own-views.ts'
import type { Here } from './place.ts'
import { blocksOf } from './render.ts'
import type { Slack } from './slack.ts'
import { typeable } from './typeable.ts'

/** A home holds twice the blocks of a message; what does not fit waits behind one button. */
export const homeLimits: Limits = { ...limits, components: 95, itemsInMessage: 20, total: 20_000, messages: 1 }

/** homes that are kept up to date; one forgotten is up to date again when it is opened */
const mostHomes = 10_000

const keyOf = ({ workspace, user }: Here): string => `${workspace.teamId}/${user}`

/** Shows a person what needs her, on the home of the assistant; from now on it follows what she does. */
export async function openHome(slack: Slack, here: Here): Promise<void> {
  const { openHomes } = slack
  openHomes.delete(keyOf(here))
  openHomes.add(keyOf(here))
  for (const oldest of openHomes) if (openHomes.size > mostHomes) openHomes.delete(oldest)
  await publish(slack, here)
}

/** She has done something: her home may have changed. */
export function homeChanged(slack: Slack, here: Here): void {
  if (slack.openHomes.has(keyOf(here))) slack.inBackground('a home', publish(slack, here))
}

async function publish(slack: Slack, here: Here): Promise<void> {
  const { workspace, user } = here
  const { pages: [page], reader } = await drawnFor(slack, here)
  const view = homeOf(page, reader, slack)
  await slack.lanes.run({ spaceId: workspace.spaceId, method: 'views.publish', urgent: true }, () => workspace.client.views.publish({ user_id: user, view }))
}

/** A home as Slack takes it. */
export function homeOf(drawn: Drawn | undefined, reader: Reader, { words, typed }: Pick<Slack, 'words' | 'typed'>) {
  const [page] = drawn ? typeable([drawn], typed) : []
  return { type: 'home' as const, blocks: page ? blocksOf(page, { reader, words, mentions: new Map(), pictures: new Map() }) : [] }
}

async function drawnFor(slack: Slack, here: Here): Promise<{ pages: Drawn[]; reader: Reader }> {
  if (here.workspace.agreed) {
    const { view: shown, reader } = await slack.door.home(here.from)
    return { pages: await slack.door.draw(shown, reader, homeLimits), reader }
  }
  const reader = await readerOf(slack, here)
  const { name } = await slack.engine.community()
  const means = { words: slack.words, db: slack.database.client, now: slack.clock.now() }
  return { pages: await drawPages(inTheWay(m.notAgreed({ community: name })), reader, homeLimits, means), reader }
}
