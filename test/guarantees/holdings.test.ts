import { expect, it } from 'vitest'
import { ownHoldings } from '../../bot/own-holdings.ts'
import { capabilities } from '../../commands/index.ts'
import { owners } from '../../prisma/owners.ts'

const holdings = [...ownHoldings, ...capabilities.flatMap(({ holdings: own }) => own ?? [])]

it('every table about people is in exactly one holding, so that /privacy shows, hands over and erases it', () => {
  const held = holdings.flatMap(({ tables }) => tables)
  expect(Object.keys(owners).filter((table) => !held.includes(table as never)), 'add it to the holdings of its capability: see bot/holding.ts').toEqual([])
  expect(held.filter((table, index) => held.indexOf(table) !== index)).toEqual([])
})

it('what stays and what is hers is said of columns that name a person', () => {
  for (const { tables, hers, stays } of holdings)
    for (const [table, columns] of [...Object.entries(hers ?? {}), ...Object.entries(stays?.columns ?? {})]) {
      expect(tables).toContain(table)
      expect(owners[table as keyof typeof owners]).toEqual(expect.arrayContaining([...columns]))
    }
})
