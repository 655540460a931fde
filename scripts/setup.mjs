import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { importTypeScript } from './typescript.mjs'

const webClient = 'adapters/web/client/build.ts'

/** Makes what is made from other files: the Prisma clients, the list of meanings and the web client's script. Each sees by itself whether it has to. */
export async function setUp() {
  const { generate } = await importTypeScript('prisma/generate.ts')
  await generate()
  const { keepMeanings } = await importTypeScript('prisma/search/our-meanings.ts')
  keepMeanings()
  // the web adapter is a folder that one may delete
  if (!existsSync(join(root, webClient))) return
  const { build } = await importTypeScript(webClient)
  await build()
}
