import { HTMLElement, parse, TextNode, type Node } from 'node-html-parser'
import { render } from 'preact-render-to-string'
import type { Drawing as WebDrawing } from '../../adapters/web/drawing.ts'
import { FillIn } from '../../adapters/web/fields.tsx'
import { limits } from '../../adapters/web/limits.ts'
import { m } from '../../adapters/web/messages.ts'
import { Card } from '../../adapters/web/render.tsx'
import { m as bot } from '../../bot/messages.ts'
import { createWords, type Reader } from '../../bot/words.ts'
import { ownFiles } from '../../bot/files.ts'
import { plainText } from '../stage/plain.ts'
import type { GalleryCommunity } from './community.ts'
import type { Draw, Drawing } from './draw.ts'
import { visible } from './outline.ts'
import type { Piece } from './pieces.ts'

/** What stands within a line. */
const inline = new Set(['b', 'i', 'code', 'bdi', 'time', 'small', 'span'])
/** In every form, and always the same: looked for once, and not written down. */
const common = ['csrf', 'key', 'channel']
const everywhere = new Set(['dir', 'method', 'action', 'enctype', 'novalidate', 'aria-labelledby', 'data-act', 'data-fill'])

const isLine = (node: Node): boolean => node instanceof TextNode || (node instanceof HTMLElement && inline.has(node.tagName.toLowerCase()) && node.childNodes.every(isLine))

const written = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .filter(([name]) => !everywhere.has(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${/^[\w.:/#-]+$/.test(value) ? value.replace(/^form-key-/, '~') : `'${value}'`}`))
    .join(' ')

function headOf({ tagName, attributes: { class: classes, ...attributes } }: HTMLElement): string {
  return [`${tagName.toLowerCase()}${classes ? `.${classes.replaceAll(' ', '.')}` : ''}`, written(attributes)].filter(Boolean).join(' ')
}

/** A button with its form, an answer with its label: each is one thing to people. */
function foldedOf(element: HTMLElement): string[] | undefined {
  if (element.hasAttribute('data-act') && !element.querySelector('select')) {
    const [button, call] = [element.querySelector('button'), element.querySelector('input[name=call]')]
    return button && call ? [`${headOf(button)} ${written({ call: call.getAttribute('value') ?? '', ...element.attributes })} | ${button.innerHTML}`] : undefined
  }
  const [input, ...words] = element.children
  if (element.tagName !== 'LABEL' || input?.tagName !== 'INPUT') return undefined
  return [`${written(input.attributes)} | ${words.map(({ innerHTML }) => innerHTML).join(' ')}`]
}

/** HTML as indented lines, what people read after a bar; only what is the same in every form is left out. */
/** A file that was made on the way has another address each time; those of the gallery have not. */
const madeHere = /\/files\/(?!gallery-|a-file-|another-)[\w-]{21}/g

function outlineOf(node: Node): string[] {
  if (!(node instanceof HTMLElement)) return node.rawText.trim() ? [`| ${node.rawText}`] : []
  if (node.tagName === 'INPUT' && [...common, 'submitted', 'accepts'].includes(node.getAttribute('name') ?? '')) return []
  const folded = foldedOf(node)
  if (folded) return folded
  const head = headOf(node)
  if (node.childNodes.length === 0) return [head]
  if (!node.childNodes.every(isLine)) return [head, ...node.childNodes.flatMap(outlineOf).map((line) => `  ${line}`)]
  const html = node.innerHTML.replace(/ dir="auto"/g, '')
  const lines = html.split('\n')
  return lines.length === 1 ? [`${head} | ${html}`] : [head, ...lines.map((line) => `  | ${line}`)]
}

/** Draws as the adapter does, on the page of the assistant. */
export function createWebDraw({ database, engine }: GalleryCommunity): Draw {
  const words = createWords([bot, m])
  const drawingFor = (reader: Reader): WebDrawing => ({ reader, personId: 0, channel: '', csrf: 'csrf', key: 'key', say: (message) => words.plain(message, reader) })
  const drawn = (html: string): Drawing => ({ text: visible(parse(html).childNodes.flatMap(outlineOf).join('\n')).replace(madeHere, '/files/…'), payload: html, problems: problemsOf(html) })

  const view = async ({ view: shown, reader }: Extract<Piece, { kind: 'view' }>): Promise<Drawing[]> => {
    const pages = await engine.draw(shown, reader, limits)
    const all = pages.map((page) => render(<Card drawn={page} drawing={drawingFor(reader)} />))
    return all.map((html, index) => ({ ...drawn(html), read: parse(html).text, ...(index === 0 ? { meant: plainText(pages, reader) } : {}) }))
  }
  const form = async ({ form: asked, reader, from }: Extract<Piece, { kind: 'form' }>): Promise<Drawing[]> => {
    const ids = Object.values(asked.values).flatMap((value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []))
    const account = await database.client.account.findFirst({ where: { externalId: from.externalId } })
    const keptFiles = await ownFiles(database, account?.personId ?? 0, ids)
    return [drawn(render(<FillIn form={asked} drawing={drawingFor(reader)} accepts="signed" keptFiles={keptFiles} />))]
  }
  return (piece) => (piece.kind === 'view' ? view(piece) : form(piece))
}

const tags = new Set([
  'a', 'b', 'bdi', 'blockquote', 'button', 'code', 'dd', 'div', 'dl', 'dt', 'fieldset', 'footer', 'form', 'h2', 'header', 'i', 'img', 'input', 'label', 'legend', 'li', 'option', 'p',
  'select', 'small', 'span', 'textarea', 'time', 'ul',
])

/** Nothing but our own elements, without scripts, and each form goes where it should and carries what protects it. */
const problemsOf = (html: string): string[] =>
  parse(html).querySelectorAll('*').flatMap((element) => [
    ...(tags.has(element.tagName.toLowerCase()) ? [] : [`an element of another kind: ${element.tagName}`]),
    ...Object.keys(element.attributes).filter((name) => name.startsWith('on')).map((name) => `a script: ${name}`),
    ...(element.tagName === 'FORM' ? formProblems(element) : []),
  ])

const formProblems = (form: HTMLElement): string[] => [
  ...(form.getAttribute('method') === 'post' && form.getAttribute('action') === '/act' ? [] : ['a form that goes elsewhere']),
  ...common.flatMap((name) => (form.querySelector(`input[name=${name}]`) ? [] : [`a form without ${name}`])),
]
