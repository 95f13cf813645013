import { texts } from './texts.ts'

/**
 * What an operator can do something about, in one line; null for a fault of the program itself.
 * `place` is named where the error doesn't say which file it means.
 */
export function explainFault(error: unknown, place?: string): string | null {
  const root = rootOf(error)
  const code = rootCode(root)
  if (code === undefined) return null
  const known = error instanceof FolderFault ? folderExplanations : explanations
  const sentence = known[code] ?? (code.startsWith('SQLITE_IOERR') ? texts.faults.disk : null)
  if (sentence === null) return null
  const path = pathOf(error) ?? place
  return path === undefined ? sentence : `${path}：${sentence}`
}

/** Says which file a fault is about; SQLite's own errors don't. */
export class FaultAt extends Error {
  readonly path: string
  constructor(path: string, cause: unknown) {
    super('fault at a file', { cause })
    this.path = path
  }
}

/** The folder of the office's data can't be made or used. */
export class FolderFault extends Error {
  readonly path: string
  constructor(path: string, cause: unknown) {
    super('fault of a folder', { cause })
    this.path = path
  }
}

function pathOf(error: unknown): string | undefined {
  const root = rootOf(error)
  if (error instanceof FaultAt || error instanceof FolderFault) return error.path
  return root instanceof Error && 'path' in root && typeof root.path === 'string' ? root.path : undefined
}

const explanations: Readonly<Record<string, string>> = {
  ENOSPC: texts.faults.full,
  EDQUOT: texts.faults.full,
  SQLITE_FULL: texts.faults.full,
  EACCES: texts.faults.notAllowed,
  EPERM: texts.faults.notAllowed,
  EROFS: texts.faults.notAllowed,
  SQLITE_CANTOPEN: texts.faults.notAllowed,
  SQLITE_READONLY: texts.faults.notAllowed,
  SQLITE_READONLY_DIRECTORY: texts.faults.notAllowed,
  SQLITE_BUSY: texts.faults.locked,
  SQLITE_LOCKED: texts.faults.locked,
  SQLITE_BUSY_SNAPSHOT: texts.faults.locked,
  SQLITE_NOTADB: texts.faults.notDatabase,
  SQLITE_CORRUPT: texts.faults.corrupt,
  NEWER_DATABASE: texts.faults.newer,
  ENOENT: texts.faults.noFile,
  EISDIR: texts.faults.isFolder,
  ENOTDIR: texts.faults.isFile,
  EEXIST: texts.faults.isFile,
}

const folderExplanations: Readonly<Record<string, string>> = {
  ...explanations,
  ENOTDIR: texts.faults.folder.isFile,
  EEXIST: texts.faults.folder.isFile,
  EACCES: texts.faults.folder.notAllowed,
  EPERM: texts.faults.folder.notAllowed,
  EROFS: texts.faults.folder.readOnly,
  ENOENT: texts.faults.folder.cannotMake,
}

/** The file is no database, or no longer a whole one. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(rootCode(error) ?? '')
}

/** The error everything else was wrapped around. */
export function rootOf(error: unknown): unknown {
  let root = error
  for (let depth = 0; depth < 10 && root instanceof Error && root.cause !== undefined; depth += 1) root = root.cause
  return root
}

function rootCode(error: unknown): string | undefined {
  const root = rootOf(error)
  return root instanceof Error && 'code' in root && typeof root.code === 'string' ? root.code : undefined
}

/**
 * What a log may say of an error. Messages of the query builder carry the values of people, and those of
 * parsers the text they read, so only errors with a code say more than their name.
 */
export function describeFault(error: unknown): { error: string; code?: string; message?: string; at?: string } {
  const root = rootOf(error)
  if (!(root instanceof Error)) return { error: typeof root }
  const code = rootCode(root)
  const at = (root.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: root.name,
    ...(code === undefined ? {} : { code, message: root.message }),
    at: at
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' ← '),
  }
}
