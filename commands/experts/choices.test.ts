import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { experts } from './index.ts'

/** Two experts who fit the same need alike: the one who came first is found first. */
const cast = async (stage: Stage) => {
  for (const [name, city] of [['Claire', 'Lyon'], ['Denise', 'Évry']] as const) {
    const expert = await stage.person(name)
    await expert.types('/profile edit')
    await expert.fills({ headline: 'Fiscaliste', skills: 'TVA, douanes', city, weeklyLimit: 5 })
    await expert.presses('Publish')
  }
  const [ada, bea, odile] = [await stage.person('Ada'), await stage.person('Bea'), await stage.person('Odile', { roles: ['member', 'organiser'] })]
  return { ada, bea, odile }
}

const first = /Claire[^]*Denise/
const second = /Denise[^]*Claire/

/** Whoever looks in Évry finds Denise alone. */
async function opensDenise(person: StagePerson, need: string): Promise<void> {
  await person.types(`/expert find ${need} --city Évry`)
  await person.presses('Profile')
  person.sees('Denise', 'Fiscaliste')
}

eachDatabase('what the search learns from use', (open) => {
  it('lifts an expert whom several members chose after the same search, says so, and fades', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { ada, bea, odile } = await cast(stage)
    await odile.types('/settings learned')
    odile.sees('Nothing yet')
    await opensDenise(ada, 'tva douanes')
    await opensDenise(ada, 'tva douanes')
    await odile.types('/expert find tva')
    odile.sees(first)
    odile.seesNot('Chosen before')
    await bea.types('/expert find de la TVA --city Évry')
    await bea.presses('Ask')
    await bea.fills({ question: 'Quelle TVA pour un envoi au Maroc ?' })
    bea.sees('is sent')
    await odile.types('/expert find tva')
    odile.sees(second, 'Chosen before: by other members who looked for this')
    // one member alone chose her for the other word
    await odile.types('/expert find douanes')
    odile.sees(first)
    await odile.types('/settings learned')
    odile.sees('tva → Denise', 'Chosen by: 2 members', 'Effect: +11')
    odile.seesNot('douane', 'Ada', 'Bea')
    await stage.isAwayFor({ days: 400 })
    await odile.types('/expert find tva')
    odile.sees(first)
  })

  it('is forgotten by an organiser, with an account, and keeps nothing of who asks anonymously or finds herself', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { ada, bea, odile } = await cast(stage)
    const kept = () => stage.database.client.searchChoice.count()
    await ada.types('/expert find tva --city Évry')
    await ada.presses('Ask')
    await ada.fills({ question: 'Quelle TVA pour un envoi au Maroc ?', anonymous: true })
    expect(await kept()).toBe(0)
    for (const person of [ada, bea]) await opensDenise(person, 'tva')
    expect(await kept()).toBe(2)
    await ada.sends({ call: { action: 'experts.unlearn', input: { stem: 'tva', said: 'tva', expert: 2 } } })
    expect(await kept()).toBe(2)
    await odile.types('/settings learned')
    await odile.presses('Forget')
    odile.sees('Forgotten', 'found for “tva”')
    await odile.types('/expert find tva')
    odile.sees(first)
    expect(await kept()).toBe(0)
  })
})
