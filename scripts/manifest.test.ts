import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { manifestProblems } from '../test/slack/validate.ts'
import { manifestAt, manifestFiles } from './manifest.ts'

it('the manifests in docs/ are those of the actions: if not, npm run manifest', () => {
  for (const [name, content] of Object.entries(manifestFiles()))
    expect(readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8'), name).toBe(content)
})

it('Slack would take them, over a socket and over HTTP', () => {
  const { 'slack-manifest.yaml': yaml = '', 'slack-manifest.json': json = '' } = manifestFiles()
  expect(parse(yaml)).toEqual(JSON.parse(json))
  expect(manifestProblems(parse(yaml))).toEqual([])
  expect(manifestProblems(parse(manifestAt('https://entraide.example.org')))).toEqual([])
})

it('they ask for what is needed, and no more: each scope is explained where it is listed', () => {
  const { oauth_config: { scopes }, features } = JSON.parse(manifestFiles()['slack-manifest.json'] ?? '{}') as { oauth_config: { scopes: { bot: string[] } }; features: { slash_commands: { command: string }[] } }
  expect(scopes.bot).not.toContain('users:read.email')
  const explained = readFileSync(new URL('../adapters/slack/manifest.ts', import.meta.url), 'utf8').split('export const scopes')[0]
  for (const scope of scopes.bot) expect(explained).toContain(scope)
  expect(features.slash_commands.map(({ command }) => command)).toEqual(expect.arrayContaining(['/help', '/aide', '/expert', '/job', '/offre', '/settings']))
})
