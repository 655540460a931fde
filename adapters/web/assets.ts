import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export const publicFolder = fileURLToPath(new URL('./public/', import.meta.url))

/** The addresses of the script and the style; each has a digest of its content, so that browsers may keep it for ever. */
export interface Assets {
  script: string
  style: string
  /** of a sheet to be printed */
  poster: string
  icon: string
}

export async function readAssets(): Promise<Assets> {
  const address = async (path: string) => {
    const digest = createHash('sha256').update(await readFile(publicFolder + path)).digest('base64url')
    return `/static/${path}?v=${digest.slice(0, 12)}`
  }
  const [script, style, poster, icon] = await Promise.all([address('build/main.js'), address('build/style.css'), address('build/poster.css'), address('icon.svg')])
  return { script, style, poster, icon }
}
