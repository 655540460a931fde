import { expect, it } from 'vitest'
import { text, view } from '../../bot/view.ts'
import { workIn } from '../../bot/work.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openDiscordStage } from '../../test/discord/stage.ts'
import { m } from './messages.ts'

eachDatabase('what could not be brought to somebody', (open) => {
  it('is shown to her alone at her next contact, once', async () => {
    const stage = await openDiscordStage(await open())
    const { client } = stage.database
    const ada = stage.person('Ada')
    const bea = stage.person('Bea')
    await ada.types('/profile edit headline:Accountant skills:VAT languages:English weekly-limit:5')
    await ada.fills({})
    const { personId } = await client.account.findFirstOrThrow({ where: { externalId: ada.id } })
    stage.discord.dmsClosed(ada.user)
    for (const channel of stage.discord.world.channels.values()) if (channel.guildId) stage.discord.botMayNot(channel, 'CreatePrivateThreads')
    const around = { search: stage.database.search, community: await stage.engine.community(), now: new Date(), publicUrl: '', gathered: stage.engine.gathered }
    await stage.database.transaction((db) => workIn(db, around, () => undefined).tell({ person: personId }, view({}, text('Somebody asks for you.')), { key: 'asked:1' }))
    await stage.settle()
    await expect.poll(async () => (await client.posting.findFirst({ where: { key: 'asked:1' } }))?.status, { timeout: 20_000 }).toBe('failed')

    await ada.types('/help')
    await ada.sees(stage.say(m.waiting), 'Somebody asks for you.')
    expect(bea.screen).not.toContain('Somebody asks for you.')
    await expect.poll(async () => (await client.posting.findFirst({ where: { key: 'asked:1' } }))?.status, { timeout: 20_000 }).toBe('sent')
    await ada.types('/help')
    await ada.sees('/expert find')
    // What came since she typed last.
    expect(ada.screen).not.toContain('Somebody asks for you.')
    expect(stage.discord.refusedBodies).toEqual([])
  })
})
