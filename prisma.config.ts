import { defineConfig } from 'prisma/config'

// `prisma generate` would download a schema engine it never uses; any executable satisfies the check.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: process.env.ENTRAIDE_SCHEMA ?? 'prisma/schema.prisma' })
