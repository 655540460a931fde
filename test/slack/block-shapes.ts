import { z } from 'zod'
import { cardParts, characters, either, id, inActions, inContext, inInput, inSection, isPictured, mrkdwn, pictured, plain } from './shapes.ts'

/** The shapes of Block Kit's blocks, with Slack's limits on each. Blocks that only agents' progress needs are not known here. */

const named = { block_id: id.optional() }

const section = z
  .strictObject({
    type: z.literal('section'), ...named, text: either(3000).optional(), fields: z.array(either(2000)).min(1).max(10).optional(),
    accessory: inSection.optional(), expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text ?? fields, 'must have text or fields')
const header = z.strictObject({ type: z.literal('header'), ...named, text: plain(150), level: z.int().min(1).max(4).optional() })
const divider = z.strictObject({ type: z.literal('divider'), ...named })
const context = z.strictObject({ type: z.literal('context'), ...named, elements: z.array(inContext).min(1).max(10) })
const actions = z.strictObject({ type: z.literal('actions'), ...named, elements: z.array(inActions).min(1).max(25) })
const image = z.strictObject({ type: z.literal('image'), ...named, ...pictured, title: plain(2000).optional() }).superRefine(isPictured)
const input = z.strictObject({
  type: z.literal('input'), ...named, label: plain(2000), hint: plain(2000).optional(), optional: z.boolean().optional(),
  element: inInput, dispatch_action: z.boolean().optional(),
})
const markdown = z.strictObject({ type: z.literal('markdown'), ...named, text: characters(12_000) })
const richText = z.strictObject({
  type: z.literal('rich_text'), ...named,
  elements: z.array(
    z.looseObject({
      type: z.enum(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']),
      elements: z.array(z.looseObject({ type: z.string() })),
    }),
  ),
})

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: characters(10_000) }),
  z.strictObject({ type: z.literal('raw_number'), text: characters(100), value: z.number() }),
  richText,
])
const row = z.array(cell).min(1).max(20)
const table = z.strictObject({
  type: z.literal('table'), ...named, rows: z.array(row).min(1).max(100),
  column_settings: z.array(z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })).max(20).optional(),
})
const dataTable = z.strictObject({
  type: z.literal('data_table'), ...named, caption: characters(3000), page_size: z.int().min(1).max(100).optional(),
  // the documentation has said 100 and 200; the smaller holds for both. The first row is the header.
  rows: z.array(row).min(1).max(101), row_header_column_index: z.int().min(0).max(19).optional(),
})

const card = z.strictObject({
  type: z.literal('card'), ...named, hero_image: cardParts.image.optional(), icon: cardParts.image.optional(), title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(), body: mrkdwn(200).optional(), subtext: mrkdwn(200).optional(), actions: z.array(cardParts.button).max(3).optional(),
})
const carousel = z.strictObject({ type: z.literal('carousel'), ...named, elements: z.array(card).min(1).max(10) })
const container = z.strictObject({
  type: z.literal('container'), ...named, title: plain(150).optional(), subtitle: either(150).optional(), icon: cardParts.image.optional(),
  child_blocks: z.array(z.discriminatedUnion('type', [actions, context, divider, header, image, input, richText, section, table])).min(1).max(10),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(), is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(), has_header_divider: z.boolean().optional(),
})
const alert = z.strictObject({
  type: z.literal('alert'), ...named, text: either(200), level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})

const everywhere = [section, header, divider, context, actions, image, input, richText] as const

/** The blocks that each surface may hold. */
export const blockOf = {
  message: z.discriminatedUnion('type', [...everywhere, markdown, table, dataTable, card, carousel, container]),
  modal: z.discriminatedUnion('type', [...everywhere, alert]),
  home: z.discriminatedUnion('type', [...everywhere, card, carousel, container]),
}

export type Surface = keyof typeof blockOf
