import { InteractionResponseType as Response } from 'discord.js'
import { expect, it } from 'vitest'
import { action, capability, type Capability } from '../../bot/action.ts'
import { ask } from '../../bot/field.ts'
import { anyone } from '../../bot/person.ts'
import { catalogue } from '../../bot/text.ts'
import { text, view, type View } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openDiscordStage, type DiscordStage } from '../../test/discord/stage.ts'
import { m } from './messages.ts'

const deadline = { timeout: 20_000 }
const words = { title: 'Cake', description: 'Bakes a cake.', kind: 'Kind', ready: 'The cake is ready: {kind}' } as const
const said = catalogue('oven', { en: words, fr: words })

/** Something that takes as long as the test wants. */
class Oven {
  baked = 0
  isBroken = false
  private open: () => void = () => undefined
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve))

  opens(): void {
    this.open()
  }

  private async suggestions() {
    if (this.isBroken) throw new Error('the oven is broken')
    await this.opened
    return [{ value: 'lemon', label: 'lemon' }]
  }

  get capability(): Capability {
    const about = { title: said.title, description: said.description, can: anyone, reads: true } as const
    const kind = ask.text({ label: said.kind, max: 40, suggest: () => this.suggestions() })
    const done = (what: string): View => view({ title: said.ready({ kind: what }) })
    const bake = action({
      ...about, name: 'bake', input: { kind },
      run: async (_, input) => {
        await this.opened
        this.baked += 1
        const cakes = { many: 3, plenty: 7 }[input.kind]
        return cakes ? view({}, ...Array.from({ length: cakes }, (_, index) => text(`${index} ${'cake '.repeat(700)}`))) : done(input.kind)
      },
    })
    const order = action({ ...about, name: 'order', input: { kind }, asks: 'always', fill: () => this.opened.then(() => ({ kind: 'lemon' })), run: async (_, input) => done(input.kind) })
    const nothing = action({ ...about, name: 'nothing', input: {}, run: async () => view({}) })
    return capability({ name: 'oven', messages: said, actions: [bake, order, nothing] })
  }
}

/** The assistant says after `patience` that it takes a while; without one, never. */
const openOven = async (database: Parameters<typeof openDiscordStage>[0], patience?: number) => {
  const oven = new Oven()
  return { oven, stage: await openDiscordStage(database, { capabilities: [oven.capability], patience }) }
}

/** The first answer to what was done last. */
const answered = ({ discord }: DiscordStage) => discord.interactions.all.at(-1)?.answered

eachDatabase('the first answer at Discord', (open) => {
  it('is the answer itself, in one call, when that is quick', async () => {
    const { oven, stage } = await openOven(await open())
    const ada = stage.person('Ada')
    oven.opens()
    await ada.types('/bake kind:lemon')
    await ada.sees('The cake is ready: lemon')
    expect(answered(stage)).toBe(Response.ChannelMessageWithSource)
    await ada.types('/nothing')
    await ada.sees(stage.say(m.done))
  })

  it('says that it takes a while when it does, and what came of it later', async () => {
    const { oven, stage } = await openOven(await open(), 300)
    const ada = stage.person('Ada')
    const typed = ada.types('/bake kind:lemon')
    await expect.poll(() => answered(stage), deadline).toBe(Response.DeferredChannelMessageWithSource)
    oven.opens()
    await typed
    await ada.sees('The cake is ready: lemon')
  })

  it('offers a form by a button when it is too late to open one', async () => {
    const { oven, stage } = await openOven(await open(), 300)
    const ada = stage.person('Ada')
    const typed = ada.types('/order')
    await expect.poll(() => answered(stage), deadline).toBe(Response.DeferredChannelMessageWithSource)
    oven.opens()
    await typed
    await ada.presses(stage.say(m.openForm))
    expect(ada.form?.values).toEqual({ kind: 'lemon' })
    await ada.fills({})
    // The button is no longer there: what came of it took its place.
    await ada.sees('The cake is ready: lemon')
    await ada.seesNot(stage.say(m.openForm))
  })

  it('comes by message when Discord takes no answer any more', async () => {
    const { oven, stage } = await openOven(await open(), 300)
    const ada = stage.person('Ada')
    void ada.types('/bake kind:lemon').catch(() => undefined)
    await expect.poll(() => answered(stage), deadline).toBe(Response.DeferredChannelMessageWithSource)
    stage.discord.passes({ minutes: 16 })
    oven.opens()
    await expect.poll(async () => {
      await stage.settle()
      return ada.messages.join()
    }, deadline).toContain('The cake is ready: lemon')
    expect(oven.baked).toBe(1)
  })

  it('comes by message when the first one was too late, or Discord takes no more of it', async () => {
    const { oven, stage } = await openOven(await open())
    const ada = stage.person('Ada')
    void ada.types('/bake kind:plum').catch(() => undefined)
    await expect.poll(() => stage.discord.interactions.all.length, deadline).toBe(1)
    stage.discord.passes({ seconds: 4 })
    oven.opens()
    const told = async (): Promise<string> => {
      await stage.settle()
      return ada.messages.join()
    }
    await expect.poll(told, deadline).toContain('The cake is ready: plum')
    expect(stage.discord.log.filter(({ error }) => error?.code === 10062)).toHaveLength(1)
    stage.discord.fails({ method: 'POST', path: /^\/webhooks\// }, { status: 400, code: 40094 })
    await ada.types('/bake kind:many')
    await expect.poll(told, deadline).toContain('2 cake')
  })

  it('goes on in as many messages as it needs', async () => {
    const { oven, stage } = await openOven(await open())
    const ada = stage.person('Ada')
    oven.opens()
    await ada.types('/bake kind:many')
    await ada.sees('0 cake', '1 cake', '2 cake')
    expect(stage.discord.interactions.all.at(-1)?.followUps.length).toBeGreaterThan(0)
    expect(stage.discord.textsIn(stage.discord.channelOf(stage.guild, 'general'))).toEqual([])
  })

  it('is shown three messages at a time, and the rest when one asks for more', async () => {
    const { oven, stage } = await openOven(await open())
    const ada = stage.person('Ada')
    oven.opens()
    await ada.types('/bake kind:plenty')
    await ada.sees('0 cake', '1 cake', '2 cake')
    await ada.seesNot('3 cake')
    for (const [first, last] of [['3 cake', '5 cake'], ['6 cake', '6 cake']] as const) {
      await ada.presses('More')
      await ada.sees(first, last)
    }
    expect(ada.labels().filter((label) => label === 'More')).toEqual(['More', 'More'])
    expect(oven.baked).toBe(1)
    expect(stage.discord.refusedBodies).toEqual([])
  })

  it('is given once to what Discord delivers three times, and again when its word was lost', async () => {
    const { oven, stage } = await openOven(await open())
    const ada = stage.person('Ada')
    oven.opens()
    stage.discord.gateway.deliverEach(3)
    await ada.types('/bake kind:lemon')
    await ada.sees('The cake is ready: lemon')
    expect(oven.baked).toBe(1)
    stage.discord.gateway.deliverEach(1)
    stage.discord.fails({ method: 'POST', path: '/interactions/' }, { reset: true, after: true })
    await ada.types('/bake kind:plum')
    await ada.sees('The cake is ready: plum')
    await ada.types('/bake kind:apple')
    await ada.sees('The cake is ready: apple')
    expect(stage.logged.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
  })

  it('suggests nothing rather than late', async () => {
    const { oven, stage } = await openOven(await open())
    const ada = stage.person('Ada')
    expect(await ada.completes('/bake', 'le', 'kind')).toEqual([])
    oven.opens()
    await expect.poll(() => ada.completes('/bake', 'le', 'kind'), deadline).toEqual([{ name: 'lemon', value: 'lemon' }])
  })

  it('suggests nothing when the look-up fails, and says so in the log only', async () => {
    const { oven, stage } = await openOven(await open())
    oven.isBroken = true
    expect(await stage.person('Ada').completes('/bake', 'le', 'kind')).toEqual([])
    await expect.poll(() => stage.logged.filter((line) => line.includes('the oven is broken')), deadline).toHaveLength(1)
  })
})
