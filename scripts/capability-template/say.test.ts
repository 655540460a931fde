import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { sample } from './index.ts'

eachDatabase('sample say', (open) => {
  it('says something kind in the channel, and changes it on the same day', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const ada = await stage.person('Ada')
    await ada.types('/sample say Thank you all!')
    ada.sees('It is said')
    stage.channel('general').sees('Un mot signé Ada', 'Thank you all!')
    await ada.presses('Change my words')
    await ada.fills({ words: 'Thank you, everybody!' })
    expect(stage.channel('general').messages).toHaveLength(1)
    stage.channel('general').sees('Thank you, everybody!')
  })

  it('asks for what is missing, and gives back what is shouted', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const ada = await stage.person('Ada', { locale: 'fr' })
    await ada.types('/sample dire')
    expect(ada.form?.title).toBe('Dire un mot gentil')
    await ada.fills({ words: 'MERCI' })
    ada.sees('On dirait un cri')
    expect(ada.form?.values.words).toBe('MERCI')
    expect(stage.channel('general').messages).toEqual([])
  })

  it('is for members', async () => {
    const stage = await openStage({ database: await open(), capabilities: [sample] })
    const gus = await stage.person('Gus', { roles: [] })
    await gus.types('/sample say Hello')
    gus.sees('for members')
  })
})
