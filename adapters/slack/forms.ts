import { setTimeout as wait } from 'node:timers/promises'
import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, types, ViewSubmitAction } from '@slack/bolt'
import { nanoid } from 'nanoid'
import { json } from '../../bot/json.ts'
import type { Message } from '../../bot/text.ts'
import type { Reader } from '../../bot/words.ts'
import { answer, readerOf, say } from './answer.ts'
import { offerForm, wantsAgain } from './ask.ts'
import { homeChanged } from './home.ts'
import type { SentForm } from './inbox.ts'
import { m } from './messages.ts'
import type { Here, Place } from './place.ts'
import type { Slack } from './slack.ts'
import { backOf, inputsOf, outcomeOf, type FormAnswer, type Outcome } from './submit.ts'
import { metadataIn, modalOf, noticeOf } from './views.ts'
import { workspaceIn, type Workspace } from './workspaces.ts'

/** Slack wants its answer within three seconds: what takes longer than this is kept, and goes on before a modal that says so. */
const patienceMs = 1800
/** What is left of them for keeping it. */
const keepMs = 700
/** In whose language it is said that it takes a while, where even that takes too long to know. */
const readerMs = 200
const anybody: Reader = { locale: 'en', timeZone: 'UTC' }

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

export interface Forms {
  /** Does what a form asks for, and answers Slack in time. */
  hear(submitted: Submitted): Promise<void>
  /** Finishes what took longer: what is under way here, or what a process that is no more has left. @throws when it is to be tried again */
  workOff(key: string, form: SentForm, about: { isAgain: boolean }): Promise<void>
}

/** What became of a form. */
type Served = { here: Here; reader: Reader } & ({ outcome: Outcome; back: FormAnswer } | { complaint: Message })

/** `acknowledged`: Slack was told that it takes longer, so that what comes later is not overtaken. */
interface UnderWay {
  work: Promise<Served | undefined>
  acknowledged: Promise<void>
}

/** Slack does not say who somebody is. */
class Unreachable extends Error {
  override name = 'Unreachable'
}

/** `keep`: writes a form down to be worked off from the inbox; false when it is there already. */
export function createForms(slack: Slack, keep: (key: string, form: SentForm) => Promise<boolean>): Forms {
  const underWay = new Map<string, UnderWay>()

  const goesOn = async (key: string, form: SentForm, work: UnderWay['work'], ack: Submitted['ack'], workspace: Workspace) => {
    let acknowledge = (): void => undefined
    underWay.set(key, { work, acknowledged: new Promise((resolve) => (acknowledge = resolve)) })
    const keeping = keep(key, form)
    await Promise.race([keeping.catch(() => undefined), wait(keepMs, undefined, { ref: false })])
    const reader = await Promise.race([readerOf(slack, { from: { spaceId: workspace.spaceId, externalId: form.user, name: '' } }).catch(() => anybody), wait(readerMs, anybody, { ref: false })])
    await ack({ response_action: 'update', view: noticeOf(slack, form.view.title, m.working, reader) })
    acknowledge()
    try {
      if (!(await keeping)) underWay.delete(key)
    } catch (error) {
      // The best that is left: it is finished here, as long as this process lives.
      slack.log.error({ err: error }, 'a form that takes long could not be kept')
      await workOff(key, form, { isAgain: false })
    }
  }
  const workOff: Forms['workOff'] = async (key, form, { isAgain }) => {
    const mine = underWay.get(key)
    try {
      await mine?.acknowledged
      const served = await (mine?.work ?? serve(slack, await slack.workspaces.of({ ...form, enterpriseId: form.enterpriseId ?? undefined }), form))
      if (served) await finishLate(slack, { ...served, here: { ...served.here, answering: { key, since: new Date(form.at), isAgain } } }, form)
    } finally {
      underWay.delete(key)
    }
  }
  return {
    workOff,
    async hear({ ack, body, context }) {
      const workspace = workspaceIn(context)
      const form = sentForm(slack, workspace, body)
      const work = serve(slack, workspace, form)
      const late = new AbortController()
      const isInTime = await Promise.race([
        work.then(() => true, () => true),
        wait(patienceMs, false, { ref: false, signal: late.signal }).catch(() => false),
      ])
      late.abort()
      if (isInTime) await finish(slack, work, form, workspace, ack)
      else await goesOn(`view:${form.view.id}:${form.view.hash}`, form, work, ack, workspace)
    },
  }
}

function sentForm({ clock }: Slack, { teamId, source: { enterpriseId, isEnterpriseInstall } }: Workspace, { view, user }: ViewSubmitAction): SentForm {
  const { id, hash, title, private_metadata, blocks, state } = view
  const fields = inputsOf({ blocks }).map((block) => ({ type: 'input', block_id: block }))
  const kept = { id, hash, title: title.text, private_metadata, blocks: fields, values: json(state.values) as SentForm['view']['values'] }
  return { kind: 'form', teamId, enterpriseId: enterpriseId ?? null, isEnterpriseInstall, user: user.id, at: clock.now().toISOString(), view: kept }
}

/** Does what a form asks for; undefined for what is no person. @throws Unreachable, and what is to be tried again */
async function serve(slack: Slack, workspace: Workspace | undefined, { user, view }: SentForm): Promise<Served | undefined> {
  const metadata = await metadataIn(slack, view.private_metadata)
  const from = workspace && (await slack.people.account(workspace, user).catch((error: unknown) => Promise.reject(new Unreachable('Slack does not say who somebody is', { cause: error }))))
  if (!workspace || !from) return undefined
  const here: Here = { workspace, user, from, channel: metadata?.channel ?? null, thread: metadata?.thread, response: metadata?.response }
  const reader = await readerOf(slack, here)
  if (!workspace.agreed) return { here, reader, complaint: m.notAgreed({ community: (await slack.engine.community()).name }) }
  if (!metadata) return { here, reader, complaint: m.oldForm }
  const outcome = await outcomeOf(slack, { here, view, metadata })
  return { here, reader, outcome, back: outcome.kind === 'form' ? await backOf(slack, { here, view, metadata }, outcome.form, reader) : undefined }
}

/** Answers Slack with what came of it; then its person. */
async function finish(slack: Slack, work: UnderWay['work'], form: SentForm, workspace: Workspace, ack: Submitted['ack']): Promise<void> {
  const place: Place = { workspace, user: form.user, channel: null }
  const served = await work.catch((error: unknown) => wrong(slack, place, error))
  if (!served) return ack()
  const { here, reader } = served
  if ('complaint' in served) {
    const [first] = inputsOf(form.view)
    if (first) return ack({ response_action: 'errors', errors: { [first]: slack.words.plain(served.complaint, reader) } })
    await ack()
    return say(slack, here, served.complaint)
  }
  await (served.back ? ack(served.back) : ack())
  if (served.outcome.kind === 'form') return
  await answer(slack, here, served.outcome)
  homeChanged(slack, here)
}

/** What went wrong, in words for the person. Until Slack is told otherwise, the form stays open with what was typed. */
async function wrong(slack: Slack, place: Place, error: unknown): Promise<Served> {
  const reference = nanoid(8)
  slack.log.error({ err: error, reference }, 'a form could not be served')
  const here: Here = { ...place, from: { spaceId: place.workspace.spaceId, externalId: place.user, name: '' } }
  return { here, reader: await readerOf(slack, here).catch(() => anybody), complaint: error instanceof Unreachable ? m.unreachable : m.trouble({ reference }) }
}

/** What took longer shows in the modal that said so; where it was closed meanwhile, in a message. @throws when it is to be tried again */
async function finishLate(slack: Slack, served: Served, { view }: SentForm): Promise<void> {
  const { here, reader } = served
  if ('complaint' in served) {
    if (await changeView(slack, here, view.id, noticeOf(slack, view.title, served.complaint, reader))) return
    return say(slack, here, served.complaint)
  }
  const { outcome } = served
  // Its fields are no longer shown: the whole form is, with what is wrong in it.
  if (outcome.kind === 'form') {
    if (await changeView(slack, here, view.id, await modalOf(slack, outcome.form, { here, reader }))) return
    return offerForm(slack, { here, what: wantsAgain(outcome.form) }, outcome.form, reader)
  }
  await changeView(slack, here, view.id, noticeOf(slack, view.title, m.done, reader))
  await answer(slack, here, outcome)
  homeChanged(slack, here)
}

/** Gives false when it is no longer open. */
async function changeView({ log }: Slack, { workspace }: Here, viewId: string, modal: types.ModalView): Promise<boolean> {
  try {
    await workspace.client.views.update({ view_id: viewId, view: modal })
    return true
  } catch (error) {
    log.info({ err: error }, 'a modal was closed before its answer came')
    return false
  }
}
