import { capability } from '../kit.ts'
import { channel, channels } from './channels.ts'
import { digest } from './digest.ts'
import { edit } from './edit.ts'
import { invite } from './invite.ts'
import { me } from './me.ts'
import { m } from './messages.ts'
import { relink } from './relink.ts'
import { show } from './show.ts'
import { connect, refuse, spaces, spaceWaits } from './spaces.ts'
import { retry, undelivered } from './undelivered.ts'
import { teach, unteach, words } from './words.ts'
import { askZone, zone } from './zone.ts'

export const settings = capability({
  name: 'settings',
  messages: m,
  actions: [me, zone, show, edit, channels, channel, spaces, connect, refuse, invite, relink, undelivered, retry, words, teach, unteach],
  digest,
  spaceWaits,
  postscript: askZone,
})
