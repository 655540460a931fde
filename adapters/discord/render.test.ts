import { MessageFlags, type APIComponentInContainer } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { drawnIn, type Drawn } from '../../bot/draw.ts'
import { fit } from '../../bot/fit.ts'
import { moreAction, ticketAction } from '../../bot/ticket.ts'
import { buttons, facts, list, quote, text, view, type Call, type View } from '../../bot/view.ts'
import { messageProblems } from '../../test/discord/validate.ts'
import { reader, viewMessages, views, words } from '../../test/guarantees/views.ts'
import { decodeCall } from './custom-id.ts'
import { limits } from './limits.ts'
import { plainly } from './plainly.ts'
import { asEdit, filesOf, render, type Attached, type MessageBody } from './render.ts'
import { problemsOf } from './validate.ts'

const m = viewMessages
const ticket: Call = { action: ticketAction, input: { id: 'x'.repeat(43) } }

/** As `drawPages`: what is too long is a ticket, and a page that is not the last has its *More*. */
function pagesOf(shown: View): Drawn[] {
  const short = <T extends object>(one: T): T => ('call' in one && limits.measureCall(one.call as Call) > limits.call ? { ...one, call: ticket } : one)
  return fit(drawnIn(shown, reader, words), limits).map((page) => ({
    ...page,
    blocks: [
      ...page.blocks.map((block) => {
        if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map(short) }
        if (block.kind === 'select') return { ...block, options: block.options.map(short) }
        return block.kind === 'list' ? { ...block, items: block.items.map((item) => ({ ...item, buttons: item.buttons.map(short) })) } : block
      }),
      { kind: 'buttons' as const, buttons: [{ label: 'More', call: { action: moreAction, input: {} } }].map(() => ({ label: 'More', call: ticket })) },
    ],
  }))
}

const attachedTo = (page: Drawn): Map<string, Attached> =>
  new Map(filesOf(page).map(({ fileId }, index) => [fileId, { name: `${index}-a.png`, picture: index % 2 === 0 }]))

const drawn = (shown: View): MessageBody[] => pagesOf(shown).map((page) => render(page, { reader, people: new Map(), files: attachedTo(page) }))

const one = (shown: View): MessageBody => {
  const [page = { blocks: [] }] = fit(drawnIn(shown, reader, words), limits)
  return render(page, { reader, people: new Map(), files: new Map() })
}

/** All objects anywhere in a value. */
function objects(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  return [...(Array.isArray(value) ? [] : [value as Record<string, unknown>]), ...Object.values(value).flatMap(objects)]
}

const contents = (body: MessageBody) => [body.content, ...objects(body.components).map(({ content }) => content)].filter((content) => typeof content === 'string')

test('any view is accepted by Discord, as we know its rules and as its stand-in of the tests does', () => {
  fc.assert(
    fc.property(views, (shown) => {
      for (const body of drawn(shown)) {
        expect(problemsOf(body)).toEqual([])
        expect(messageProblems(body)).toBeUndefined()
        expect(messageProblems(asEdit(body), { kind: 'edit', before: { flags: 0, content: 'before', embeds: 0, components: 0, attachments: [] } })).toBeUndefined()
      }
    }),
    { numRuns: 80 },
  )
}, 60_000)

test('any view is accepted in words alone too, and has words where there were some', () => {
  fc.assert(
    fc.property(views, fc.boolean(), (shown, components) => {
      for (const page of pagesOf(shown))
        for (const body of plainly(page, { reader, components })) {
          expect(problemsOf(body)).toEqual([])
          expect(messageProblems(body)).toBeUndefined()
        }
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('every control of a view is in its messages, in order, with what it does', () => {
  fc.assert(
    fc.property(views, (shown) => {
      for (const page of pagesOf(shown)) {
        const body = render(page, { reader, people: new Map(), files: attachedTo(page) })
        const carried = objects(body.components).flatMap(({ custom_id: id, value, url, disabled }): unknown[] => {
          if (typeof url === 'string' && !url.startsWith('attachment:')) return [url]
          const call = typeof value === 'string' ? value : typeof id === 'string' && !disabled ? id : ''
          const decoded = decodeCall(call)
          return decoded ? [decoded] : []
        })
        const wanted = page.blocks.flatMap((block) => {
          if (block.kind === 'select') return block.options
          return block.kind === 'list' ? block.items.flatMap((item) => item.buttons) : block.kind === 'buttons' ? block.buttons : []
        })
        expect(carried).toEqual(wanted.map((control) => ('link' in control ? control.link : (JSON.parse(JSON.stringify(control.call)) as unknown))))
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)

describe('a view', () => {
  it('of words alone is a plain message', () => {
    expect(one(view({ tone: 'good' }, text('Bonjour *Ada*'), text('À bientôt')))).toMatchObject({ content: 'Bonjour \\*Ada\\*\n\nÀ bientôt', flags: 0 })
    expect(one(view({ tone: 'past' }, text('Bonjour')))).toMatchObject({ content: '~~Bonjour~~' })
    expect(one(view({}))).toMatchObject({ content: '…' })
  })

  it('of words is made of components where it has to be', () => {
    const [page = { blocks: [] }] = fit(drawnIn(view({}, text('Bonjour')), reader, words), limits)
    const body = render(page, { reader, people: new Map(), files: new Map(), components: true })
    expect(body.flags).toBe(MessageFlags.IsComponentsV2)
    expect(contents(body)).toEqual(['Bonjour'])
  })

  it('is a card whose first words are its title', () => {
    const card = one(view({ title: 'Développeuse\nRust', tone: 'problem' }, facts([m.label, 'Lyon'], [m.label, '- ici']), quote('# Nous\ncherchons')))
    expect(contents(card)).toEqual(['## Développeuse Rust', '**Étiquette** Lyon\n**Étiquette** \\- ici', '>>> \\# Nous\ncherchons'])
    expect(card.components).toMatchObject([{ type: 17, accent_color: 0xd9822b }])
  })

  it('that is no longer true is struck out', () => {
    expect(contents(one(view({ title: 'Vente ~', tone: 'past' }, quote('Moins 20 %'), facts([m.label, 'ici']))))).toEqual(['## ~~Vente \\~ ~~', '>>> ~~Moins 20 %~~', '~~**Étiquette** ici~~'])
  })

  it('shows an item beside its one button, and several in a row', () => {
    const call = { action: 'job show', input: { id: 1 } }
    const body = one(view({}, list([{ title: 'Ada', text: 'Rust', buttons: [{ label: 'Voir', call }] }, { title: 'Bob', buttons: [{ label: 'Voir', call }, { label: 'Site', link: 'https://example.com' }] }])))
    expect(body.components).toMatchObject([
      { components: [{ type: 9, components: [{ content: '**Ada**\nRust' }], accessory: { label: 'Voir' } }, { type: 10, content: '**Bob**' }, { type: 1, components: [{ label: 'Voir' }, { label: 'Site', style: 5 }] }] },
    ])
  })

  it('does not lead to an address that is none of the web', () => {
    const shown = one(view({}, buttons({ label: 'Ici', link: 'javascript:alert(1)' }, { label: ' ', link: 'https://example.com/a' })))
    expect(objects(shown.components).filter(({ type }) => type === 2)).toEqual([
      { type: 2, style: 2, label: 'Ici', custom_id: '1|0', disabled: true },
      { type: 2, style: 5, label: '…', url: 'https://example.com/a' },
    ])
  })

  it('notifies exactly those whom it mentions', () => {
    const people = new Map([[7, '123456789012345678'], [8, '123456789012345679']])
    const page: Drawn = { blocks: [{ kind: 'text', inlines: [{ kind: 'person', personId: 7, name: 'Bob', mention: true }, { kind: 'person', personId: 8, name: 'Eve' }, { kind: 'text', text: '@everyone' }] }] }
    expect(render(page, { reader, people, files: new Map() })).toMatchObject({ content: '<@123456789012345678>Eve\\@everyone', allowed_mentions: { parse: [], users: ['123456789012345678'] } })
  })

  it('names a file that is no more', () => {
    const page: Drawn = { blocks: [{ kind: 'files', files: [{ fileId: 'gone', name: 'plan_2.pdf', size: 1 }] }, { kind: 'image', fileId: 'gone', alt: 'Le plan' }] }
    const body = render(page, { reader, people: new Map(), files: new Map() })
    expect(contents(body)).toEqual(['plan\\_2\\.pdf', 'Le plan'])
    expect(body.attachments).toEqual([])
  })
})

describe('our own check of a body', () => {
  const base = { flags: MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] }, attachments: [] } satisfies Partial<MessageBody>
  const say = (content: string, id?: number) => ({ type: 10 as const, content, id })
  const button = (custom_id: string, label = 'Oui') => ({ type: 2 as const, style: 2 as const, label, custom_id })
  const row = (...components: ReturnType<typeof button>[]) => ({ type: 1 as const, components })
  const option = (value: string) => ({ label: 'Oui', value })
  const container = (...components: object[]) => ({ type: 17 as const, components: components as APIComponentInContainer[] })

  it.each<[what: string, body: MessageBody]>([
    ['content: 2001 of at most 2000', { ...base, flags: 0, content: 'x'.repeat(2001) }],
    ['an empty message', { ...base, flags: 0, content: ' \u200b' }],
    ['content beside components', { ...base, content: 'x', components: [say('x')] }],
    ['a text with nothing to read', { ...base, components: [say(' ')] }],
    ['components: 41 of at most 40', { ...base, components: [{ type: 17, components: Array.from({ length: 40 }, () => say('x')) }] }],
    ['characters: 4002 of at most 4000', { ...base, components: [say('x'.repeat(2001)), say('x'.repeat(2001))] }],
    ['bytes: 10512 of at most 10170', { ...base, components: [say('漢'.repeat(3500))] }],
    ['two components of one custom_id', { ...base, components: [row(button('a'), button('a'))] }],
    ['two components of one id', { ...base, components: [say('a', 1), say('b', 1)] }],
    ['custom id: 101 of at most 100', { ...base, components: [row(button('a'.repeat(101)))] }],
    ['a button without a label', { ...base, components: [row(button('a', ' '))] }],
    ['ActionRow: 6 of at most 5', { ...base, components: [row(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)))] }],
    ['options: 26 of at most 25', { ...base, components: [{ type: 1, components: [{ type: 3, custom_id: 'a', options: Array.from({ length: 26 }, (_, index) => option(String(index))) }] }] }],
    ['two options of one value', { ...base, components: [{ type: 1, components: [{ type: 3, custom_id: 'a', options: [option('a'), option('a')] }] }] }],
    ['a Container where none may be', { ...base, components: [container(container(say('x')))] }],
    ['a file that is not attached: attachment://a.png', { ...base, components: [{ type: 13, file: { url: 'attachment://a.png' } }] }],
    ['mentions of whatever is in the text', { ...base, flags: 0, content: 'x', allowed_mentions: { parse: ['users' as never] } }],
  ])('says %s', (what, body) => {
    expect(problemsOf(body)).toContain(what)
  })

  it('finds nothing wrong that the stand-in of the tests accepts, and nothing right that it refuses, in what is nearly right', () => {
    const texts = fc.constantFrom('x', ' ', 'x'.repeat(1900), '漢'.repeat(1700), 'x'.repeat(4001))
    const ids = fc.constantFrom('a', 'b', 'c'.repeat(100), 'd'.repeat(101), '')
    const rows = fc.array(fc.tuple(ids, fc.constantFrom('Oui', ' ', 'x'.repeat(80), 'x'.repeat(81))).map(([id, label]) => button(id, label)), { maxLength: 6 }).map((all) => row(...all))
    const component = fc.oneof(texts.map((content) => say(content)), rows)
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 12 }), (components) => {
        const body: MessageBody = { ...base, components: [{ type: 17, components }] }
        expect(problemsOf(body).length > 0).toBe(messageProblems(body) !== undefined)
      }),
      { numRuns: 400 },
    )
  })
})
