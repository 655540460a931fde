// npm test: the linter, the type-check and every test; npm test -- WORDS: only the tests that vitest finds with these words.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { closingLine, countTests, secondAttempts } from './test-counts.ts'
import type { TestReport } from './test-counts.ts'
import { runTool } from './tool.ts'
import { findChromium, findPostgres } from './test-services.ts'

const reportFile = join('.cache', 'test-report.json')

/** A check whose output is only worth reading when it fails. */
async function check(name: string, tool: string, parameters: string[]): Promise<boolean> {
  const start = performance.now()
  const { code, output } = await runTool(tool, parameters, 'quiet')
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(code === 0 ? `${name}: no problem (${seconds} s)` : `${output}${name}: FAILED (${seconds} s)`)
  return code === 0
}

async function sayWhatIsLeftOut(): Promise<void> {
  for (const { leftOut } of [await findPostgres(), findChromium()]) if (leftOut) console.log(`NOTE: ${leftOut}`)
}

function readReport(): TestReport {
  return existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport) : { testResults: [] }
}

const words = process.argv.slice(2)
const checks = words.length > 0 ? [] : [check('Lint', 'eslint', ['.']), check('Type-check', 'typescript', ['--noEmit'])]
const checked = (await Promise.all(checks)).every(Boolean)

await sayWhatIsLeftOut()
rmSync(reportFile, { force: true })
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
const { code } = await runTool('vitest', ['run', ...reporters, ...words], 'shown')

const report = readReport()
const counts = countTests(report)
if (!checked) console.log('The linter or the type-check failed: see above.')
if (code !== 0 && counts.failed === 0) console.log('Vitest failed outside the tests: see above.')
for (const name of secondAttempts(report)) console.log(`needed a second attempt: ${name}`)
console.log(closingLine(counts))
process.exitCode = checked && code === 0 ? 0 : 1
