import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js'
import { compose } from '../../adapters/discord/compose.ts'
import { again, stepOf, type FormState } from '../../adapters/discord/form-state.ts'
import { limits } from '../../adapters/discord/limits.ts'
import { modalFor } from '../../adapters/discord/modal.ts'
import { asEdit, type MessageBody } from '../../adapters/discord/render.ts'
import { problemsOf } from '../../adapters/discord/validate.ts'
import { drawPages } from '../../bot/draw-pages.ts'
import { createLog } from '../../bot/log.ts'
import type { Words } from '../../bot/words.ts'
import { textOf } from '../discord/reading.ts'
import { messageProblems, modalProblems, type DiscordError } from '../discord/validate.ts'
import { World, type Message } from '../discord/world.ts'
import { plainText } from '../stage/plain.ts'
import type { GalleryCommunity } from './community.ts'
import type { Draw, Drawing } from './draw.ts'
import { outline, type Fold } from './outline.ts'
import type { Piece } from './pieces.ts'

/** Types and styles by their names; what a component says to people, after a bar. */
const fold: Fold = ({ type, ...object }) => {
  if (typeof type !== 'number') return { rest: { ...object, ...(object.default === false ? { default: undefined } : {}) } }
  const { content, label, style, ...rest } = object
  const isButton = type === ComponentType.Button.valueOf()
  const head = [ComponentType[type], isButton && ButtonStyle[Number(style)]].filter(Boolean).join(' ')
  const text = typeof content === 'string' ? content : typeof label === 'string' ? label : undefined
  return { head, text, rest: isButton ? rest : { style, ...rest } }
}

/** What is the same in every message is left out where it is so. */
const readable = ({ flags, allowed_mentions: mentions, attachments, ...body }: MessageBody) => ({
  ...body,
  ...(flags === MessageFlags.IsComponentsV2 || flags === 0 ? {} : { flags }),
  ...(mentions.users?.length || mentions.parse?.length ? { mentions } : {}),
  ...(attachments.length ? { attachments } : {}),
})

const eyes = { world: new World({ now: () => 0, passed: () => 0 }), locale: 'en-GB', timeZone: 'Europe/Paris' }

const found = (error: DiscordError | undefined): string[] => (error ? [JSON.stringify(error)] : [])

/** A message that is no view. */
export const bodyDrawn = (body: MessageBody): Drawing => ({ text: outline(readable(body), fold), payload: body, problems: [...problemsOf(body), ...found(messageProblems(body))] })

/** Draws as the adapter does, in a guild. */
export function createDiscordDraw({ database, engine, spaces, clock }: GalleryCommunity, words: Words): Draw {
  const logged: string[] = []
  const log = createLog({ level: 'warn', pretty: false, write: (line) => void logged.push(line) })

  const view = async ({ view: shown, reader, isOwn }: Extract<Piece, { kind: 'view' }>): Promise<Drawing[]> => {
    const pages = await (isOwn ? drawPages(shown, reader, limits, { words, db: database.client, now: clock.now() }) : engine.draw(shown, reader, limits))
    const composed = await compose({ database, clock, log }, pages, { reader, spaceId: spaces.discord })
    return composed.map(({ body, plain }, index) => ({
      text: outline(readable(body), fold),
      payload: body,
      ...(index === 0 ? { meant: plainText(pages, reader) } : {}),
      read: textOf({ content: body.content ?? '', flags: body.flags, components: body.components ?? [], embeds: [], attachments: [] } as unknown as Message, eyes),
      problems: [
        ...(body.allowed_mentions.parse?.length ? ['it may mention whatever is in the text'] : []),
        ...problemsOf(body),
        ...found(messageProblems(body)),
        ...found(messageProblems({ ...body, flags: body.flags | MessageFlags.Ephemeral }, { kind: 'answer' })),
        ...found(messageProblems(asEdit(body), { kind: 'edit', before: { flags: 0, content: 'before', embeds: 0, components: 0, attachments: [] } })),
        ...plain.flatMap((one) => [...problemsOf(one), ...found(messageProblems(one))]),
        ...logged.splice(0),
      ],
    }))
  }
  /** Every step, as if each had been left as it is. */
  const form = async ({ form: asked, reader, from }: Extract<Piece, { kind: 'form' }>): Promise<Drawing[]> => {
    const hasProblems = Object.keys(asked.problems).length > 0
    let state: FormState = hasProblems ? again(asked, asked.values, from.externalId) : { action: asked.action, input: {}, done: [] }
    const drawings: Drawing[] = []
    for (;;) {
      const modal = await modalFor({ database, clock, words }, asked, state, { reader, personId: 0, spaceId: spaces.discord, inGuild: true })
      drawings.push({ text: `modal\n${outline(modal, fold)}`, payload: modal, problems: [...found(modalProblems(modal)), ...logged.splice(0)] })
      const { asked: step, isLast } = stepOf(asked, state)
      if (isLast) return drawings
      state = { ...state, done: [...state.done, ...step.map(({ name }) => name)] }
    }
  }
  return (piece) => (piece.kind === 'view' ? view(piece) : form(piece))
}
