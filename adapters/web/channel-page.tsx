import type { VNode } from 'preact'
import { assistant, storedChannel } from './channels.ts'
import { demoPeople } from './demo.ts'
import { drawingFor, type Drawing } from './drawing.ts'
import { Icon, Logo } from './icons.tsx'
import { showMessages, type ShownMessage } from './message.tsx'
import { m } from './messages.ts'
import { Head, page } from './page.tsx'
import { Hidden } from './render.tsx'
import type { Visit } from './session.ts'
import type { CommandLine } from '../../bot/adapter.ts'
import { commandLines } from './suggest.ts'
import type { Web } from './web.ts'

const messagesOnPage = 30
const commandsOffered = 6

export interface ChannelPageAbout {
  web: Web
  visit: Visit
  channel: string
  /** only messages before this one */
  before?: number
  /** open above the composer */
  form?: VNode
  /** told above the composer */
  notice?: string
  /** already in the composer */
  text?: string
}

/** The page of a channel. What comes while it is made is in the live feed, whose place is read first. */
export async function channelPage({ web, visit, channel, before, form, notice, text }: ChannelPageAbout): Promise<string> {
  const drawing = drawingFor(web.words, visit, channel)
  const here = web.channels.find(({ id }) => id === channel)
  const last = await web.store.sequence()
  const stored = await web.store.history({ channel: storedChannel(channel), personId: visit.who.id, before, take: messagesOnPage + 1 })
  const hasOlder = stored.length > messagesOnPage
  const messages = await showMessages(web, hasOlder ? stored.slice(1) : stored, visit)
  const commands = await web.door.commands(visit.from)
  const { name: community } = await web.engine.community()
  const name = here?.name(drawing.reader) ?? channel
  const side = { community, people: web.config.demo ? await demoPeople(web) : [] }
  const log = { messages, hasOlder, isOld: before !== undefined, last, drawing, visit, commands }
  return page({
    web, visit, drawing, side,
    title: `${name} · ${community}`,
    suggestions: commandLines(commands),
    children: (
      <main class={form ? 'chat filling' : 'chat'}>
        <Head name={name} about={here?.about(drawing.reader) ?? ''} icon={channel} />
        <div class="scroll" data-scroll="" tabIndex={0} role="region" aria-label={drawing.say(m.messages)}>
          <Log {...log} />
        </div>
        {notice && <p class="notice" role="alert">{notice}</p>}
        {form && <div class="sheet">{form}</div>}
        <Composer drawing={drawing} name={name} text={text} />
      </main>
    ),
  })
}

interface LogAbout {
  messages: ShownMessage[]
  hasOlder: boolean
  /** shows a part of the past */
  isOld: boolean
  last: number
  drawing: Drawing
  visit: Visit
  commands: CommandLine[]
}

function Log({ messages, hasOlder, isOld, last, drawing, visit, commands }: LogAbout) {
  const { channel, say } = drawing
  const oldest = messages[0]?.id
  const html = messages.map((message) => message.html).join('')
  return (
    <div class="flow">
      {hasOlder && <a class="button older" href={`?before=${oldest}`} data-older="">{say(m.older)}</a>}
      {!hasOlder && (channel === assistant || messages.length === 0) && <Welcome drawing={drawing} visit={visit} commands={commands} />}
      <div role="log" aria-live="polite" aria-relevant="additions" aria-label={say(m.messages)}>
        <ol data-log="" data-last={last} dangerouslySetInnerHTML={{ __html: html }} />
      </div>
      {isOld && <a class="button older" href={`/c/${encodeURIComponent(channel)}`}>{say(m.newest)}</a>}
      <noscript>
        <a class="button older" href={`/c/${encodeURIComponent(channel)}`}>{say(m.reloadPage)}</a>
      </noscript>
    </div>
  )
}

/** What is at the beginning of a conversation: what can be done here, by one press. */
function Welcome({ drawing, visit, commands }: Pick<LogAbout, 'drawing' | 'visit' | 'commands'>) {
  const { channel, say } = drawing
  const isPrivate = channel === assistant
  const isStranger = visit.who.roles.size === 0
  const hello = isStranger ? m.helloStranger : m.hello({ name: visit.who.name })
  return (
    <section class="welcome">
      {isPrivate ? <Logo /> : <Icon name={channel} />}
      <h2>{say(isPrivate ? hello : m.emptyChannel)}</h2>
      <p>{say(isPrivate ? m.helloAbout : isStranger ? m.emptyChannelForGuests : m.emptyChannelAbout)}</p>
      {isPrivate && (
        <div class="buttons">
          {commands.slice(0, commandsOffered).map(({ title, form }) => (
            <form method="post" action="/act" data-act="">
              <Hidden drawing={drawing} />
              <input type="hidden" name="call" value={JSON.stringify({ action: form.action, input: {} })} />
              <button>{title}</button>
            </form>
          ))}
        </div>
      )}
    </section>
  )
}

function Composer({ drawing, name, text }: { drawing: Drawing; name: string; text?: string }) {
  const { channel, say } = drawing
  const hint = channel === assistant ? say(m.composeAssistant) : say(m.composeHere({ channel: name }))
  const label = channel === assistant ? hint : say(m.composeChannel({ channel: name }))
  return (
    <form method="post" action="/say" class="composer" data-composer="">
      <Hidden drawing={drawing} />
      <ul role="listbox" id="suggestions" class="suggestions" aria-label={say(m.suggestions)} data-suggestions="" hidden />
      <label class="visually-hidden" for="compose">{label}</label>
      <textarea id="compose" name="text" rows={1} placeholder={hint} dir="auto" autocomplete="off">{text}</textarea>
      <button class="primary" aria-label={say(m.send)}>
        <Icon name="send" />
      </button>
    </form>
  )
}
