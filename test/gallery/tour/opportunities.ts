import type { RawInput } from '../../../bot/read.ts'
import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'
import { keepsFiles, pdfId, pictureId } from '../files.ts'
import { texts } from './texts.ts'

const jobForm = ({ locale }: GalleryCommunity): RawInput => ({
  title: texts[locale].jobTitle, company: 'Cyber & Co', contract: 'permanent', remote: 'hybrid', place: 'Lyon', payFrom: '45000', payTo: '55000', payPer: 'year',
  description: texts[locale].jobText, until: '', apply: '', file: [],
})

const dealForm = ({ locale }: GalleryCommunity): RawInput => ({
  title: texts[locale].dealTitle, description: texts[locale].dealText, audience: texts[locale].audience, code: 'ELLES30', link: 'https://cowork.example.com/elles', until: '', image: [],
})

/** Posts and publishes; nothing of it hangs in the gallery. Gives its number. */
async function publishes(gallery: GalleryCommunity, visitor: Visitor, kind: 'job' | 'deal', form: RawInput): Promise<number> {
  await visitor.opens(`${kind} post`)
  await visitor.fills({ ...(kind === 'job' ? jobForm(gallery) : dealForm(gallery)), ...form })
  await visitor.presses('opportunities.publish')
  const { id } = await gallery.database.client.opportunity.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return id
}

async function postsAJob(grace: Visitor, gallery: GalleryCommunity): Promise<void> {
  const form = jobForm(gallery)
  await grace.types('/job list', 'none')
  await grace.types('/job list --mine yes', 'none of hers')
  await grace.types('/job edit', 'none of hers')
  await grace.types('/job post', 'fresh')
  await grace.fills({ ...form, title: 'x'.repeat(120), company: '', contract: 'life', payFrom: 'a lot', until: '31/02/2027', file: ['nothing'] }, 'problems of fields')
  await grace.fills({ ...form, title: '???', company: '!', place: '', payTo: '30000', payPer: '', apply: 'by pigeon', until: '2026-01-01', file: [] }, 'problems together')
  await grace.fills({ ...form, apply: 'jobs@cyber.example', until: '2026-12-20', file: [pdfId] }, 'a draft')
  await grace.types('/job list', 'a draft waits')
  await grace.presses('opportunities.preview', 'the draft again')
  await grace.presses('job edit', 'of the draft')
  await grace.fills({ payTo: '60000' }, 'the draft')
  await grace.presses('opportunities.discard', 'discarded')
  await grace.opens('job post')
  await grace.fills({ ...form, apply: 'https://cyber.example/jobs', file: [pictureId] })
  await grace.presses('opportunities.publish', 'a job')
  await grace.calls({ action: 'opportunities.publish', input: { number: 2 } }, 'published already')
  await grace.calls({ action: 'opportunities.discard', input: { number: 2 } }, 'published already')
  await grace.opens('job post')
  await grace.fills({ ...form, apply: 'https://cyber.example/jobs' }, 'the very same text')
  await grace.types('/job show 2', 'her own')
}

async function findsAJob(ada: Visitor, gallery: GalleryCommunity): Promise<void> {
  await ada.types('/job show', 'which')
  await ada.fills({ number: 'cake' }, 'not a number')
  await ada.types('/job show 2', 'somebody else’s')
  await ada.types('/job show 99', 'no such job')
  await ada.types('/job list', 'one')
  await ada.opens('job list', 'fresh')
  await ada.types('/job list --contract freelance --words C++', 'nothing fits')
  await ada.presses('opportunities.interest', 'fresh', { number: 2 })
  await ada.fills({ note: 'x'.repeat(600) }, 'a word too long')
  await ada.fills({ note: texts[gallery.locale].note }, 'introduced')
  await ada.calls({ action: 'opportunities.interest', input: { number: 2 } }, 'introduced before')
  await ada.presses('opportunities.write', 'fresh', { number: 2 })
  await ada.fills({ letter: texts[gallery.locale].letter }, 'sent')
}

async function looksAfterHerJob(grace: Visitor, ada: Visitor, olga: Visitor, gallery: GalleryCommunity): Promise<void> {
  await grace.calls({ action: 'opportunities.interest', input: { number: 2 } }, 'her own')
  await grace.calls({ action: 'opportunities.write', input: { number: 2, to: olga.id } }, 'not introduced')
  await grace.types('/job edit', 'which of hers')
  await grace.types('/job edit 2', 'prefilled')
  await grace.fills({ title: `${texts[gallery.locale].jobTitle} (2)` }, 'changed')
  await ada.types('/job edit 2', 'somebody else’s')
  await olga.types('/job edit 2')
  await olga.fills({ place: 'Villeurbanne' }, 'by an organiser')
  await gallery.passes({ days: 59 }, { action: 'opportunities.renew', note: 'the question before the end' })
  await grace.presses('opportunities.until', 'fresh', { number: 2 })
  await grace.fills({ until: '2036-01-01' }, 'too far')
  await grace.fills({ until: '2027-02-20' }, 'renewed')
  await grace.calls({ action: 'opportunities.renew', input: { number: 2 } }, 'renewed')
  await gallery.passes({ days: 61 }, { action: 'opportunities.reopen', note: 'the end' })
  await grace.types('/job show 2', 'closed')
  await ada.calls({ action: 'opportunities.interest', input: { number: 2 } }, 'closed since')
  await grace.calls({ action: 'opportunities.renew', input: { number: 2 } }, 'closed already')
  await grace.presses('opportunities.reopen', 'open again', { number: 2 })
  await grace.calls({ action: 'opportunities.reopen', input: { number: 2 } }, 'open already')
  await grace.types('/job close', 'which of hers')
  await grace.types('/job close 2', 'why')
  await grace.fills({ reason: '' }, 'no reason')
  await grace.fills({ reason: 'filled-here' }, 'filled')
  await grace.types('/job close 2', 'closed already')
  await grace.opens('job post')
  await grace.fills({ ...jobForm(gallery), title: `${texts[gallery.locale].jobTitle} (2)` }, 'the very same text as a closed one')
}

async function listsMany(grace: Visitor, olga: Visitor, gallery: GalleryCommunity): Promise<void> {
  const { jobTitle, jobText } = texts[gallery.locale]
  const about: RawInput[] = [
    { contract: 'freelance', remote: 'remote', place: '', payFrom: '400', payTo: '', payPer: 'day' }, { contract: 'fixed-term', payFrom: '', payTo: '20', payPer: 'hour' },
    { contract: 'apprenticeship', payFrom: '', payTo: '', payPer: '', remote: 'on-site' }, { contract: 'partnership', payFrom: '50000', payTo: '50000' }, {}, {},
  ]
  const numbers: number[] = []
  for (const [index, one] of about.entries()) numbers.push(await publishes(gallery, grace, 'job', { ...one, title: `${jobTitle} ${'ABCDEF'[index] ?? ''}`, description: `${jobText}\n\n`.repeat(index === 5 ? 18 : 1).trim() }))
  await grace.types(`/job show ${numbers[5] ?? 0}`, 'a long text')
  await grace.types('/job list', 'many')
  await grace.presses('job list', 'the second page', { page: 2 })
  await grace.types('/job list --mine yes', 'hers')
  await olga.types(`/job close ${numbers[0] ?? 0} --reason withdrawn`, 'by an organiser')
}

async function isReported(ada: Visitor, grace: Visitor, olga: Visitor, gallery: GalleryCommunity): Promise<void> {
  const { reason } = texts[gallery.locale]
  const number = await publishes(gallery, grace, 'job', { title: 'Gold!', description: reason })
  const about = { number }
  await ada.presses('opportunities.report', 'fresh', about)
  await ada.fills({ reason: '' }, 'no reason')
  await ada.fills({ reason }, 'reported')
  await ada.calls({ action: 'opportunities.report', input: about }, 'reported before')
  await olga.types(`/job show ${number}`, 'as an organiser')
  await olga.presses('opportunities.keep', 'kept', about)
  await olga.calls({ action: 'opportunities.keep', input: about }, 'nothing reported')
  await ada.calls({ action: 'opportunities.report', input: { ...about, reason } })
  await olga.presses('opportunities.remove', 'fresh', about)
  await olga.fills({ reason: '' }, 'no reason')
  await olga.fills({ reason }, 'removed')
  await ada.types(`/job show ${number}`, 'removed')
  await grace.opens('job post')
  await grace.fills({ ...jobForm(gallery), title: 'Gold!', description: reason }, 'removed before')
}

async function sharesADeal(grace: Visitor, ada: Visitor, noor: Visitor, gallery: GalleryCommunity): Promise<void> {
  const form = dealForm(gallery)
  await ada.types('/deal list', 'none')
  await grace.types('/deal post', 'fresh')
  await grace.fills({ ...form, code: '', link: '', audience: 'x'.repeat(201) }, 'problems of fields')
  await grace.fills({ ...form, code: '', link: '' }, 'neither code nor link')
  await grace.fills({ ...form, image: [pictureId] }, 'a draft')
  await grace.presses('opportunities.publish', 'a deal')
  const { id: number } = await gallery.database.client.opportunity.findFirstOrThrow({ where: { kind: 'deal' } })
  await ada.types('/deal list', 'one')
  await ada.opens('deal list', 'fresh')
  await ada.opens('deal show', 'which')
  await ada.types(`/deal show ${number}`, 'somebody else’s')
  await ada.presses('opportunities.use', 'the code', { number })
  await ada.calls({ action: 'opportunities.interest', input: { number } }, 'of a deal')
  await grace.types(`/deal show ${number}`, 'her own')
  await grace.types(`/deal edit ${number}`, 'prefilled')
  await grace.fills({ code: 'ELLES40' }, 'changed')
  await grace.calls({ action: 'opportunities.doubt', input: { number } }, 'her own')
  await ada.presses('opportunities.doubt', 'noted', { number })
  await ada.calls({ action: 'opportunities.doubt', input: { number } }, 'noted before')
  await noor.calls({ action: 'opportunities.doubt', input: { number } }, 'the second')
  await grace.types(`/deal close ${number}`, 'why')
  await grace.fills({ reason: 'used-up' }, 'used up')
}

async function savesAMessage(ada: Visitor, { locale }: GalleryCommunity): Promise<void> {
  const { message, jobText } = texts[locale]
  await ada.opens('opportunities.save', 'fresh', { text: message })
  await ada.fills({ kind: '', title: '' }, 'problems')
  await ada.fills({ kind: 'job', title: 'Job!' }, 'a job, nearly')
  await ada.presses('job post', 'of a message')
  await ada.opens('opportunities.save', 'a very long message', { text: `${jobText}\n`.repeat(40) })
  await ada.fills({ kind: 'deal' }, 'a deal, nearly')
  await ada.opens('opportunities.save', undefined, { text: message })
  await ada.fills({ kind: 'deal' }, 'a deal')
}

export async function opportunities(gallery: GalleryCommunity): Promise<void> {
  const { visitor } = gallery
  const grace = await visitor('Grace Hopper', { discord: '700000000000000002', slack: 'U0GRACE001' })
  const [ada, noor, olga] = [await visitor('Ada Yonath'), await visitor('Noor Inayat'), await visitor('Olga Tokarczuk', { roles: ['organiser'] })]
  await keepsFiles(gallery, grace)
  await postsAJob(grace, gallery)
  await findsAJob(ada, gallery)
  await looksAfterHerJob(grace, ada, olga, gallery)
  await listsMany(grace, olga, gallery)
  await isReported(ada, grace, olga, gallery)
  await sharesADeal(grace, ada, noor, gallery)
  await savesAMessage(ada, gallery)
}
