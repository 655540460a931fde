import { describe, expect, it } from 'vitest'
import { draftKey, isWorthKeeping, outdated, restored } from './draft.ts'

const at = Date.UTC(2026, 10, 23)

describe('a draft', () => {
  it('gives back what was typed', () => {
    const draft = { opened: { 'f.title': [''], 'f.pay': [''] }, typed: { 'f.title': ['PHP'], 'f.pay': [''] }, at }
    expect(restored(draft, { 'f.title': [''], 'f.pay': [''] })).toEqual({ 'f.title': ['PHP'] })
  })

  it('yields to a value that came with the form since', () => {
    const draft = { opened: { 'f.title': [''], 'f.company': [''] }, typed: { 'f.title': ['PHP'], 'f.company': ['Ada'] }, at }
    expect(restored(draft, { 'f.title': ['Rust'], 'f.company': [''] })).toEqual({ 'f.company': ['Ada'] })
  })

  it('keeps what was emptied or unticked', () => {
    const draft = { opened: { 'f.languages': ['fr', 'en'] }, typed: { 'f.languages': [] }, at }
    expect(restored(draft, { 'f.languages': ['fr', 'en'] })).toEqual({ 'f.languages': [] })
  })

  it('is kept once something differs from how the form opened', () => {
    expect(isWorthKeeping({ opened: { 'f.a': ['x'] }, typed: { 'f.a': ['x'] }, at })).toBe(false)
    expect(isWorthKeeping({ opened: { 'f.a': ['x'] }, typed: { 'f.a': ['y'] }, at })).toBe(true)
  })

  it('belongs to a person, an action and a record', () => {
    const keys = [draftKey('1', 'job edit', '{"id":1}'), draftKey('1', 'job edit', '{"id":2}'), draftKey('2', 'job edit', '{"id":1}'), draftKey('1', 'job post', '{"id":1}')]
    expect(new Set(keys).size).toBe(4)
  })

  it('is forgotten after a month, and when it cannot be read', () => {
    const kept = (days: number) => JSON.stringify({ opened: {}, typed: {}, at: at - days * 86_400_000 })
    const stored: [string, string][] = [
      [draftKey('1', 'new', '{}'), kept(3)],
      [draftKey('1', 'old', '{}'), kept(31)],
      [draftKey('1', 'broken', '{}'), '{'],
      ['something else', '{'],
    ]
    expect(outdated(stored, at)).toEqual([draftKey('1', 'old', '{}'), draftKey('1', 'broken', '{}')])
  })
})
