import { capability } from '../kit.ts'
import { askAuthor, expire } from './announce.ts'
import { author } from './author.ts'
import { belongings } from './belongings.ts'
import { holdings } from './holdings.ts'
import { close } from './close.ts'
import { doubt, use } from './deals.ts'
import { digest } from './digest.ts'
import { edit } from './edit.ts'
import { figures } from './figures.ts'
import { finder } from './finder.ts'
import { home } from './home.ts'
import { interest } from './interest.ts'
import { kinds } from './kinds.ts'
import { list } from './list.ts'
import { m } from './messages.ts'
import { refill } from './refill.ts'
import { post } from './post.ts'
import { discard, previewAction, publish } from './publish.ts'
import { renew, renewUntil, reopen } from './renew.ts'
import { keep, remove, report } from './moderation.ts'
import { save } from './save.ts'
import { show } from './show.ts'
import { subjects } from './subjects.ts'
import { write } from './write.ts'

export const opportunities = capability({
  name: 'opportunities',
  messages: m,
  actions: [
    ...kinds.flatMap((kind) => [post(kind), list(kind), show(kind), edit(kind), close(kind)]),
    previewAction, publish, discard, renew, renewUntil, reopen, interest, write, use, doubt, report, remove, keep, save,
  ],
  jobs: [refill, askAuthor, expire],
  channels: { jobs: m.jobsChannel, deals: m.dealsChannel },
  author,
  finder,
  subjects,
  figures,
  digest,
  home,
  belongings,
  holdings,
})
