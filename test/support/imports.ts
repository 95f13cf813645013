import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'

export type Import = {
  readonly file: string
  readonly line: number
  /** A package name as written, or the imported file's path from the root of the repository; undefined if computed. */
  readonly target: string | undefined
  readonly typeOnly: boolean
}

export type Source = { readonly file: string; readonly text: string }

/** Every .ts and .tsx file below the folders that exist, paths from the root of the repository with forward slashes. */
export function sourcesIn(root: URL, folders: readonly string[]): Source[] {
  const present = folders.filter((folder) => existsSync(new URL(folder, root)))
  return present.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
      .sort()
      .map((file) => ({ file, text: readFileSync(new URL(file, root), 'utf8') })),
  )
}

/** Every import of a file: static, dynamic, re-export, require and import type; type-only ones count. */
export function importsOf({ file, text }: Source): Import[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const imported = importIn(node)
    if (imported) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
      found.push({ file, line, target: targetOf(file, imported.module), typeOnly: imported.typeOnly })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function importIn(node: ts.Node): { module: ts.Node | undefined; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return { module: node.moduleSpecifier, typeOnly: isTypeOnly(node.importClause) }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return { module: node.moduleSpecifier, typeOnly: node.isTypeOnly }
  if (ts.isImportTypeNode(node))
    return { module: ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, typeOnly: true }
  if (ts.isExternalModuleReference(node)) return { module: node.expression, typeOnly: false }
  if (ts.isCallExpression(node) && isImportCall(node.expression)) return { module: node.arguments[0], typeOnly: false }
  return undefined
}

function isImportCall(called: ts.Expression): boolean {
  return called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names = clause.namedBindings
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((name) => name.isTypeOnly)
}

function targetOf(file: string, module: ts.Node | undefined): string | undefined {
  if (!module || !ts.isStringLiteralLike(module)) return undefined
  return module.text.startsWith('.') ? posix.join(posix.dirname(file), module.text) : module.text
}
