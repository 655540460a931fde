import type { ComponentChildren } from 'preact'
import type { Drawn, DrawnBlock, DrawnButton, DrawnFact, DrawnItem, DrawnOption } from '../../bot/draw.ts'
import type { Call } from '../../bot/view.ts'
import { formatMoment, type Inline, type Reader } from '../../bot/words.ts'
import type { Drawing } from './drawing.ts'
import { m } from './messages.ts'

/** One message of the assistant's. Preact escapes every text: nothing that a person typed can become markup, a link or a command. */
export function Card({ drawn, drawing, heading: Heading = 'h2' }: { drawn: Drawn; drawing: Drawing; heading?: 'h1' | 'h2' }) {
  return (
    <div class={drawn.tone ? `card ${drawn.tone}` : 'card'}>
      {drawn.title && (
        <Heading dir="auto">
          <Words inlines={drawn.title} drawing={drawing} />
        </Heading>
      )}
      {drawn.blocks.map((block) => (
        <Block block={block} drawing={drawing} />
      ))}
    </div>
  )
}

function Block({ block, drawing }: { block: DrawnBlock; drawing: Drawing }) {
  switch (block.kind) {
    case 'text':
      return <Paragraph inlines={block.inlines} drawing={drawing} />
    case 'quote':
      return (
        <blockquote dir="auto">
          <Words inlines={block.inlines} drawing={drawing} />
        </blockquote>
      )
    case 'facts':
      return <Facts facts={block.facts} drawing={drawing} />
    case 'list':
      return (
        <ul class="items">
          {block.items.map((item) => (
            <Item item={item} drawing={drawing} />
          ))}
        </ul>
      )
    case 'image':
      return (
        <a class="picture" href={`/files/${encodeURIComponent(block.fileId)}`}>
          <img src={`/files/${encodeURIComponent(block.fileId)}`} alt={block.alt || drawing.say(m.image)} loading="lazy" />
        </a>
      )
    case 'files':
      return <Files files={block.files} drawing={drawing} />
    case 'buttons':
      return <Buttons buttons={block.buttons} drawing={drawing} />
    case 'select':
      return <Select label={block.label} options={block.options} drawing={drawing} />
  }
}

const Paragraph = ({ inlines, drawing }: { inlines: Inline[]; drawing: Drawing }) => (
  <p dir="auto">
    <Words inlines={inlines} drawing={drawing} />
  </p>
)

const Facts = ({ facts, drawing }: { facts: DrawnFact[]; drawing: Drawing }) => (
  <dl>
    {facts.map(({ label, value }) => (
      <div>
        <dt>{label}</dt>
        <dd dir="auto">
          <Words inlines={value} drawing={drawing} />
        </dd>
      </div>
    ))}
  </dl>
)

const Item = ({ item, drawing }: { item: DrawnItem; drawing: Drawing }) => (
  <li>
    <p class="title" dir="auto">
      <Words inlines={item.title} drawing={drawing} />
    </p>
    {item.text && <Paragraph inlines={item.text} drawing={drawing} />}
    {item.facts.length > 0 && <Facts facts={item.facts} drawing={drawing} />}
    {item.buttons.length > 0 && <Buttons buttons={item.buttons} drawing={drawing} />}
  </li>
)

function Files({ files, drawing }: { files: Extract<DrawnBlock, { kind: 'files' }>['files']; drawing: Drawing }) {
  return (
    <ul class="files">
      {files.map(({ fileId, name, size }) => (
        <li>
          <a href={`/files/${encodeURIComponent(fileId)}`} download="">
            <bdi>{name}</bdi> <small>{drawing.say(m.size({ kilobytes: Math.ceil(size / 1024) }))}</small>
          </a>
        </li>
      ))}
    </ul>
  )
}

const Buttons = ({ buttons, drawing }: { buttons: DrawnButton[]; drawing: Drawing }) => (
  <div class="buttons">
    {buttons.map((button) => (
      <Button button={button} drawing={drawing} />
    ))}
  </div>
)

function Button({ button, drawing }: { button: DrawnButton; drawing: Drawing }) {
  if ('link' in button) return <LinkButton {...button} />
  const { label, call, style, confirm } = button
  return (
    <form method="post" action="/act" data-act="" data-confirm={confirm}>
      <Hidden drawing={drawing} />
      <input type="hidden" name="call" value={JSON.stringify(call)} />
      {confirm && <input type="hidden" name="confirm" value={confirm} />}
      <button class={style} dir="auto">{label}</button>
    </form>
  )
}

/** Anything but a web or mail address is shown as words that lead nowhere. */
function LinkButton({ label, link }: { label: string; link: string }) {
  const isSafe = URL.canParse(link) && ['https:', 'http:', 'mailto:'].includes(new URL(link).protocol)
  if (!isSafe) return <span class="button">{label}</span>
  return (
    <a class="button" href={link} target="_blank" rel="noopener noreferrer nofollow" dir="auto">
      {label} <span aria-hidden="true">↗</span>
    </a>
  )
}

function Select({ label, options, drawing }: { label: string; options: DrawnOption[]; drawing: Drawing }) {
  return (
    <form method="post" action="/act" class="select" data-act="">
      <Hidden drawing={drawing} />
      <label>
        {label}
        <select name="call" required>
          <option value="">{drawing.say(m.choose)}</option>
          {options.map((option) => (
            <option value={JSON.stringify(option.call satisfies Call)}>{option.label}</option>
          ))}
        </select>
      </label>
      <button>{drawing.say(m.go)}</button>
    </form>
  )
}

/** What every form carries. */
export const Hidden = ({ drawing }: { drawing: Drawing }) => (
  <>
    <input type="hidden" name="csrf" value={drawing.csrf} />
    <input type="hidden" name="key" value={drawing.key} />
    <input type="hidden" name="channel" value={drawing.channel} />
  </>
)

/** A text in its reader's words. */
export const Words = ({ inlines, drawing }: { inlines: Inline[]; drawing: Drawing }): ComponentChildren =>
  inlines.map((inline) => <Inlined inline={inline} drawing={drawing} />)

function Inlined({ inline, drawing }: { inline: Inline; drawing: Drawing }) {
  switch (inline.kind) {
    case 'text':
      return <>{inline.text}</>
    case 'code':
      return <code>{inline.text}</code>
    case 'bold':
      return (
        <b>
          <Words inlines={inline.inlines} drawing={drawing} />
        </b>
      )
    case 'italic':
      return (
        <i>
          <Words inlines={inline.inlines} drawing={drawing} />
        </i>
      )
    case 'time':
      return <time dateTime={inline.at}>{formatMoment(inline, drawing.reader)}</time>
    case 'person':
      return <bdi class={inline.mention && inline.personId === drawing.personId ? 'person you' : 'person'}>{inline.name}</bdi>
  }
}

/** The hour of something, with its day unless that is today. */
export function When({ at, now, reader }: { at: Date; now: Date; reader: Reader }) {
  const locale = reader.locale === 'en' ? 'en-GB' : reader.locale
  const format = (options: Intl.DateTimeFormatOptions, date: Date) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: reader.timeZone }).format(date)
  const isToday = format({ dateStyle: 'short' }, at) === format({ dateStyle: 'short' }, now)
  const shown = format({ ...(isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' }), hour: '2-digit', minute: '2-digit' }, at)
  return <time dateTime={at.toISOString()}>{shown}</time>
}
