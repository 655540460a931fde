import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import type { DiscordPerson } from '../../test/discord/index.ts'
import { createMessage } from '../../test/discord/messages.ts'
import { openDiscordStage, type DiscordStage } from '../../test/discord/stage.ts'
import { m } from './messages.ts'

const deadline = { timeout: 20_000 }

/** Writes these very words, where the client would take them for a command. */
const writes = ({ discord: { world } }: DiscordStage, { id }: DiscordPerson, content: string) =>
  createMessage(world, { channel: world.directChannel(id), authorId: id, body: { content }, files: [] })

/** The assistant's messages in somebody's private conversation with it. */
const answers = ({ discord: { world } }: DiscordStage, { id }: DiscordPerson) =>
  [...world.directChannel(id).messages.values()].filter(({ authorId }) => authorId === world.bot.id)

eachDatabase('what is written in private at Discord', (open) => {
  it('is taken for a need, or for a command, and answered there; what needs a form is offered by a button', async () => {
    const stage = await openDiscordStage(await open())
    const grace = stage.person('Grace', { locale: 'fr' }).inPrivate()
    await grace.types('/moi')
    await grace.fills({ language: 'Français' })
    await grace.types('zzyzx introuvable')
    await grace.sees('zzyzx')
    writes(stage, grace, '/expert trouver TVA')
    await grace.sees(/Personne pour «\sTVA\s»/)
    writes(stage, grace, '/offre publier Développeuse')
    await grace.presses(stage.say(m.openForm, 'fr'))
    expect(grace.form?.values.title).toBe('Développeuse')
    const account = await stage.database.client.account.findFirstOrThrow({ where: { externalId: grace.id } })
    expect(account.directChannel).toBe(stage.discord.world.directChannel(grace.id).id)
    expect(stage.discord.refusedBodies).toEqual([])
  })

  it('is answered once, however often it is delivered', async () => {
    const stage = await openDiscordStage(await open())
    const grace = stage.person('Grace').inPrivate()
    stage.discord.gateway.deliverEach(3)
    await grace.types('zzyzx nowhere to be found')
    await grace.types('what about this')
    await grace.sees('this')
    await expect.poll(() => stage.database.client.inbox.count({ where: { doneAt: null } }), deadline).toBe(0)
    expect(answers(stage, grace)).toHaveLength(2)
  })

  it('is not lost when it cannot be answered at once, nor when the process ends', async () => {
    let ahead = 0
    const stage = await openDiscordStage(await open(), { clock: { now: () => new Date(Date.now() + ahead) } })
    const grace = stage.person('Grace').inPrivate()
    stage.discord.fails({ method: 'POST', path: '/channels/' }, { status: 400, code: 0 })
    writes(stage, grace, 'zzyzx nowhere to be found')
    const { client } = stage.database
    await expect.poll(() => client.inbox.count({ where: { attempts: 1, doneAt: null } }), deadline).toBe(1)
    await stage.adapter.stop()
    const payload = { userId: grace.id, name: 'Grace', channelId: stage.discord.world.directChannel(grace.id).id, text: 'asked before the end', files: 0 }
    const row = { key: `msg:${stage.discord.world.ids.next()}`, platform: 'discord', lane: 'direct:another' }
    await client.inbox.create({ data: { ...row, createdAt: new Date(), payload } })
    ahead += 60_000
    await stage.adapter.start(stage.engine)
    await grace.sees('zzyzx', 'asked before the end')
    expect(answers(stage, grace)).toHaveLength(2)
  })

  it('is answered later when nobody listened, and once', async () => {
    const database = await open()
    const stage = await openDiscordStage(database)
    const [grace, ada] = [stage.person('Grace').inPrivate(), stage.person('Ada').inPrivate()]
    for (const one of [grace, ada]) writes(stage, one, '/link')
    await expect.poll(() => database.client.account.count({ where: { directChannel: { not: null } } }), deadline).toBe(2)
    await stage.adapter.stop()
    for (let index = 0; index < 110; index++) writes(stage, grace, `zzyzx ${index}`)
    writes(stage, ada, 'zzyzx written meanwhile')
    await stage.adapter.start(stage.engine)
    await ada.sees('written meanwhile')
    await expect.poll(() => answers(stage, grace).length, { timeout: 60_000 }).toBe(111)
    expect(answers(stage, ada)).toHaveLength(2)
  })

  it('is found again when the database could not keep it', async () => {
    const database = await open()
    const stage = await openDiscordStage(database)
    const grace = stage.person('Grace').inPrivate()
    writes(stage, grace, '/link')
    await expect.poll(() => database.client.account.count({ where: { directChannel: { not: null } } }), deadline).toBe(1)
    // As long as the table is not there, nothing can be kept in it.
    await database.client.$executeRawUnsafe('ALTER TABLE "Inbox" RENAME TO "Away"')
    writes(stage, grace, 'zzyzx written meanwhile')
    await expect.poll(() => stage.discord.world.directChannel(grace.id).messages.size, deadline).toBe(3)
    await database.client.$executeRawUnsafe('ALTER TABLE "Away" RENAME TO "Inbox"')
    await grace.sees('written meanwhile')
    expect(answers(stage, grace)).toHaveLength(2)
  })

  it('is answered kindly when it is no words, and told that files go into forms', async () => {
    const stage = await openDiscordStage(await open())
    const grace = stage.person('Grace').inPrivate()
    await grace.types('', [{ name: 'cv.pdf', bytes: Buffer.from('%PDF-1.7') }])
    await grace.sees(stage.say(m.filesInForms))
  })

  it('tells whoever shares no server of ours who is served', async () => {
    const stage = await openDiscordStage(await open())
    await stage.database.client.space.updateMany({ data: { connected: false } })
    const grace = stage.person('Grace')
    await grace.types('/help')
    await grace.sees('not yet part of the community')
    await grace.inPrivate().types('hello')
    await grace.sees(stage.say(m.nowhere))
  })
})
