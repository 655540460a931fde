import { expect, it, onTestFinished } from 'vitest'
import { m as alerts } from '../../commands/alerts/messages.ts'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { locales, type Message } from '../../bot/text.ts'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { temporaryDatabase, testKeys } from '../../prisma/testing.ts'
import { openEverywhere, platforms } from './everywhere.ts'

const aJob = { company: 'Lisbon Lanterns', contract: 'freelance', remote: 'remote', description: 'A shop, three months, good people.' }

const names = { discord: { en: 'Grace', fr: 'Amina' }, slack: { en: 'Priya', fr: 'Camille' }, web: { en: 'Naomi', fr: 'Rosa' } }

/** What the database makes of alerts is tested with them, on both: here one is enough. */
async function onFile(): Promise<Database> {
  const { url, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(url, testKeys)
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  return database
}

it('an alert is tried on the last thirty days, told of at once and stopped by one tap, on every platform and in both languages', { timeout: 60_000 }, async () => {
  const everywhere = await openEverywhere(await onFile())
  const author = await everywhere.at('web', 'Sofia')
  const posts = async (title: string) => {
    await author.types('/job post')
    await author.fills({ ...aJob, title })
    await author.presses(everywhere.say(opportunities.publish))
    await author.sees(everywhere.say(opportunities.publishedTitle({ title })))
  }
  const everybody = await Promise.all(platforms.flatMap((platform) => locales.map(async (locale) => {
    const own = (message: Message) => everywhere.say(message, locale)
    // a platform may show another kind of space, and stars around what is bold
    const read = (message: Message) => new RegExp(own(message).split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s*]+'))
    return { person: await everywhere.at(platform, names[platform][locale], { locale }), own, read, command: { en: '/alert add shopify', fr: '/alerte ajouter shopify' }[locale] }
  })))
  await posts('Shopify expert')

  for (const { person, own, read, command } of everybody) {
    await person.types(command)
    await person.sees(read(alerts.previewTitle({ name: 'shopify' })), read(alerts.wouldHave({ days: 30, count: 1 })), 'Shopify expert')
    await person.presses(own(alerts.save))
    await person.sees(read(alerts.savedTitle({ name: 'shopify' })), read(alerts.toldAtOnce))
  }
  await everywhere.awake()
  await posts('Shopify developer')
  for (const { person, own, read } of everybody) {
    await person.inPrivate().sees(read(alerts.newTitle({ count: 1 })), read(alerts.fitsAlert({ name: 'shopify', count: 1 })), 'Shopify developer')
    await person.presses(own(alerts.stop))
    await person.sees(read(alerts.stoppedTitle({ name: 'shopify' })))
  }
  await posts('Shopify architect')
  await everywhere.worker.drain()
  const told = await everywhere.database.client.posting.groupBy({ by: ['status'], where: { key: { startsWith: 'alerts:' } }, _count: true })
  expect(told).toEqual([{ status: 'sent', _count: everybody.length }])
})
