import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openDiscordStage } from '../../test/discord/stage.ts'

eachDatabase('an answer at Discord', (open) => {
  it('that is refused is followed by one that says so', async () => {
    const stage = await openDiscordStage(await open())
    const refused = stage.discord.fails({ method: 'POST', path: /^\/interactions\/.*\/callback$/ }, { status: 400, code: 50035 })
    const ada = stage.person('Ada')
    await ada.types('/help')
    await ada.sees('Something went wrong on our side')
    expect(refused.happened).toBe(1)
  })
})
