import { expect, test } from 'vitest'
import { closingLine, countTests, secondAttempts } from './test-counts.ts'

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((outcome) => ({ status: outcome, fullName: outcome, failureMessages: [] })) })

test('tests are counted by outcome', () => {
  const report = { testResults: [file('passed', 'passed', 'pending', 'todo'), file('failed', 'passed', 'failed', 'skipped')] }
  expect(countTests(report)).toEqual({ passed: 2, failed: 1, skipped: 3 })
})

test('a file that could not be loaded counts as a failed test', () => {
  expect(countTests({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a test that passed at its second attempt is named', () => {
  const test = (fullName: string, status: string, ...failureMessages: string[]) => ({ fullName, status, failureMessages })
  const assertionResults = [test('at once', 'passed'), test('in the end', 'passed', 'too slow'), test('never', 'failed', 'wrong', 'wrong')]
  expect(secondAttempts({ testResults: [{ status: 'failed', assertionResults }] })).toEqual(['in the end'])
})

test('the closing line says the three counts', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped')
})
