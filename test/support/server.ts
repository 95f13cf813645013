import { spawn, execFile, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { dayOf } from '../../core/calendar/day.ts'
import { transact } from '../../db/database.ts'
import { calendarDays } from '../../db/schema.ts'
import { put } from '../../db/settings.ts'
import { openOffice } from '../../runtime/office-node.ts'

type Environment = Readonly<Record<string, string>>

/** A folder for one office, and what its commands and server run with. The programs are those of `npm run build`. */
export function officeFolder(environment: Environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'xiaohao-'))
  const env = {
    PATH: process.env['PATH'] ?? '',
    XIAOHAO_DATA: join(folder, 'data'),
    XIAOHAO_SECRET: 'a secret of more than thirty-two characters',
    ...environment,
  }
  /** `npx xiaohao …`: what it printed; rejects where it failed. */
  const xiaohao = async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(dist, 'cli.js'), ...args], {
      env,
      encoding: 'utf8',
    })
    return stdout
  }
  return { folder, env, xiaohao, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Opens the office around the clock, today and the days about it: what a test waits for leaves whenever it runs. */
export function openAllHours(data: string): void {
  const { db, close } = openOffice(data)
  transact(db, (tx) => {
    put(tx, 'office-hours', '00:00-23:59')
    for (const days of [-1, 0, 1, 2]) {
      const open = { workday: true, name: '值班' }
      const row = { day: dayOf(Date.now() + days * 86_400_000), ...open }
      tx.insert(calendarDays).values(row).onConflictDoUpdate({ target: calendarDays.day, set: open }).run()
    }
  })
  close()
}

export type Running = {
  readonly url: string
  readonly output: () => string
  /** SIGTERM; settles with the exit code. */
  stop(): Promise<number | null>
}

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** Starts a program of dist/ as a process of its own, in `cwd`, and waits until it is ready. */
export async function startProgram(program: 'node' | 'demo', env: Environment, cwd?: string): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(dist, `${program}.js`)], {
    env: { ...env, PORT: String(port) },
    stdio: 'pipe',
    ...(cwd ? { cwd } : {}),
  })

  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  await ready(`${url}/healthz`, child, () => output)
  return { url, output: () => output, stop: () => stopped(child) }
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`the program ended:\n${output()}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`not ready after 10 s:\n${output()}`)
}

function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
