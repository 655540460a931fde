export { createVault } from '../prisma/vault.ts'
export type { Vault } from '../prisma/vault.ts'
