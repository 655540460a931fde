import { Refused, refuse } from './api.ts'
import { jsonAnswer, type HttpAnswer } from './http.ts'
import type { ResponseUrl } from './interactions.ts'
import { change, post, remove, type Draft } from './messages.ts'
import type { Inner } from './server.ts'
import { slackFileProblems } from './uploads.ts'
import { messageProblems } from './validate.ts'

/** how often a response_url may be used */
const mostUses = 5

interface ResponseBody extends Draft {
  response_type?: string
  replace_original?: boolean | string
  delete_original?: boolean | string
}

const isOn = (given: boolean | string | undefined) => given === true || given === 'true'

/** Answers a POST to a response_url. */
export function respond(inner: Inner, id: string, body: ResponseBody): Promise<HttpAnswer> {
  const known = inner.interactions.byUrl.get(id)
  if (!known) return Promise.resolve(jsonAnswer({ ok: false, error: 'no_such_url' }, 404))
  if (performance.now() - known.interaction.at > inner.times.responseUrl) return Promise.resolve(jsonAnswer({ ok: false, error: 'expired_url' }, 404))
  if (known.uses >= mostUses) return Promise.resolve(jsonAnswer({ ok: false, error: 'used_url' }, 404))
  known.uses++
  try {
    say(inner, known, body)
    return Promise.resolve(jsonAnswer({ ok: true }))
  } catch (error) {
    if (error instanceof Refused) return Promise.resolve(jsonAnswer({ ok: false, error: error.error, ...error.body }, 400))
    throw error
  }
}

/** Says what the app answered to a gesture: to the person alone unless it says otherwise. @throws Refused */
export function say(inner: Inner, { interaction, conversation, message }: Pick<ResponseUrl, 'interaction' | 'conversation' | 'message'>, body: ResponseBody): void {
  const { workspace, user } = interaction
  const original = message && conversation.messages.includes(message) ? message : undefined
  if (isOn(body.delete_original)) {
    if (!original) throw new Refused('message_not_found')
    remove(inner, workspace, conversation, original)
    interaction.answered = true
    return
  }
  refuse(inner, 'response_url', [...messageProblems(body, { kind: 'response' }), ...slackFileProblems(workspace, body.blocks)])
  // A command has no message to replace; and who may see a message never changes.
  if (isOn(body.replace_original) && original) change(inner, workspace, conversation, original, body)
  else {
    const inChannel = body.response_type === 'in_channel'
    post(inner, workspace, conversation, { ...body, thread_ts: inChannel ? body.thread_ts : undefined, onlyFor: inChannel ? undefined : user.id })
  }
  interaction.answered = true
}
