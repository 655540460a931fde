import { changed, published } from '../opportunities/events.ts'
import { capability, on, type Work } from '../kit.ts'
import { changed as workshopChanged, published as workshopPublished } from '../workshops/events.ts'
import { add, change, previewAction, save } from './add.ts'
import { belongings } from './belongings.ts'
import { holdings } from './holdings.ts'
import { digest, send, stopDigest } from './digest.ts'
import { list, remove, resume, stop } from './list.ts'
import { match } from './matching.ts'
import { m } from './messages.ts'
import { tell } from './telling.ts'

/** Something came up, or is other than before. */
const arrives = (work: Work, { kind, number }: { kind: string; number: number }): Promise<void> => match.run(work, { kind, number, after: 0 })

export const alerts = capability({
  name: 'alerts',
  messages: m,
  actions: [add, list, remove, previewAction, change, save, stop, resume, digest, stopDigest],
  jobs: [match, tell, send],
  listens: [on(published, arrives), on(changed, arrives), on(workshopPublished, arrives), on(workshopChanged, arrives)],
  belongings,
  holdings,
})
