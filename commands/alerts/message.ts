import { buttons, grouped, list, text, view, type Block, type Offered, type View, type Work } from '../kit.ts'
import { nameOf } from './conditions.ts'
import { m } from './messages.ts'
import type { Alert } from './store.ts'
import { listButton, stopButton } from './views.ts'
import type { Waiting } from './waiting.ts'

/** Something to tell of, and the alert for which. */
export interface Told {
  waiting: Waiting
  alert: Alert
  offered: Offered
}

/** What she reads: what is new, by alert, each with a way to stop it. */
export function messageOf(work: Work, told: Told[]): View {
  const groups = [...grouped(told, ({ alert }) => alert.id).values()]
  const blocks = groups.flatMap((group): Block[] => {
    const [{ alert } = {}] = group
    if (!alert) return []
    const name = nameOf(work, alert)
    const stop = buttons(stopButton(alert, groups.length > 1 ? m.stopThis({ name }) : m.stop), groups.length === 1 && listButton)
    return [text(m.fitsAlert({ name, count: group.length })), list(group.map(({ offered }) => offered.item)), ...(stop ? [stop] : [])]
  })
  return view({ title: m.newTitle({ count: told.length }) }, ...blocks, groups.length > 1 && buttons(listButton))
}
