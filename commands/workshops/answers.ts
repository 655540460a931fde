import { action, ask, buttons, facts, member, quote, Refusal, text, view, type Button, type Context } from '../kit.ts'
import { found, isInsider, offering, requirePublished, showButton } from './access.ts'
import { m } from './messages.ts'
import { fewestAnswers } from './rules.ts'
import { marksGiven, wordsGiven } from './store.ts'
import { suggestNumber } from './suggest.ts'

const pageSize = 5

/** `/workshop feedback`: what those who came said of it, for who organises and who spoke; never who said what. */
export const answers = action({
  name: 'workshop feedback',
  french: 'atelier avis',
  title: m.feedbackShort,
  description: m.answersAbout,
  can: member,
  reads: true,
  input: {
    number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }),
    page: ask.number({ label: m.page, min: 1, max: 10_000, whole: true, optional: true, hidden: true }),
  },
  async run(context, { number, page = 1 }) {
    const workshop = await found(context, number)
    requirePublished(workshop)
    if (!isInsider(context, workshop)) throw new Refusal(m.answersNotHers, offering(showButton(workshop)))
    const { count, average, given } = await marksGiven(context, number)
    const title = m.answersTitle({ title: workshop.title })
    if (count < fewestAnswers) return view({ title }, text(count ? m.fewAnswers({ count, least: fewestAnswers }) : m.noAnswers), buttons(showButton(workshop)))
    const { total, words } = await wordsGiven(context, number, { skip: (page - 1) * pageSize, take: pageSize })
    const spread = [5, 4, 3, 2, 1].map((mark) => [m.markIs({ mark }), m.answersCount({ count: given.get(mark) ?? 0 })] as [typeof title, typeof title])
    const pages = Math.ceil(total / pageSize)
    const to = (label: typeof m.next, turned: number): Button => ({ label, call: { action: 'workshop feedback', input: { number, page: turned } } })
    return view({ title }, facts([m.answersAll, m.answersCount({ count })], [m.average, m.averageIs({ average: Math.round(average * 10) / 10 })], ...spread), ...(total ? [text(m.wordsSaid)] : []), ...words.map(quote),
      pages > 1 && text(m.pageOf({ page, pages })), buttons(page > 1 && to(m.previous, page - 1), page < pages && to(m.next, page + 1), showButton(workshop)))
  },
})

/** The way to the answers, once there are some. */
export const answersButton = async (context: Context, { id }: { id: number }): Promise<Button | false> =>
  (await marksGiven(context, id)).count > 0 && { label: m.feedbackShort, call: { action: 'workshop feedback', input: { number: id } } }
