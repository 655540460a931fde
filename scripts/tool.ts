import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Outcome {
  code: number
  /** empty when it was shown */
  output: string
}

/** The main file of each tool, inside its package. */
const mainFiles: Record<string, string> = { eslint: 'bin/eslint.js', typescript: 'bin/tsc', vitest: 'vitest.mjs' }

/** Runs a tool of node_modules, without npx, and waits for its end. */
export function runTool(tool: string, parameters: string[], output: 'quiet' | 'shown'): Promise<Outcome> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${tool}/package.json`))
  const child = spawn(process.execPath, [join(folder, mainFiles[tool] ?? ''), ...parameters], {
    stdio: output === 'shown' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output: chunks.join('') }))
  })
}
