import type { types } from '@slack/bolt'
import { compose } from '../../adapters/slack/compose.ts'
import { createClients } from '../../adapters/slack/client.ts'
import { homeLimits, homeOf } from '../../adapters/slack/home.ts'
import { createLanes } from '../../adapters/slack/lanes.ts'
import { limits } from '../../adapters/slack/limits.ts'
import type { Limits } from '../../bot/limits.ts'
import type { Here } from '../../adapters/slack/place.ts'
import { appName, typedIn } from '../../adapters/slack/manifest.ts'
import { problemsOf } from '../../adapters/slack/validate.ts'
import { modalOf } from '../../adapters/slack/views.ts'
import type { Workspace } from '../../adapters/slack/workspaces.ts'
import { drawPages } from '../../bot/draw-pages.ts'
import { createLog } from '../../bot/log.ts'
import type { Words } from '../../bot/words.ts'
import type { Block } from '../slack/blocks.ts'
import { readBlocks } from '../slack/reading.ts'
import { messageProblems, viewProblems } from '../slack/validate.ts'
import { newWorkspace, type UserRecord } from '../slack/world.ts'
import { plainText } from '../stage/plain.ts'
import { steadyFile } from './files.ts'
import type { GalleryCommunity } from './community.ts'
import type { Drawing, Draw } from './draw.ts'
import { isOnSlack } from './files.ts'
import { outline, type Fold } from './outline.ts'
import type { Piece } from './pieces.ts'

interface SlackText {
  type: 'plain_text' | 'mrkdwn'
  text: string
}

/** A text as the adapter always writes it. */
const isText = (text: unknown): text is SlackText => {
  const { type, emoji, verbatim } = (text ?? {}) as Record<string, unknown>
  return (type === 'plain_text' && emoji === false) || (type === 'mrkdwn' && verbatim === true)
}

/** A modal that only says something. */
export const modalDrawn = (modal: types.ModalView): Drawing => ({ text: outline(modal, fold), payload: modal, problems: viewProblems(modal).map(({ pointer, message }) => `${pointer}: ${message}`) })

const saying = (head: unknown, { type, text }: SlackText) => ({ head: [head, type === 'mrkdwn' ? type : ''].filter(Boolean).join(' '), text })

/** A text is what it says; an object with a text, a label or a title says it. */
const fold: Fold = (object) => {
  if (isText(object)) return { ...saying('', object), rest: {} }
  const { type, ...all } = object
  // What is so by default is not written down.
  const others = Object.fromEntries(Object.entries(all).filter(([key, value]) => !(value === false && (key === 'optional' || key === 'multiline'))))
  const name = ['text', 'label', 'title'].find((one) => isText(others[one]))
  if (!name) return { head: typeof type === 'string' ? type : '', rest: others }
  const { [name]: said, ...rest } = others
  return { ...saying(type, said as SlackText), rest }
}

/** Draws as the adapter does, in a workspace to which every picture was uploaded before. */
export function createSlackDraw(gallery: GalleryCommunity, words: Words): Draw {
  const { database, engine, spaces, clock } = gallery
  const logged: string[] = []
  const log = createLog({ level: 'warn', pretty: false, write: (line) => void logged.push(line) })
  const means = { database, engine, clock, log, lanes: createLanes(), words, typed: typedIn(engine, appName) }
  const workspace: Workspace = {
    spaceId: spaces.slack, teamId: 'T0CYBER001', name: 'Cyberelles Pro', source: { teamId: 'T0CYBER001', enterpriseId: undefined, isEnterpriseInstall: false },
    agreed: true, botUserId: 'U0BOT00001', token: 'xoxb-gallery', client: createClients(undefined, log).of('xoxb-gallery'),
  }
  const reader = { workspace: newWorkspace('Cyberelles'), user: { locale: 'en-GB', tz: 'Europe/Paris' } as UserRecord }
  const found = (problems: { pointer: string; message: string }[]) => problems.map(({ pointer, message }) => `${pointer}: ${message}`)

  const pagesOf = ({ view: shown, reader, isOwn }: Extract<Piece, { kind: 'view' }>, room: Limits) =>
    isOwn ? drawPages(shown, reader, room, { words, db: database.client, now: clock.now() }) : engine.draw(shown, reader, room)
  const view = async (piece: Extract<Piece, { kind: 'view' }>): Promise<Drawing[]> => {
    const pages = await pagesOf(piece, limits)
    for (const block of piece.view.blocks) if (block.kind === 'image' && !block.fileId.includes('gone')) await isOnSlack(gallery, block.fileId)
    const { bodies, files } = await compose(means, workspace, pages, piece.reader)
    const drawn = bodies.map((body, index) => ({
      text: outline({ ...body, text: `(${body.text.length}) ${body.text.split('\n')[0]?.slice(0, 80) ?? ''}` }, fold),
      payload: body,
      ...(index === 0 ? { meant: plainText(pages, piece.reader) } : {}),
      read: readBlocks((body.blocks ?? []) as Block[], reader),
      problems: [...problemsOf(body), ...found(messageProblems(body)), ...found(messageProblems(body, { kind: 'update' })), ...(index === 0 ? logged.splice(0) : [])],
    }))
    if (!piece.isHome) return [...drawn, ...(files.length ? [{ text: `files beside it: ${files.map(steadyFile).join(', ')}`, payload: files, problems: [] }] : [])]
    const [page] = await pagesOf(piece, homeLimits)
    const home = homeOf(page, piece.reader, means)
    return [{ text: outline(home, fold), payload: home, problems: found(viewProblems(home)) }]
  }
  const form = async ({ form: asked, reader, from }: Extract<Piece, { kind: 'form' }>): Promise<Drawing[]> => {
    const here: Here = { workspace, user: 'U0ADA00001', channel: null, from }
    const modal = await modalOf(means, asked, { here, reader })
    return [{ text: outline(modal, fold), payload: modal, problems: [...found(viewProblems(modal)), ...logged.splice(0)] }]
  }
  return (piece) => (piece.kind === 'view' ? view(piece) : form(piece))
}
