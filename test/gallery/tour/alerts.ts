import type { GalleryCommunity } from '../community.ts'
import type { Visitor } from '../visitor.ts'
import { texts } from './texts.ts'

async function publishesAJob(author: Visitor, { locale }: GalleryCommunity, title: string): Promise<void> {
  await author.opens('job post')
  await author.fills({ title, company: 'Ville & Co', contract: 'freelance', remote: 'hybrid', place: 'Bordeaux', description: texts[locale].jobText })
  await author.presses('opportunities.publish')
}

async function saves(visitor: Visitor, words: string): Promise<void> {
  await visitor.types(`/alert add ${words}`)
  await visitor.presses('alerts.save')
}

/** Alerts: tried, saved, heard, stopped. */
export async function alerts(gallery: GalleryCommunity): Promise<void> {
  const grace = await gallery.visitor('Grace Alerte')
  const nadia = await gallery.visitor('Nadia')
  await nadia.types('/alert list', 'none')
  await nadia.types('/alert remove', 'none')
  await nadia.opens('alert add', 'fresh')
  await nadia.fills({ words: '' }, 'nothing')
  await nadia.fills({ words: 'le la the' }, 'small words')
  await nadia.fills({ words: 'x'.repeat(300) }, 'too long')
  await nadia.fills({ words: 'horticulture' }, 'nothing yet')
  await publishesAJob(grace, gallery, 'Horticulture A')
  await nadia.types('/alert add horticulture --kind job --place bordeaux', 'one')
  await nadia.presses('alerts.preview', 'narrowed', { tags: 'contract_freelance' })
  await nadia.presses('alerts.save', 'at once')
  await nadia.types('/alert add horticulture --rhythm daily')
  await nadia.presses('alerts.save', 'daily')
  await gallery.passes({ minutes: 1 })
  await gallery.album.during({ action: 'alerts.stop', note: 'the message of two alerts' }, async () => {
    await publishesAJob(grace, gallery, 'Horticulture B')
    return undefined
  })
  await nadia.presses('alerts.stop', 'stopped')
  await nadia.types('/alert list', 'one is paused')
  await nadia.presses('alerts.resume', 'on again')
  await nadia.types('/alert list')
  await nadia.presses('alerts.change', 'filled in')
  await nadia.fills({ rhythm: 'weekly' }, 'weekly')
  await nadia.presses('alerts.save', 'weekly')
  for (const words of ['roses', 'tulipes', 'orchidées', 'cactus']) await saves(nadia, words)
  await nadia.types('/alert list', 'several pages')
  await nadia.presses('alert list', 'the second page', { page: 2 })
  await nadia.types('/alert remove', 'which')
  await nadia.opens('alert remove', 'fresh', { number: 1 })
  await nadia.presses('alert remove', 'removed')
  await nadia.types('/alert remove 9999', 'no such')
  await nadia.opens('alerts.preview', 'fresh')
  await nadia.opens('alerts.save', 'fresh')
  await nadia.types('/digest', 'fresh')
  await nadia.fills({ weekly: 'yes', hour: '25' }, 'no such hour')
  await nadia.fills({ weekly: 'yes', hour: '9' }, 'on')
  await gallery.album.during({ action: 'alerts.digest.stop', note: 'the week in one message' }, async () => {
    await gallery.passes({ days: 8 })
    return undefined
  })
  await nadia.presses('alerts.digest.stop', 'off')
}
