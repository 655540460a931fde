import { z } from 'zod'
import { json, method, refuse, Refused, type Caller, type Method } from '../api.ts'
import type { Interaction } from '../interactions.ts'
import { slackFileProblems } from '../uploads.ts'
import { viewProblems } from '../validate.ts'
import { mostViews, place, stackOf, viewRecord, viewShown, type ViewSent } from '../views.ts'
import { nextChange, type ViewRecord } from '../world.ts'

const view = json(z.unknown())

/** A view that Slack would show. @throws Refused */
export function good(caller: Pick<Caller, 'inner' | 'workspace'>, name: string, sent: unknown, type: ViewSent['type']): ViewSent {
  const { inner, workspace } = caller
  const blocks = (sent as { blocks?: unknown } | null)?.blocks
  refuse(inner, name, [...viewProblems(sent), ...slackFileProblems(workspace, blocks).map((problem) => ({ ...problem, error: 'invalid_arguments' }))])
  const known = sent as ViewSent
  if (known.type !== type) refuse(inner, name, [{ pointer: '/view/type', message: `must be ${type}`, error: 'invalid_arguments' }])
  return known
}

/** The gesture that a trigger is of: it opens one view, and soon. @throws Refused */
function exchangeable({ inner, workspace }: Caller, trigger: string): Interaction {
  const interaction = inner.interactions.byTrigger.get(trigger)
  if (!interaction || interaction.workspace !== workspace) throw new Refused('invalid_trigger_id')
  if (performance.now() - interaction.at > inner.times.trigger) throw new Refused('expired_trigger_id')
  if (interaction.exchanged) throw new Refused('exchanged_trigger_id')
  return interaction
}

/** @throws Refused when another view of the team has this external id */
export function unlikeOthers({ workspace }: Pick<Caller, 'workspace'>, { external_id: external }: ViewSent, own?: ViewRecord): void {
  const all = [...workspace.modals.values()].flat()
  if (external && all.some(({ externalId, id }) => externalId === external && id !== own?.id)) throw new Refused('duplicate_external_id')
}

const opening = z.object({ trigger_id: z.string(), view })

const shows = (caller: Caller, record: ViewRecord, interaction: Interaction) => {
  place(caller.workspace, record)
  interaction.exchanged = true
  interaction.answered = true
  return { view: viewShown(caller.inner, caller.workspace, record) }
}

const open = method({ tier: 4, args: opening }, (caller, args) => {
  const interaction = exchangeable(caller, args.trigger_id)
  const sent = good(caller, 'views.open', args.view, 'modal')
  unlikeOthers(caller, sent)
  caller.workspace.modals.set(interaction.user.id, [])
  return shows(caller, viewRecord(sent, interaction.user.id), interaction)
})

const push = method({ tier: 4, args: opening }, (caller, args) => {
  const interaction = exchangeable(caller, args.trigger_id)
  const stack = stackOf(caller.workspace, interaction.user.id)
  const top = stack.at(-1)
  if (!top) throw new Refused('not_found')
  if (stack.length >= mostViews) throw new Refused('push_limit_reached')
  const sent = good(caller, 'views.push', args.view, 'modal')
  unlikeOthers(caller, sent)
  return shows(caller, { ...viewRecord(sent, interaction.user.id), rootId: top.rootId, previousId: top.id }, interaction)
})

const update = method(
  { tier: 4, args: z.object({ view_id: z.string().optional(), external_id: z.string().optional(), hash: z.string().optional(), view }) },
  (caller, args) => {
    const { inner, workspace } = caller
    const all = [...workspace.modals.values()].flat()
    const before = all.find(({ id, externalId }) => (args.view_id ? id === args.view_id : args.external_id && externalId === args.external_id))
    if (!before) throw new Refused('not_found')
    if (args.hash && args.hash !== before.hash) throw new Refused('hash_conflict')
    const sent = good(caller, 'views.update', args.view, 'modal')
    unlikeOthers(caller, sent, before)
    const record = viewRecord(sent, before.user, before)
    place(workspace, record)
    return { view: viewShown(inner, workspace, record) }
  },
)

const publish = method({ tier: 4, args: z.object({ user_id: z.string(), hash: z.string().optional(), view }) }, (caller, args) => {
  const { inner, workspace } = caller
  if (!inner.app.manifest.features?.app_home?.home_tab_enabled) throw new Refused('not_enabled')
  if (!workspace.users.has(args.user_id)) throw new Refused('user_not_found')
  const before = workspace.homes.get(args.user_id)
  if (args.hash && args.hash !== before?.hash) throw new Refused('hash_conflict')
  const record = viewRecord(good(caller, 'views.publish', args.view, 'home'), args.user_id, before)
  workspace.homes.set(args.user_id, record)
  nextChange()
  return { view: viewShown(inner, workspace, record) }
})

export const views: Record<string, Method> = { 'views.open': open, 'views.push': push, 'views.update': update, 'views.publish': publish }
