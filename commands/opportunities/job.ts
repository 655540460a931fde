import { z } from 'zod'
import { readField, type Problems } from '../../bot/read.ts'
import { ask, type Message } from '../kit.ts'
import { defineKind, type Reach, type Reading } from './kind.ts'
import { m } from './messages.ts'
import { hasWords, mostDays } from './rules.ts'

const days = 60

const contracts = { permanent: m.permanent, 'fixed-term': m.fixedTerm, freelance: m.freelance, apprenticeship: m.apprenticeship, partnership: m.partnership }
const remotes = { 'on-site': m.onSite, hybrid: m.hybrid, remote: m.fullyRemote }
const periods = { year: m.perYear, day: m.perDay, hour: m.perHour }

const contractOptions = [
  { value: 'permanent', label: m.permanent },
  { value: 'fixed-term', label: m.fixedTerm },
  { value: 'freelance', label: m.freelance },
  { value: 'apprenticeship', label: m.apprenticeship },
  { value: 'partnership', label: m.partnership },
] as const

const remoteOptions = [
  { value: 'on-site', label: m.onSite },
  { value: 'hybrid', label: m.hybrid },
  { value: 'remote', label: m.fullyRemote },
] as const

const periodOptions = [
  { value: 'year', label: m.year },
  { value: 'day', label: m.day },
  { value: 'hour', label: m.hour },
] as const

/** More than anybody pays: what is above is a slip of the keyboard. */
const mostPay = 10_000_000

const fields = {
  title: ask.text({ label: m.title, hint: m.jobTitleHint, max: 100 }),
  company: ask.text({ label: m.company, max: 80 }),
  contract: ask.choice({ label: m.contract, options: contractOptions }),
  remote: ask.choice({ label: m.remote, options: remoteOptions }),
  place: ask.text({ label: m.place, hint: m.placeHint, max: 80, optional: true }),
  payFrom: ask.number({ label: m.payFrom, hint: m.payHint, min: 0, max: mostPay, optional: true }),
  payTo: ask.number({ label: m.payTo, min: 0, max: mostPay, optional: true }),
  payPer: ask.choice({ label: m.payPer, options: periodOptions, optional: true }),
  description: ask.text({ label: m.description, max: 3000, lines: 'many' }),
  until: ask.date({ label: m.until, hint: m.untilHint({ days, most: mostDays }), optional: true }),
  apply: ask.text({ label: m.apply, hint: m.applyHint, max: 500, optional: true }),
  file: ask.files({ label: m.file, hint: m.fileHint, max: 1, types: ['application/pdf', 'image/png', 'image/jpeg'], optional: true }),
}

const details = z.object({
  company: z.string(),
  contract: z.enum(['permanent', 'fixed-term', 'freelance', 'apprenticeship', 'partnership']),
  remote: z.enum(['on-site', 'hybrid', 'remote']),
  place: z.string().optional(),
  payFrom: z.number().optional(),
  payTo: z.number().optional(),
  payPer: z.enum(['year', 'day', 'hour']).optional(),
  applyLink: z.string().optional(),
  applyEmail: z.string().optional(),
  files: z.array(z.string()),
})

type Details = z.infer<typeof details>

/** A way to apply is an e-mail address or a link; nothing means through Entraide. */
function readApply(typed: string | undefined, reading: Reading): Reach | undefined {
  if (typed === undefined) return {}
  for (const kind of ['email', 'link'] as const) {
    const read = readField({ kind, name: 'apply', label: m.apply }, typed, reading)
    if ('value' in read && typeof read.value === 'string') return { [kind]: read.value }
  }
  return undefined
}

function payOf({ payFrom, payTo, payPer }: Details): Message {
  if (!payPer) return m.notStated
  const per = periods[payPer]
  if (payFrom !== undefined && payTo !== undefined)
    return payFrom === payTo ? m.payExactly({ from: payFrom, per }) : m.payBetween({ from: payFrom, to: payTo, per })
  if (payFrom !== undefined) return m.payAtLeast({ from: payFrom, per })
  return payTo === undefined ? m.notStated : m.payAtMost({ to: payTo, per })
}

const placeOf = ({ place, remote }: Details): Message =>
  place ? m.placeAndRemote({ place, remote: remotes[remote] }) : remotes[remote]

/** A job, a contract or a partnership. */
export const job = defineKind<typeof fields, Details>({
  name: 'job',
  french: 'offre',
  channel: 'jobs',
  fields,
  filters: {
    contract: ask.choice({ label: m.contract, options: contractOptions, optional: true }),
    remote: ask.choice({ label: m.remote, options: remoteOptions, optional: true }),
  },
  choices: [
    { name: 'contract', label: m.contract, options: contractOptions },
    { name: 'remote', label: m.remote, options: remoteOptions },
  ],
  details,
  reasons: [
    { value: 'filled-here', label: m.past_filledHere },
    { value: 'filled-elsewhere', label: m.filledElsewhere },
    { value: 'withdrawn', label: m.notNeeded },
  ],
  reasonHint: m.jobCloseHint,
  days,
  answeredBy: 'interest',
  words: {
    post: m.jobPost, postAbout: m.jobPostAbout, list: m.jobList, listAbout: m.jobListAbout, show: m.jobShow, showAbout: m.jobShowAbout,
    edit: m.jobEdit, editAbout: m.jobEditAbout, close: m.jobClose, closeAbout: m.jobCloseAbout, none: m.noJobs, fit: m.jobsFit, found: m.jobsFound,
  },

  read(input, reading) {
    const { title, description, company, contract, remote, place, payFrom, payTo, payPer } = input
    const stated = payFrom !== undefined || payTo !== undefined
    const reach = readApply(input.apply, reading)
    const problems: Problems = {
      ...(hasWords(title) ? {} : { title: m.needsWords }),
      ...(hasWords(company) ? {} : { company: m.needsWords }),
      ...(hasWords(description) ? {} : { description: m.needsWords }),
      ...(remote !== 'remote' && place === undefined ? { place: m.whereIsIt } : {}),
      ...(payFrom !== undefined && payTo !== undefined && payTo < payFrom ? { payTo: m.payOrder } : {}),
      ...(stated && payPer === undefined ? { payPer: m.payPerWhat } : {}),
      ...(reach ? {} : { apply: m.notAWayToApply }),
    }
    const pay = stated ? { payFrom, payTo, payPer } : {}
    const kept: Details = { company, contract, remote, place, ...pay, applyLink: reach?.link, applyEmail: reach?.email, files: input.file ?? [] }
    return { content: { title, description, details: kept, identity: [title, company, description] }, problems }
  },

  present: (given) => ({
    summary: m.three({ one: given.company, two: contracts[given.contract], three: placeOf(given) }),
    facts: [
      [m.company, given.company],
      [m.contract, contracts[given.contract]],
      [m.place, placeOf(given)],
      [m.pay, payOf(given)],
    ],
    strong: given.company,
    medium: given.place ?? '',
    tags: [`contract_${given.contract}`, `remote_${given.remote}`],
    place: given.place ?? '',
    values: {
      company: given.company,
      contract: given.contract,
      remote: given.remote,
      place: given.place ?? '',
      payFrom: given.payFrom ?? '',
      payTo: given.payTo ?? '',
      payPer: given.payPer ?? '',
      apply: given.applyLink ?? given.applyEmail ?? '',
      file: given.files,
    },
    files: given.files,
    reach: { link: given.applyLink, email: given.applyEmail },
  }),
})
