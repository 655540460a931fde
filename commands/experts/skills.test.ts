import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { cast, question } from '../../test/stage/experts.ts'

eachDatabase('expertise', (open) => {
  it('is confirmed twice a year, one press a skill; what she refuses she is not asked about, and stays', async () => {
    const { ada, claire, stage } = await cast(open, { skills: 'VAT, logo' })
    await stage.passes({ days: 182 })
    claire.sees('Still happy to be asked about these?', '• VAT\n  [Yes] [No longer]', '• logo')
    await claire.sends({ call: { action: 'experts.skill', input: { skill: 'VAT', happy: false } } })
    claire.sees('You are no longer asked about VAT. It stays in your profile.')
    await ada.types('/expert find vat')
    ada.sees('Claire')
    await ada.types(`/expert ask ${question}`)
    ada.sees('Nobody can be asked about this at the moment')
    await claire.types('/profile edit')
    await claire.fills({ city: 'Lyon' })
    await ada.types('/expert ask Which VAT rate for books, please?')
    ada.sees('Nobody can be asked about this at the moment')
    await claire.sends({ call: { action: 'experts.skill', input: { skill: 'VAT', happy: true } } })
    await ada.types('/expert ask Which VAT rate for bread, please?')
    claire.sees('Which VAT rate for bread')
    await claire.sends({ call: { action: 'experts.skill', input: { skill: 'poetry', happy: true } } })
    claire.sees('no longer in your profile')
    await stage.passes({ days: 183 })
    expect(claire.messages.filter((message) => message.includes('Still happy'))).toHaveLength(2)
    await claire.types('/profile hide')
    await stage.passes({ days: 183 })
    expect(claire.messages.filter((message) => message.includes('Still happy'))).toHaveLength(2)
  })
})
