import type { KeptFile } from '../../bot/files.ts'
import type { FastifyRequest } from 'fastify'
import { render } from 'preact-render-to-string'
import type { Form } from '../../bot/engine.ts'
import type { Message } from '../../bot/text.ts'
import type { View } from '../../bot/view.ts'
import type { Reader } from '../../bot/words.ts'
import { valueOf } from './body.ts'
import { channelPage } from './channel-page.tsx'
import { drawingFor } from './drawing.ts'
import { FillIn } from './fields.tsx'
import { showMessages } from './message.tsx'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import type { Post } from './receive.ts'
import { Card, Hidden } from './render.tsx'
import type { StoredMessage } from './store.ts'
import { acceptsOf } from './take-files.ts'

/** The script asks for JSON; a form without it wants a page. */
export const wantsJson = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('application/json') ?? false

/** What was done is shown: by the script at once, or by the page that the browser loads next. */
export async function answerDone({ web, request, reply, visit, channel }: Post, messages: StoredMessage[]): Promise<unknown> {
  const last = messages.at(-1)
  if (!wantsJson(request)) return reply.redirect(`/c/${encodeURIComponent(channel)}${last ? `#m-${last.id}` : ''}`, 303)
  const { locale } = visit.who
  return reply.send({ kind: 'done', locale, focus: last && `m-${last.id}`, messages: await showMessages(web, messages, visit) })
}

/** She has had everything erased: the last answer is shown, and kept nowhere. */
export async function answerGone({ web, request, reply, visit, channel }: Post, { view, reader }: { view: View; reader: Reader }): Promise<unknown> {
  visit.who = { ...visit.who, ...reader, id: 0, roles: new Set() }
  const drawing = drawingFor(web.words, visit, channel)
  const drawn = await web.door.draw(view, reader, limits)
  const shown = (
    <>
      {drawn.map((page) => (
        <Card drawn={page} drawing={drawing} />
      ))}
    </>
  )
  if (wantsJson(request)) return reply.send({ kind: 'form', html: render(shown) })
  return reply.type('text/html; charset=utf-8').send(await channelPage({ web, visit, channel, form: shown }))
}

interface FormAnswer {
  status: number
  notice?: Message
  accepts?: string
  keptFiles?: KeptFile[]
}

/** A form to fill in, for the first time or again. */
export async function answerForm(post: Post, form: Form, { status, notice, accepts, keptFiles }: FormAnswer): Promise<unknown> {
  const { web, request, reply, visit, channel } = post
  const drawing = drawingFor(web.words, visit, channel)
  const about = { form, drawing, keptFiles, notice: notice && drawing.say(notice), accepts: accepts ?? acceptsOf(form, request.server) }
  const shown = <FillIn {...about} />
  void reply.code(status)
  if (wantsJson(request)) return reply.send({ kind: 'form', html: render(shown) })
  return reply.type('text/html; charset=utf-8').send(await channelPage({ web, visit, channel, form: shown, text: valueOf(post.posted, 'text') }))
}

/** Something the person can mend: what she typed is in the page again. */
export async function answerTrouble({ web, request, reply, posted, visit, channel }: Post, status: number, message: Message): Promise<unknown> {
  const words = web.words.plain(message, visit.who)
  void reply.code(status)
  if (wantsJson(request)) return reply.send({ kind: 'error', message: words })
  return reply.type('text/html; charset=utf-8').send(await channelPage({ web, visit, channel, notice: words, text: valueOf(posted, 'text') }))
}

/** Without the script, a button that asks to be confirmed is confirmed on a page. */
export async function answerConfirm({ web, reply, posted, visit, channel }: Post): Promise<unknown> {
  const drawing = drawingFor(web.words, visit, channel)
  const form = (
    <form method="post" action="/act" class="fill" data-act="" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{drawing.say(m.confirmTitle)}</h2>
      <p dir="auto">{valueOf(posted, 'confirm')}</p>
      <Hidden drawing={drawing} />
      <input type="hidden" name="call" value={valueOf(posted, 'call')} />
      <footer class="actions">
        <a class="button" href={`/c/${encodeURIComponent(channel)}`}>{drawing.say(m.cancel)}</a>
        <button class="primary">{drawing.say(m.confirm)}</button>
      </footer>
    </form>
  )
  return reply.type('text/html; charset=utf-8').send(await channelPage({ web, visit, channel, form }))
}
