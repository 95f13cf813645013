import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { openNode } from '../db/open-node.ts'
import { type Figure, limitFigure } from './figure.ts'
import { databaseOf, type Prepared } from './office.ts'
import { secret, signIn } from './running.ts'

const PATIENCE = 30_000
const PAGES = 50

type Starting = { readonly program: string; readonly times: number }
type Started = { readonly empty: number; readonly readyAfter: number; readonly memory: number }

/** The server as its own process: how long until /readyz says 200, and its memory once it has shown some pages. */
export async function* benchStart(prepared: Prepared, { program, times }: Starting): AsyncGenerator<Figure> {
  const seen: Started[] = []
  for (let time = 0; time < times; time += 1) seen.push(await startOnce(prepared, program))
  const of = (what: keyof Started) => seen.map((one) => one[what])
  yield limitFigure('ready after start', { unit: 'ms', goal: 1000, seen: of('readyAfter'), beside: of('empty') })
  yield limitFigure(`memory after ${PAGES} ledger pages`, { unit: 'MB', goal: 200, seen: of('memory') })
}

async function startOnce(prepared: Prepared, program: string): Promise<Started> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const empty = await emptyProgram()
  const began = performance.now()
  const server = spawn(process.execPath, [program], {
    cwd: prepared.folder,
    env: { ...others(), HOST: '127.0.0.1', PORT: String(port), XIAOHAO_DATA: prepared.folder, XIAOHAO_SECRET: secret },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await readiness(server, url)
    const readyAfter = performance.now() - began
    await readPages(prepared, url)
    return { empty, readyAfter, memory: await memoryOf(url) }
  } finally {
    if (server.exitCode === null && server.kill()) await once(server, 'exit')
  }
}

/** How long Node takes for nothing: on a busy machine several times as long as on an idle one. */
async function emptyProgram(): Promise<number> {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
  return performance.now() - began
}

/** The environment without what would configure the server. */
function others(): NodeJS.ProcessEnv {
  const ours = /^(LARK|DINGTALK|XIAOHAO)_|^PUBLIC_URL$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function readiness(server: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + PATIENCE
  while (performance.now() < until) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await pause(5)
  }
  throw new Error(`not ready after ${PATIENCE} ms`)
}

async function readPages(prepared: Prepared, url: string): Promise<void> {
  const { db, close } = openNode(databaseOf(prepared))
  const cookie = await signIn({ db, person: prepared.officer, at: Date.now(), url, fetch })
  close()
  for (let page = 1; page <= PAGES; page += 1) {
    const answer = await fetch(`${url}/?page=${page}`, { headers: { cookie } })
    if (!(await answer.text()).includes('data-serial=')) throw new Error(`page ${page} has no rows`)
  }
}

/** Resident memory as the server itself says, in MB. */
async function memoryOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  const [, bytes] = /^process_resident_memory_bytes (\d+)/m.exec(metrics) ?? []
  if (bytes === undefined) throw new Error('/metrics says nothing of memory')
  return Number(bytes) / 1_000_000
}
