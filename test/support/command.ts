import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { runCommand } from '../../runtime/commands/run.ts'
import { start } from './world.ts'

export type Said = { readonly status: number; readonly out: readonly string[]; readonly error: readonly string[] }

/** A folder of its own for one test, gone afterwards. */
function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaohao-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The command line over an office in a folder of its own; `run('people login 张三')` or with words apart. */
export function terminal(folder = tempFolder(), env: Record<string, string> = {}) {
  const clock = { now: start }
  const data = join(folder, 'data')
  const run = async (...words: readonly string[]): Promise<Said> => {
    const out: string[] = []
    const error: string[] = []
    const argv = words.length === 1 ? (words[0] ?? '').split(' ').filter((word) => word !== '') : words
    const io = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) }
    const status = await runCommand(argv, { ...io, env: { XIAOHAO_DATA: data, ...env }, now: () => clock.now })
    return { status, out, error }
  }
  return { run, folder, data, clock, file: (name: string) => join(folder, name) }
}
