import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawnIn, type Drawn, type DrawnButton } from '../../bot/draw.ts'
import { fit } from '../../bot/fit.ts'
import { ticketAction } from '../../bot/ticket.ts'
import type { View } from '../../bot/view.ts'
import { createWords, type Reader } from '../../bot/words.ts'
import { controlsOf, reader, views, words } from '../../test/guarantees/views.ts'
import { messageProblems } from '../../test/slack/index.ts'
import { readBlocks } from '../../test/slack/reading.ts'
import { newWorkspace } from '../../test/slack/world.ts'
import { limits as web } from '../web/limits.ts'
import { callIn } from './action-id.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { render, type Block, type Body, type Rendering } from './render.ts'
import { problemsOf } from './validate.ts'

const rendering: Rendering = { reader, words: createWords([m]), mentions: new Map([[1, 'U0123456789']]), pictures: new Map([['picture', 'F0123456789']]) }
const english: Reader = { locale: 'en', timeZone: 'Europe/Paris' }

/** A call too long for its control, as the engine gives it. */
const ticket = { action: ticketAction, input: { id: 'x'.repeat(43) } }
const most = (limit: number) => (button: DrawnButton): DrawnButton => ('call' in button && limits.measureCall(button.call) > limit ? { ...button, call: ticket } : button)

/** A page as the engine gives it. */
function ticketed(page: Drawn): Drawn {
  const button = most(limits.call)
  const option = (call: typeof ticket) => (limits.measureCall(call) > (limits.optionCall ?? 0) ? ticket : call)
  const blocks = page.blocks.map((block): Drawn['blocks'][number] => {
    if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map(button) }
    if (block.kind === 'list') return { ...block, items: block.items.map((item) => ({ ...item, buttons: item.buttons.map(button) })) }
    if (block.kind === 'select') return { ...block, options: block.options.map((one) => ({ ...one, call: option(one.call as typeof ticket) })) }
    return block
  })
  return { ...page, blocks }
}

const pagesOf = (view: View, within = limits) => fit(drawnIn(view, reader, words), within).map(ticketed)
const messageOf = (view: View, about: Partial<Rendering> = {}): Body => render(pagesOf(view)[0] ?? { blocks: [] }, { ...rendering, ...about })
/** What Slack would say of it, as it is posted and as it is changed. */
const objections = (body: Body) => [...messageProblems(body), ...messageProblems(body, { kind: 'update' })]

type Carrying = { elements?: Carrying[]; accessory?: Carrying; options?: { value: string }[]; value?: string; url?: string; slack_file?: { id?: string } }

/** What can be acted on in blocks, in order, as `controlsOf` tells it of what was drawn. */
const controlsIn = (blocks: Block[] = []): string[] =>
  (blocks as Carrying[]).flatMap((block) =>
    [...(block.elements ?? []), ...(block.accessory ? [block.accessory] : [])].flatMap(({ options, value, url }) =>
      url ? [url] : [...(options?.map((one) => one.value) ?? []), ...(value ? [value] : [])].map((one) => JSON.stringify(callIn(one)))))

describe('any view', () => {
  test('that the engine has made to fit is taken by Slack, with all its controls', () => {
    fc.assert(
      fc.property(views, (view) => {
        for (const page of pagesOf(view)) {
          const body = render(page, rendering)
          expect(problemsOf(body)).toEqual([])
          expect(objections(body)).toEqual([])
          expect(controlsIn(body.blocks)).toEqual(controlsOf(page.blocks.filter(({ kind }) => !['image', 'files', 'text'].includes(kind))))
        }
      }),
      { numRuns: 60, endOnFailure: true },
    )
  }, 60_000)

  test('that Slack would refuse is found out by ourselves before', () => {
    const tooMuch = { ...web, title: 5000, text: 9000, optionLabel: 400, buttonLabel: 400, buttonsInRow: 40 }
    const refused = fc.sample(views, { numRuns: 60, seed: 20_261_123 }).flatMap((view) => {
      const bodies = pagesOf(view, tooMuch).map((page) => render(page, rendering))
      return bodies.filter((body) => objections(body).some(({ error }) => error))
    })
    expect(refused.length).toBeGreaterThan(10)
    expect(refused.filter((body) => problemsOf(body).length === 0).map((body) => objections(body))).toEqual([])
  }, 60_000)
})

const workspace = newWorkspace('Club')
const ada = { id: 'U0123456789', name: 'Ada', locale: 'fr-FR', tz: 'Europe/Paris', isAdmin: false, isOwner: false, guest: false, isBot: false, deleted: false, email: '' }
workspace.users.set(ada.id, ada)
const seen = (body: Body) => readBlocks((body.blocks ?? []) as never, { workspace, user: ada })

const job: View = {
  title: 'Comptable <!channel> & Cie',
  blocks: [
    { kind: 'quote', text: 'Bonjour,\n*urgent* :tada:' },
    { kind: 'list', items: [
      { title: 'Ada', text: 'TVA intracommunautaire', buttons: [{ label: 'Demander', call: { action: 'expert ask', input: { number: 7 } } }] },
      { title: 'Bea', buttons: [{ label: 'Demander', call: { action: 'expert ask', input: { number: 8 } } }, { label: 'Profil', call: { action: 'expert show', input: { number: 8 } } }] },
      { title: 'Cléo' },
    ] },
    { kind: 'buttons', buttons: [{ label: 'Retirer', style: 'danger', confirm: { message: 'views.label' }, call: { action: 'job close', input: { number: 3 } } }, { label: 'Voir', link: 'https://example.org/a?b=c&d' }] },
  ],
}

describe('a view at Slack', () => {
  test('is read as it was said', () => {
    expect(seen(messageOf(job))).toBe(
      [
        'Comptable <!channel> & Cie', 'Bonjour,', '*urgent* :tada:', 'Ada', 'TVA intracommunautaire', '[Demander]', 'Bea', '[Demander] [Profil]', 'Cléo',
        '[Retirer] [Voir → https://example.org/a?b=c&d]',
      ].join('\n'),
    )
  })

  test('has a text for notifications and screen readers, in which nobody is called', () => {
    const { text } = messageOf(job)
    expect(text.replace(/[\u2060\ufeff]/g, '')).toBe(
      ['Comptable &lt;!channel&gt; &amp; Cie', 'Bonjour,', '*urgent* :tada:', '• Ada', 'TVA intracommunautaire', '• Bea', '• Cléo', 'Voir: https://example.org/a?b=c&amp;d'].join('\n'),
    )
    expect(text).not.toContain(':tada:')
  })

  test.each([
    ['good', '✅ Fait'],
    ['problem', '⚠️ Fait'],
    [undefined, 'Fait'],
  ] as const)('meant as %s says so before its title, or before its first words', (tone, shown) => {
    expect(seen(messageOf({ tone, title: 'Fait', blocks: [] }))).toBe(shown)
    expect(seen(messageOf({ tone, blocks: [{ kind: 'text', text: 'Fait' }] }))).toBe(shown)
  })

  test('that is over has its title struck out', () => {
    const { blocks: [title] = [] } = messageOf({ tone: 'past', title: 'Comptable', blocks: [] })
    expect(title).toMatchObject({ type: 'section', text: { type: 'mrkdwn', text: '~*Comptable*~' } })
  })

  test('asks before it does what wants to be confirmed, with the words of the button', () => {
    const { blocks = [] } = render(
      { blocks: [{ kind: 'buttons', buttons: [{ label: 'Supprimer tout ce que l’assistant sait de moi', confirm: 'x'.repeat(400), style: 'danger', call: { action: 'a', input: {} } }] }] },
      rendering,
    )
    expect(blocks).toMatchObject([{ elements: [{ confirm: { title: { text: 'Supprimer tout ce que l’assistant sait de moi' }, confirm: { text: expect.stringMatching(/^Supprimer.{0,20}…$/) as string }, deny: { text: 'Annuler' }, style: 'danger' } }] }])
    expect(objections({ text: 'x', blocks })).toEqual([])
  })

  test('opens no address but one of the web or of a mailbox', () => {
    const links = ['javascript:alert(1)', 'slack://open', 'file:///etc/passwd', 'nonsense', 'https://example.org', 'mailto:a@example.org']
    const body = messageOf({ blocks: [{ kind: 'buttons', buttons: links.slice(0, 5).map((link) => ({ label: link, link })) }, { kind: 'buttons', buttons: [{ label: 'm', link: links[5] ?? '' }] }] })
    expect(controlsIn(body.blocks)).toEqual(['https://example.org', 'mailto:a@example.org'])
    expect(seen(body)).toContain('javascript:alert(1)')
    expect(objections(body)).toEqual([])
  })

  test('shows a picture that Slack has, and names one that it has not', () => {
    const picture: View = { blocks: [{ kind: 'image', fileId: 'picture', alt: 'Une affiche' }, { kind: 'image', fileId: 'other', alt: '' }, { kind: 'files', files: [{ fileId: 'f', name: 'cv *Ada*.pdf', size: 12_345 }] }] }
    const { blocks } = messageOf(picture)
    expect(blocks).toMatchObject([
      { type: 'image', slack_file: { id: 'F0123456789' }, alt_text: 'Une affiche' },
      { type: 'context', elements: [{ text: '🖼️ Image' }] },
      { type: 'context', elements: [{ type: 'plain_text', text: '📎 cv *Ada*.pdf (13 ko)' }] },
    ])
    expect(seen(messageOf(picture, { reader: english }))).toContain('(13 kB)')
  })

  test('offers the options of a select, each with its call', () => {
    const options = ['Ada', 'Bea'].map((label, number) => ({ label, call: { action: 'a', input: { number } } }))
    const { blocks = [], text } = messageOf({ blocks: [{ kind: 'select', label: { message: 'views.label' }, options }] })
    expect(blocks).toMatchObject([{ type: 'actions', elements: [{ type: 'static_select', placeholder: { text: 'Étiquette' } }] }])
    expect(controlsIn(blocks)).toEqual(options.map(({ call }) => JSON.stringify(call)))
    expect(text).toBe('Étiquette')
  })

  test('is never silent, and its text is never too long to be changed', () => {
    expect(messageOf({ blocks: [] }).text).toBe('…')
    const { text } = messageOf({ blocks: [{ kind: 'text', text: '漢&'.repeat(3000) }] })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4000)
    expect(Buffer.byteLength(text)).toBeGreaterThan(3900)
    expect(text).toMatch(/…$/)
  })
})
