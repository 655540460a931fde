/** The two databases that Entraide runs on. */
export type Provider = 'sqlite' | 'postgresql'

export const providers: readonly Provider[] = ['sqlite', 'postgresql']

/**
 * The schema as `provider` wants it, made from the one that is written (for SQLite): another datasource, another client folder.
 * Throws when the schema has no such line, rather than leave a twin that talks to the wrong database.
 */
export function schemaFor(provider: Provider, schema: string): string {
  const datasource = replaceOnce(schema, /(datasource\s+\w+\s*\{[^}]*?provider\s*=\s*)"sqlite"/, `$1"${provider}"`)
  return replaceOnce(datasource, /(generator\s+client\s*\{[^}]*?output\s*=\s*)"\.\/generated\/sqlite"/, `$1"./generated/${provider}"`)
}

function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  if (!pattern.test(text)) throw new Error(`prisma/schema.prisma: nothing matches ${pattern}`)
  return text.replace(pattern, replacement)
}
