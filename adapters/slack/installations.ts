import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt'
import { z } from 'zod'
import { createVault, type Vault } from '../../bot/vault.ts'
import type { SlackParts } from './slack.ts'

const platform = 'slack'
export const vaultPurpose = 'slack installations'

/** What `npm run rotate-keys` needs to know of them. */
export const installationsSealed = { table: 'Installation', id: 'id', columns: { secret: 'text' }, purpose: vaultPurpose } as const

/** What is kept of an installation: the bot's own token, and no token of the person who installed it. */
const keptSchema = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  enterprise: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  isEnterpriseInstall: z.boolean(),
  bot: z.object({ token: z.string(), id: z.string(), userId: z.string(), scopes: z.array(z.string()) }),
})
export type Kept = z.infer<typeof keptSchema>

/** Where an installation came from, or what asks for it. */
export interface Source {
  teamId: string | undefined
  enterpriseId: string | undefined
  isEnterpriseInstall: boolean
}

export interface Installations {
  /** what the library's OAuth flow writes to */
  store: InstallationStore
  find(source: Source): Promise<Kept | undefined>
  all(): Promise<Kept[]>
  remove(kept: Pick<Kept, 'team' | 'enterprise' | 'isEnterpriseInstall'>): Promise<void>
}

/** One row for a workspace, or for an organisation that installed the assistant as a whole. */
const keyOf = ({ teamId, enterpriseId, isEnterpriseInstall }: Source): string => (isEnterpriseInstall ? enterpriseId : teamId) ?? ''

const sourceOf = ({ team, enterprise, isEnterpriseInstall = false }: Pick<Installation, 'team' | 'enterprise' | 'isEnterpriseInstall'>): Source =>
  ({ teamId: team?.id, enterpriseId: enterprise?.id, isEnterpriseInstall })

/** @throws Error when it was sealed with another key */
export const openSealed = (vault: Vault, secret: string): Kept => keptSchema.parse(JSON.parse(vault.open(secret)))

/** The installations in the table Installation, sealed: whoever reads the database alone can use none of them. */
export function createInstallations({ database, config, clock }: SlackParts, onStored: (kept: Kept) => Promise<unknown>): Installations {
  const vault = createVault(config.secretKey, vaultPurpose)
  const { client } = database
  const opened = (secret: string): Kept => openSealed(vault, secret)
  const find = async (source: Source) => {
    const row = await client.installation.findFirst({ where: { platform, externalId: keyOf(source) } })
    return row ? opened(row.secret) : undefined
  }
  const remove = async (source: Source) => void (await client.installation.deleteMany({ where: { platform, externalId: keyOf(source) } }))
  const query = ({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): Source => ({ teamId, enterpriseId, isEnterpriseInstall })
  const store: InstallationStore = {
    async storeInstallation(installation) {
      const { team, enterprise, bot, isEnterpriseInstall = false } = installation
      const kept = keptSchema.parse({ team, enterprise, bot, isEnterpriseInstall })
      const externalId = keyOf(sourceOf(installation))
      const row = { secret: vault.seal(JSON.stringify(kept)), installedAt: clock.now() }
      await client.installation.upsert({ where: { platform_externalId: { platform, externalId } }, create: { platform, externalId, ...row }, update: row })
      await onStored(kept)
    },
    async fetchInstallation(asked) {
      const kept = await find(query(asked))
      if (!kept) throw new Error('the assistant is not installed there')
      return { team: undefined, enterprise: undefined, ...kept, user: { id: '', token: undefined, scopes: undefined } }
    },
    deleteInstallation: (asked) => remove(query(asked)),
  }
  return {
    store,
    find,
    all: async () => (await client.installation.findMany({ where: { platform }, orderBy: { id: 'asc' } })).map(({ secret }) => opened(secret)),
    remove: (kept) => remove(sourceOf(kept as Installation)),
  }
}
