import { z } from 'zod'

/** The shapes of Block Kit's objects and elements, with Slack's limits on each (docs.slack.dev/reference/block-kit). */

/** Lengths are in UTF-16 units. */
export const characters = (max: number, min = 1) => z.string().min(min).max(max)
export const id = characters(255)
const url = characters(3000).regex(/^[a-z][a-z0-9+.-]*:/i, 'must be a valid URL')

export const plain = (max: number) => z.strictObject({ type: z.literal('plain_text'), text: characters(max), emoji: z.boolean().optional() })
export const mrkdwn = (max: number) => z.strictObject({ type: z.literal('mrkdwn'), text: characters(max), verbatim: z.boolean().optional() })
export const either = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])

const option = z.strictObject({ text: plain(75), value: characters(75), description: plain(75).optional() })
const markedOption = z.strictObject({ text: either(75), value: characters(75), description: either(75).optional() })
const overflowOption = option.extend({ url: url.optional() })
const group = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) })

/** What an app answers to `block_suggestion`. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(group).max(100) }),
])

const confirm = z.strictObject({
  title: plain(100).optional(),
  text: either(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const actionable = { action_id: id.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const confirmable = { confirm: confirm.optional() }
const held = { placeholder: plain(150).optional() }
const dispatch = {
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1).max(2) })
    .optional(),
}
const several = { max_selected_items: z.int().min(1).optional() }
const chooser = { ...actionable, ...confirmable, ...focusable, ...held }

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plain(75),
  value: characters(2000, 0).optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  ...confirmable,
  accessibility_label: characters(75).optional(),
})

type Choosable = { options?: unknown[]; option_groups?: { options: unknown[] }[]; initial_option?: unknown; initial_options?: unknown[] }

/** Options come either plain or in groups, and what is chosen at first is one of them. */
function offersItsChoice(chooser: Choosable, context: z.RefinementCtx): void {
  const { options, option_groups: groups, initial_option: one, initial_options: many } = chooser
  if (Boolean(options) === Boolean(groups)) context.addIssue({ code: 'custom', message: 'must have either options or option_groups' })
  const offered = new Set([...(options ?? []), ...(groups ?? []).flatMap((each) => each.options)].map((each) => JSON.stringify(each)))
  for (const initial of [...(one ? [one] : []), ...(many ?? [])])
    if (!offered.has(JSON.stringify(initial))) context.addIssue({ code: 'custom', message: 'initial option is not one of the options' })
}

const offered = { options: z.array(option).min(1).max(100).optional(), option_groups: z.array(group).min(1).max(100).optional() }
const staticSelect = z.strictObject({ type: z.literal('static_select'), ...chooser, ...offered, initial_option: option.optional() }).superRefine(offersItsChoice)
const multiStaticSelect = z
  .strictObject({ type: z.literal('multi_static_select'), ...chooser, ...several, ...offered, initial_options: z.array(option).optional() })
  .superRefine(offersItsChoice)
const asked = { min_query_length: z.int().min(0).optional() }
const filter = z.strictObject({
  include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1).optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
})
const conversations = { default_to_current_conversation: z.boolean().optional(), filter: filter.optional() }
const respondable = { response_url_enabled: z.boolean().optional() }

const selects = [
  staticSelect,
  multiStaticSelect,
  z.strictObject({ type: z.literal('external_select'), ...chooser, ...asked, initial_option: option.optional() }),
  z.strictObject({ type: z.literal('multi_external_select'), ...chooser, ...several, ...asked, initial_options: z.array(option).optional() }),
  z.strictObject({ type: z.literal('users_select'), ...chooser, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal('multi_users_select'), ...chooser, ...several, initial_users: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal('channels_select'), ...chooser, ...respondable, initial_channel: z.string().optional() }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...chooser, ...several, initial_channels: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal('conversations_select'), ...chooser, ...respondable, ...conversations, initial_conversation: z.string().optional() }),
  z.strictObject({
    type: z.literal('multi_conversations_select'), ...chooser, ...several, ...conversations, initial_conversations: z.array(z.string()).optional(),
  }),
] as const

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'), ...actionable, ...confirmable, ...focusable,
    options: z.array(markedOption).min(1).max(10), initial_options: z.array(markedOption).min(1).optional(),
  })
  .superRefine(offersItsChoice)
const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'), ...actionable, ...confirmable, ...focusable,
    options: z.array(markedOption).min(1).max(10), initial_option: markedOption.optional(),
  })
  .superRefine(offersItsChoice)
const datepicker = z.strictObject({ type: z.literal('datepicker'), ...chooser, initial_date: z.iso.date().optional() })
const timepicker = z.strictObject({
  type: z.literal('timepicker'), ...chooser, initial_time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).optional(), timezone: z.string().optional(),
})
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'), ...actionable, ...confirmable, ...focusable, initial_date_time: z.int().min(1e9).max(9_999_999_999).optional(),
})

const slackFile = z.union([z.strictObject({ id: characters(255) }), z.strictObject({ url })])
/** An image is at a URL or is a file of Slack, not both. */
export const pictured = { image_url: url.optional(), slack_file: slackFile.optional(), alt_text: characters(2000) }
export function isPictured({ image_url: address, slack_file: file }: { image_url?: unknown; slack_file?: unknown }, context: z.RefinementCtx): void {
  if (Boolean(address) === Boolean(file)) context.addIssue({ code: 'custom', message: 'must have either image_url or slack_file' })
}
const image = z.strictObject({ type: z.literal('image'), ...pictured }).superRefine(isPictured)

const overflow = z.strictObject({ type: z.literal('overflow'), ...actionable, ...confirmable, options: z.array(overflowOption).min(2).max(5) })
const richTextInput = z.strictObject({ type: z.literal('rich_text_input'), ...actionable, ...dispatch, ...focusable, ...held, initial_value: z.unknown().optional() })

type Bounded = { min_length?: number; max_length?: number; initial_value?: string }

/** What is typed at first is within the bounds of what may be typed. */
function isWithin({ min_length: min = 0, max_length: max = 3000, initial_value: initial }: Bounded, context: z.RefinementCtx): void {
  if (min > max) context.addIssue({ code: 'custom', message: 'min_length is more than max_length' })
  if (initial !== undefined && initial.length > max) context.addIssue({ code: 'custom', message: 'initial_value is longer than max_length', path: ['initial_value'] })
}
const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'), ...actionable, ...dispatch, ...focusable, ...held, multiline: z.boolean().optional(),
    initial_value: characters(3000, 0).optional(), min_length: z.int().min(0).max(3000).optional(), max_length: z.int().min(1).max(3000).optional(),
  })
  .superRefine(isWithin)
const typedInput = { ...actionable, ...dispatch, ...focusable, ...held, initial_value: z.string().optional() }
const number = z.string().regex(/^-?\d+(\.\d+)?$/)
const numberInput = z.strictObject({
  type: z.literal('number_input'), ...typedInput, is_decimal_allowed: z.boolean(),
  initial_value: number.optional(), min_value: number.optional(), max_value: number.optional(),
})
const fileInput = z.strictObject({
  type: z.literal('file_input'), ...actionable, filetypes: z.array(z.string().regex(/^[a-z0-9]+$/)).min(1).optional(), max_files: z.int().min(1).max(10).optional(),
})

/** What may stand in an actions block, beside a section, in a context, and in an input. */
export const inActions = z.discriminatedUnion('type', [button, checkboxes, datepicker, datetimepicker, ...selects, overflow, radioButtons, timepicker, richTextInput])
export const inSection = z.discriminatedUnion('type', [button, checkboxes, datepicker, image, ...selects, overflow, radioButtons, timepicker])
export const inContext = z.discriminatedUnion('type', [image, plain(3000), mrkdwn(3000)])
export const inInput = z.discriminatedUnion('type', [
  checkboxes, datepicker, datetimepicker, ...selects, numberInput, textInput, radioButtons, richTextInput, timepicker, fileInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typedInput }),
  z.strictObject({ type: z.literal('url_text_input'), ...typedInput }),
])
export const cardParts = { button, image }
