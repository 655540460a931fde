import type { Locale } from '../../bot/text.ts'
import type { Web } from './web.ts'

/** Somebody that a visitor of the demo can be. */
export interface DemoPerson {
  personId: number
  externalId: string
  name: string
  roles: string[]
  isExpert: boolean
}

type Means = Pick<Web, 'database' | 'spaceId'>

const demoAccounts = ({ spaceId }: Means) => ({ spaceId, externalId: { startsWith: 'demo-' } })

/** The made-up people of the seed, in its order. */
export async function demoPeople(web: Means): Promise<DemoPerson[]> {
  const accounts = await web.database.client.account.findMany({
    where: demoAccounts(web),
    orderBy: { id: 'asc' },
    include: { person: { include: { roles: true } } },
  })
  return accounts.map(({ externalId, person }) => ({
    personId: person.id,
    externalId,
    name: person.name,
    roles: person.roles.map(({ role }) => role),
    isExpert: externalId.includes('expert'),
  }))
}

/** Who a newcomer is, so that everything can be tried at once: the first who reads her language; undefined when nobody was made up. */
export async function firstDemoAccount(web: Means, locale: Locale): Promise<string | undefined> {
  const { account } = web.database.client
  const orderBy = { id: 'asc' } as const
  const reads = await account.findFirst({ where: { ...demoAccounts(web), person: { locale } }, orderBy })
  return (reads ?? (await account.findFirst({ where: demoAccounts(web), orderBy })))?.externalId
}
