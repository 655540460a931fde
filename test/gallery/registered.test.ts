import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js'
import { expect, it } from 'vitest'
import { commandsOf } from '../../adapters/discord/register.ts'
import { manifestFor } from '../../adapters/slack/manifest.ts'
import { offered } from '../../scripts/offered.ts'
import { commandsProblems } from '../discord/validate.ts'
import { manifestProblems } from '../slack/validate.ts'
import { outline, type Fold } from './outline.ts'

/** A command or an option by its kind and name, with what it says of itself. */
const fold: Fold = ({ type, name, description, ...rest }) => {
  if (typeof type !== 'number') return { rest: { name, description, ...rest } }
  const isCommand = 'integration_types' in rest
  return { head: [isCommand ? ApplicationCommandType[type] : ApplicationCommandOptionType[type], name].join(' '), text: typeof description === 'string' ? description : undefined, rest }
}

it('the commands that are registered at Discord, in both languages, are those that it takes', async () => {
  const { body } = commandsOf(offered())
  expect(commandsProblems(body)).toBeUndefined()
  await expect(`${outline(body, fold)}\n`).toMatchFileSnapshot('snapshots/discord/commands.txt')
})

it('the manifest for Slack, where it delivers to an address, is one that it takes', async () => {
  const manifest = manifestFor(offered(), { name: 'Entraide', publicUrl: 'https://entraide.test', socketMode: false })
  expect(manifestProblems(manifest)).toEqual([])
  await expect(`${outline(manifest, () => undefined)}\n`).toMatchFileSnapshot('snapshots/slack/manifest.txt')
})
