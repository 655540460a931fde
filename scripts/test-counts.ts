/** The part of vitest's JSON report that is read here. */
export interface TestReport {
  testResults: { status: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
}

export interface TestCounts {
  passed: number
  failed: number
  skipped: number
}

/** The tests of a report, by outcome. A file that fails before or beside its tests counts as a failed one. */
export function countTests(report: TestReport): TestCounts {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const failedTests = tests.filter((test) => test.status === 'failed').length
  const failedFiles = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length
  return { passed, failed: failedTests + failedFiles, skipped: tests.length - passed - failedTests }
}

/** The names of the tests that failed first and passed when they were tried again: vitest keeps what went wrong before. */
export const secondAttempts = (report: TestReport): string[] =>
  report.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName }) => fullName)

export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
