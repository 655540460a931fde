import { describe, expect, it } from 'vitest'
import { isPastCommand, matching } from './commands.ts'

const commands = [
  { line: '/aide ', label: '/aide', detail: 'Ce que je sais faire' },
  { line: '/expert trouver ', label: '/expert trouver', detail: 'Trouver une expertise' },
  { line: '/expert demander ', label: '/expert demander', detail: 'Poser une question' },
  { line: '/emploi publier ', label: '/emploi publier', detail: 'Proposer un emploi, une mission' },
]
const found = (typed: string) => matching(commands, typed).map(({ label }) => label)

describe('the commands offered', () => {
  it('are all of them after a slash', () => {
    expect(found('/')).toHaveLength(4)
  })

  it('begin with what is typed', () => {
    expect(found('/ex')).toEqual(['/expert trouver', '/expert demander'])
    expect(found('/expert d')).toEqual(['/expert demander'])
  })

  it('are found by any of their words, without accents', () => {
    expect(found('/mission')).toEqual(['/emploi publier'])
    expect(found('/PUBLIÉR')).toEqual(['/emploi publier'])
    expect(found('/question')).toEqual(['/expert demander'])
  })

  it('are none for a text or for something else', () => {
    expect(found('bonjour')).toEqual([])
    expect(found('/zzz')).toEqual([])
  })

  it('give way to options once one is written out', () => {
    expect(isPastCommand(commands, '/expert trouver')).toBe(false)
    expect(isPastCommand(commands, '/expert trouver ')).toBe(true)
    expect(isPastCommand(commands, '/Expert Trouver tva')).toBe(true)
    expect(isPastCommand(commands, '/expert trou ')).toBe(false)
  })
})
