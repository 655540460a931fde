import { nanoid } from 'nanoid'
import { knownLocale } from '../../bot/person.ts'
import { valueOf } from './body.ts'
import { demoPeople } from './demo.ts'
import { NotFound } from './errors.tsx'
import type { Post } from './receive.ts'
import { changeSession, keepSession } from './session.ts'

const back = ({ reply, channel }: Post) => reply.redirect(`/c/${encodeURIComponent(channel)}`, 303)

/** In the demo only: to be somebody else. @throws NotFound */
export async function be(post: Post): Promise<unknown> {
  const { web, request, reply, posted } = post
  if (!web.config.demo) throw new NotFound('only the demo knows other people')
  const wanted = valueOf(posted, 'account')
  const people = await demoPeople(web)
  const chosen = people.find(({ externalId }) => externalId === wanted)?.externalId
  if (!chosen && wanted !== 'guest') throw new NotFound('nobody is called so')
  changeSession(web, request, reply, chosen ?? nanoid())
  return back(post)
}

/** The language of the page and of every message; a person's own is kept with her. */
export async function speak(post: Post): Promise<unknown> {
  const { web, reply, posted, visit } = post
  const locale = knownLocale([valueOf(posted, 'locale')], visit.who.locale)
  if (visit.who.id !== 0) await web.database.client.person.update({ where: { id: visit.who.id }, data: { locale } })
  keepSession(web, reply, { ...visit.session, locale })
  return back(post)
}

/** Signs out: the browser is a stranger's again. */
export async function leave(post: Post): Promise<unknown> {
  changeSession(post.web, post.request, post.reply, nanoid())
  return back(post)
}
