import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/** Real processes of the built programs, each office in a folder of its own, which is also where they run. */
let folder = ''
const running = new Set<ReturnType<typeof begin>>()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaohao-'))
})
afterEach(async () => {
  for (const program of running) await program.end('SIGKILL')
  running.clear()
  rmSync(folder, { recursive: true, force: true })
})

const secret = '0123456789abcdef0123456789abcdef'

function begin(program: 'node' | 'demo' | 'cli', args: readonly string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [resolve(`dist/${program}.js`), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  const said = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()))
  const ended = once(child, 'close').then(([status]) => status as number | null)
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  const begun = { said, ended, end, pid: child.pid ?? 0 }
  running.add(begun)
  return begun
}

async function command(...args: readonly string[]) {
  const program = begin('cli', args)
  const status = await program.ended
  return { status, out: lines(program.said.out), error: lines(program.said.error) }
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function server(env: Record<string, string> = {}) {
  const port = await freePort()
  const program = begin('node', [], { XIAOHAO_SECRET: secret, PORT: String(port), ...env })
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}/readyz`)
  return { ...program, url, port }
}

async function answers(url: string): Promise<Response> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return answer
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${url} does not answer`)
}

describe('the server', () => {
  test('with a bad environment lists everything wrong with it and does not start', async () => {
    const program = begin('node', [], { PORT: 'x', LARK_APP_ID: 'cli_1', XIAOHAO_SECRET: 'short' })
    expect(await program.ended).toBe(1)
    expect(lines(program.said.error).map((line) => line.split('：')[0])).toEqual([
      '配置有误，服务没有启动',
      'PORT',
      'XIAOHAO_SECRET',
      'LARK_APP_SECRET',
    ])
  })

  test('reads .env, and what is set already stays', async () => {
    const port = await freePort()
    writeFileSync(join(folder, '.env'), `\ufeffXIAOHAO_SECRET=${secret}\nPORT=${port}\nXIAOHAO_DATA=from-file\n`)
    const program = begin('node', [], { XIAOHAO_DATA: 'from-environment' })
    await answers(`http://127.0.0.1:${port}/readyz`)
    expect(await program.end('SIGTERM')).toBe(0)
    expect((await command('doctor')).out).toContain('! from-file 里还没有数据，第一次启动服务或专项行动时建立')
  })

  test('ends in order when asked, with status 0 and the office free for the next', async () => {
    const first = await server()
    expect(await first.end('SIGTERM')).toBe(0)
    const events = lines(first.said.out).map((line) => (JSON.parse(line) as { event: string }).event)
    expect(events).toEqual(['listening', 'stopping', 'stopped'])
    const second = await server()
    expect(await second.end('SIGINT')).toBe(0)
  })

  test('does not start where another one runs on the same office', async () => {
    await server()
    const second = begin('node', [], { XIAOHAO_SECRET: secret, PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(lines(second.said.error)).toEqual([expect.stringContaining('data 已有一个服务在运行')])
  })

  test('starts at once after one that was killed', async () => {
    await (await server()).end('SIGKILL')
    expect(await (await server()).end('SIGTERM')).toBe(0)
  })

  test('says that its port is taken, and leaves the office free', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const port = String((taken.address() as AddressInfo).port)
    const program = begin('node', [], { XIAOHAO_SECRET: secret, PORT: port })
    expect([await program.ended, lines(program.said.error)]).toEqual([
      1,
      [`端口 ${port} 已被别的程序占用，请换一个（PORT），或停掉那个程序`],
    ])
    taken.close()
    expect(await (await server()).end('SIGTERM')).toBe(0)
  })

  test('says that its data can not be written', async () => {
    writeFileSync(join(folder, 'file'), '')
    const program = begin('node', [], { XIAOHAO_SECRET: secret, XIAOHAO_DATA: 'file/data' })
    expect(await program.ended).toBe(1)
    expect(lines(program.said.error)).toHaveLength(1)
  })

  test('keeps restore away, lets a backup be taken and a link be made', async () => {
    await command('campaign', 'start', 'luohe-2022', '--confirm-dates')
    writeFileSync(join(folder, 'p.csv'), '姓名,单位,角色\n李敏,专项办,经办人\n')
    const { url, port, end } = await server()
    expect((await command('people', 'import', 'p.csv')).status).toBe(0)
    expect(await command('backup', 'b.sqlite')).toMatchObject({ status: 0 })
    expect(await command('restore', 'b.sqlite')).toMatchObject({
      status: 1,
      error: ['服务正在运行，不能恢复。请先停止服务再试'],
    })
    const login = begin('cli', ['people', 'login', '李敏'], { PORT: String(port) })
    expect(await login.ended).toBe(0)
    const link = lines(login.said.out)[1] ?? ''
    expect(link.startsWith(`${url}/login/`)).toBe(true)
    expect(await (await fetch(link)).text()).toContain('李敏')
    await end('SIGTERM')
    expect(await command('restore', 'b.sqlite')).toMatchObject({ status: 0 })
  })
})

describe('the command line', () => {
  test('as it is installed ends with the status and puts errors on standard error', async () => {
    expect(await command('campaign', 'list')).toEqual({ status: 0, out: ['还没有启动专项行动'], error: [] })
    expect(await command('nonsense')).toMatchObject({ status: 2, out: [] })
    expect(await command('campaign', 'show', 'nonsense')).toMatchObject({
      status: 1,
      out: [],
      error: [expect.any(String)],
    })
  })
})

describe('the demo', () => {
  const demo = async (port: number, ...args: readonly string[]) => {
    const program = begin('demo', args, { PORT: String(port) })
    await answers(`http://127.0.0.1:${port}/demo`)
    // It says where to click once its first messages are out.
    await vi.waitUntil(() => program.said.out.includes('/login/'), { timeout: 30_000 })
    return program
  }

  test('opens an office that is lived in, prints where to click, and goes on where it stopped', async () => {
    const port = await freePort()
    const first = await demo(port)
    const link = /http:\S+\/login\/\S+/.exec(first.said.out)?.[0] ?? ''
    expect((await fetch(link)).status).toBe(200)
    expect(await first.end('SIGTERM')).toBe(0)
    const chats = readFileSync(join(folder, 'data/demo/chats.jsonl'), 'utf8')
    expect(chats).toContain('LH2022-0008')
    const again = await demo(port)
    expect(await again.end('SIGTERM')).toBe(0)
    expect(readFileSync(join(folder, 'data/demo/chats.jsonl'), 'utf8')).toBe(chats)
  })

  test('moved on by a week is a week on, also after a restart', async () => {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    // The clock lets no holiday stand: from a workday a week on is a workday or, after one, a few days later.
    const dayShown = async (): Promise<number> => {
      const answer = await fetch(`${origin}/demo/state?since=0`)
      const { year, day } = ((await answer.json()) as { clock: { year: string; day: string } }).clock
      const [y = 0, m = 0, d = 0] = (year + day).match(/\d+/g)?.map(Number) ?? []
      return Date.UTC(y, m - 1, d) / 86_400_000
    }
    const first = await demo(port)
    const began = await dayShown()
    const headers = { origin, 'content-type': 'application/json' }
    await fetch(`${origin}/demo/clock`, { method: 'POST', headers, body: '{"days":7}' })
    const moved = await dayShown()
    expect(moved - began).toBeGreaterThanOrEqual(7)
    expect(moved - began).toBeLessThanOrEqual(16)
    await first.end('SIGTERM')
    await demo(port)
    expect(await dayShown()).toBe(moved)
  })

  test('does not throw away the data of one that runs', async () => {
    const port = await freePort()
    await demo(port)
    const fresh = begin('demo', ['--fresh'], { PORT: String(await freePort()) })
    expect([await fresh.ended, lines(fresh.said.error)]).toEqual([1, ['演示已经在运行，请先停止它']])
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  })

  test('does not know every campaign', async () => {
    const program = begin('demo', ['--campaign', 'nowhere'])
    expect([await program.ended, lines(program.said.error)]).toEqual([
      2,
      ['没有叫“nowhere”的内置模板，现有：baofeng-2021、jiaxian-2021、linyi-2024、luohe-2022、zengdu-2024'],
    ])
  })
})
