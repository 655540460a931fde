import { z } from 'zod'
import type { Problems } from '../../bot/read.ts'
import { ask } from '../kit.ts'
import { defineKind } from './kind.ts'
import { m } from './messages.ts'
import { hasWords, mostDays } from './rules.ts'

const days = 30

const fields = {
  title: ask.text({ label: m.title, hint: m.dealTitleHint, max: 100 }),
  description: ask.text({ label: m.dealDescription, max: 3000, lines: 'many' }),
  audience: ask.text({ label: m.audience, hint: m.audienceHint, max: 200, optional: true }),
  code: ask.text({ label: m.code, hint: m.codeHint, max: 40, optional: true }),
  link: ask.link({ label: m.link, optional: true }),
  until: ask.date({ label: m.until, hint: m.untilHint({ days, most: mostDays }), optional: true }),
  image: ask.files({ label: m.picture, max: 1, types: ['image/png', 'image/jpeg'], optional: true }),
}

const details = z.object({
  audience: z.string().optional(),
  code: z.string().optional(),
  link: z.string().optional(),
  files: z.array(z.string()),
})

type Details = z.infer<typeof details>

/** A deal: a discount, a code, an offer worth passing on. */
export const deal = defineKind<typeof fields, Details>({
  name: 'deal',
  french: 'bon-plan',
  channel: 'deals',
  fields,
  filters: {},
  choices: [],
  details,
  reasons: [
    { value: 'ended', label: m.past_ended },
    { value: 'used-up', label: m.past_usedUp },
    { value: 'withdrawn', label: m.notNeeded },
  ],
  days,
  answeredBy: 'use',
  words: {
    post: m.dealPost, postAbout: m.dealPostAbout, list: m.dealList, listAbout: m.dealListAbout, show: m.dealShow, showAbout: m.dealShowAbout,
    edit: m.dealEdit, editAbout: m.dealEditAbout, close: m.dealClose, closeAbout: m.dealCloseAbout, none: m.noDeals, fit: m.dealsFit, found: m.dealsFound,
  },

  read({ title, description, audience, code, link, image }) {
    const problems: Problems = {
      ...(hasWords(title) ? {} : { title: m.needsWords }),
      ...(hasWords(description) ? {} : { description: m.needsWords }),
      ...(code === undefined && link === undefined ? { code: m.codeOrLink } : {}),
    }
    const kept: Details = { audience, code, link, files: image ?? [] }
    return { content: { title, description, details: kept, identity: [title, code ?? '', description] }, problems }
  },

  present: (given) => ({
    summary: m.forWhom({ audience: given.audience ?? m.everybody }),
    facts: [[m.audience, given.audience ?? m.everybody]],
    strong: '',
    medium: given.audience ?? '',
    tags: [],
    place: '',
    values: { audience: given.audience ?? '', code: given.code ?? '', link: given.link ?? '', image: given.files },
    files: given.files,
    reach: { code: given.code, link: given.link },
  }),
})
