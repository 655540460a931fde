import type { Import } from './source.ts'

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** What only tests need: the stage, databases to throw away, and the capabilities, together or made up. */
const forTests = /^test\/|^prisma\/(testing|database)\.ts$|^commands\/(index|kit)\.ts$|^adapters\/[^/]+\/limits\.ts$|^commands\/[^/]+\/(index|messages)\.ts$/

/** Why a file of the project may not import what it does, or undefined when it may. Both are paths from the project's folder. */
export function objection(from: string, { target, kind, typeOnly }: Import): string | undefined {
  if (target === 'main.ts') return 'nothing imports main'
  if (kind === 'package') return undefined
  if (isTest(from) && forTests.test(target)) return undefined
  const rule = rules.find(({ of }) => of.test(from))
  if (!rule) return undefined
  const own = rule.own?.exec(from)?.[0]
  if (own !== undefined && target.startsWith(own)) return undefined
  if (rule.types?.test(target)) return typeOnly ? undefined : `${rule.name} may import only types of ${target}`
  return rule.may.test(target) ? undefined : `${rule.name} may not import ${target}`
}

interface Rule {
  name: string
  /** the files that it is about */
  of: RegExp
  /** the part of their path that is their own folder */
  own?: RegExp
  may: RegExp
  /** what they may import the types of */
  types?: RegExp
}

/** The first that speaks of a file counts. A file that none speaks of (main, scripts, bench, test) may import anything. */
const rules: Rule[] = [
  { name: 'bot', of: /^bot\//, may: /^(bot|prisma)\// },
  { name: 'prisma/seed', of: /^prisma\/seed/, may: /^(prisma|bot)\// },
  { name: 'prisma', of: /^prisma\//, may: /^prisma\// },
  { name: 'the list of adapters', of: /^adapters\/[^/]+\.tsx?$/, may: /^(bot\/|adapters\/[^/]+\/index\.tsx?$)/, types: /^prisma\// },
  { name: 'an adapter', of: /^adapters\//, own: /^adapters\/[^/]+\//, may: /^bot\//, types: /^prisma\// },
  { name: 'the list of capabilities', of: /^commands\/index\.ts$/, may: /^(bot\/|commands\/kit\.ts$|commands\/[^/]+\/index\.ts$)/ },
  { name: 'the kit', of: /^commands\/kit/, may: /^(bot|prisma)\/|^commands\/kit/ },
  { name: 'what a capability publishes', of: /^commands\/[^/]+\/events\.ts$/, may: /^(bot\/|commands\/kit\.ts$)/ },
  {
    name: 'a capability',
    of: /^commands\//,
    own: /^commands\/[^/]+\//,
    may: /^(bot\/|commands\/kit\.ts$|commands\/[^/]+\/events\.ts$)/,
    types: /^prisma\//,
  },
]
