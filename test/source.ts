import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const notOurs = new Set(['node_modules', '.git', '.cache', 'data', 'coverage', 'prisma/generated', 'adapters/web/public/build'])
const words = new Set(['', '.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.md', '.prisma', '.sql', '.css', '.html', '.yml', '.sh', '.example'])

/** One import, as a file writes it. */
export interface Import {
  /** a path from the project's folder, or a package */
  target: string
  kind: 'file' | 'package'
  typeOnly: boolean
  line: number
}

export interface FunctionSize {
  name: string
  line: number
  lines: number
}

/** Every text file of the project, from its folder, with `/`. */
export function textFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (notOurs.has(path)) return []
    if (entry.isDirectory()) return textFiles(path)
    return words.has(extname(entry.name)) ? [path] : []
  })
}

export const readSource = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What a TypeScript file imports, in any of the ways there are to import. */
export function importsOf(path: string, text: string): Import[] {
  const source = parse(path, text)
  const found: Import[] = []
  walk(source, (node) => {
    const reference = referenceOf(node)
    if (!reference) return
    const { specifier, typeOnly } = reference
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
    const isFile = specifier.startsWith('.')
    const target = isFile ? posix.join(posix.dirname(path), specifier) : specifier
    found.push({ target, kind: isFile ? 'file' : 'package', typeOnly, line })
  })
  return found
}

function referenceOf(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return literal(node.moduleSpecifier, isTypeImport(node))
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return literal(node.moduleSpecifier, node.isTypeOnly)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal, true)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return literal(node.arguments[0], false)
  return undefined
}

function literal(node: ts.Node | undefined, typeOnly: boolean): { specifier: string; typeOnly: boolean } | undefined {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : undefined
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = importClause
  return !name && !!namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.every((element) => element.isTypeOnly)
}

/** Every function of a file that has a body, with its lines. */
export function functionsOf(path: string, text: string): FunctionSize[] {
  const source = parse(path, text)
  const found: FunctionSize[] = []
  walk(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line
    const last = source.getLineAndCharacterOfPosition(node.getEnd()).line
    const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined)
    found.push({ name: named?.getText(source) ?? 'a function', line: line + 1, lines: last - line + 1 })
  })
  return found
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}
