// npm run manifest [-- https://PUBLIC.ADDRESS]: writes docs/slack-manifest.yaml and .json from the actions; with an address, prints the one for HTTP.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { appName, manifestFor, type SlackManifest } from '../adapters/slack/manifest.ts'
import { offered } from './offered.ts'

/** The manifests of this assistant, as files of docs/. */
export function manifestFiles(): Record<string, string> {
  const manifest = manifestFor(offered(), { name: appName, socketMode: true })
  return { 'slack-manifest.yaml': yamlOf(manifest), 'slack-manifest.json': `${JSON.stringify(manifest, null, 2)}\n` }
}

/** The manifest for HTTP, and for installations in many workspaces: both need an address. */
export const manifestAt = (publicUrl: string): string => yamlOf(manifestFor(offered(), { name: appName, publicUrl, socketMode: false }))

const yamlOf = (manifest: SlackManifest): string => stringify(manifest, { lineWidth: 0 })

function main(): void {
  const address = process.argv[2]
  if (address) {
    if (!URL.canParse(address) || new URL(address).protocol !== 'https:') {
      console.error('Slack delivers to an https address only: npm run manifest -- https://entraide.example.org')
      process.exitCode = 1
      return
    }
    process.stdout.write(manifestAt(new URL(address).origin))
    return
  }
  const docs = join(fileURLToPath(new URL('..', import.meta.url)), 'docs')
  for (const [name, content] of Object.entries(manifestFiles())) writeFileSync(join(docs, name), content)
  console.log('docs/slack-manifest.yaml and docs/slack-manifest.json are up to date.')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
