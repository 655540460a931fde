import { act, startSelects } from './act.ts'
import { startAnnouncing } from './announce.ts'
import { startBanner } from './banner.ts'
import { startChannels } from './channels.ts'
import { startComposer } from './composer.ts'
import { pruneDrafts } from './drafts.ts'
import { startFeed } from './feed.ts'
import { fillIn, startForms } from './fill.ts'
import { startHistory } from './log.ts'
import { startScrolling } from './scroll.ts'
import { forgetAll } from './storage.ts'

document.documentElement.dataset.script = 'on'
// The server writes the times of day of somebody it has not met by the zone of her browser.
document.cookie = `timezone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) return
  if (form.hasAttribute('data-act')) {
    event.preventDefault()
    void act(form, event.submitter)
  } else if (form.hasAttribute('data-fill')) {
    event.preventDefault()
    void fillIn(form)
  } else if (form.getAttribute('action') === '/leave') forgetAll()
})

startAnnouncing()
startBanner()
startChannels()
startSelects()
pruneDrafts()

const log = document.querySelector<HTMLElement>('[data-log]')
const composer = document.querySelector<HTMLFormElement>('form[data-composer]')
if (log) {
  startScrolling(log, composer)
  startHistory()
  startFeed()
}
if (composer) startComposer(composer)
startForms()
