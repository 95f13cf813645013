import Database from 'better-sqlite3'
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { invite, redeem } from '../../db/codes.ts'
import { transact } from '../../db/database.ts'
import { claimDue, enqueue } from '../../db/outbox.ts'
import { mintLoginLink, useLoginLink } from '../../db/sessions.ts'
import { openOffice } from '../../runtime/office-node.ts'
import { takeServer } from '../../runtime/lease-node.ts'
import { terminal } from '../support/command.ts'
import { evidence, start, world } from '../support/world.ts'

const interrupted = vi.hoisted(() => ({ at: null as string | null }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const rename: typeof real.rename = (from, to) =>
    to === interrupted.at ? Promise.reject(new Error('power cut')) : real.rename(from, to)
  return { ...real, rename }
})

const countOf = (client: Database.Database) => client.prepare('select count(*) from issues').pluck().get()

const photo = new TextEncoder().encode('the bytes of a photo')

/** An office with one issue and one photo on it. */
async function withEvidence() {
  const shell = terminal()
  const office = openOffice(shell.data)
  const w = world(office.db)
  const issue = w.to('rectifying')
  const sha256 = await office.blobs.put(photo)
  w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence({ sha256, by: w.people.responsible }) }))
  return { ...shell, office, w, issue, sha256, at: shell.file('b.sqlite') }
}

describe('a backup', () => {
  test('restored on another machine is the office as it was, evidence and all', async () => {
    const { run, office, at, sha256 } = await withEvidence()
    const [log] = (await run('log verify')).out
    expect(await run('backup', at)).toMatchObject({ status: 0 })
    office.close()
    const other = terminal()
    expect(await other.run('restore', at)).toMatchObject({ status: 0 })
    const restored = openOffice(other.data)
    expect(await restored.blobs.get(sha256)).toEqual(Buffer.from(photo))
    expect(restored.client.prepare("select name from sqlite_master where name = 'backup_files'").all()).toEqual([])
    restored.close()
    expect((await other.run('log verify')).out).toEqual([log])
  })

  test('is one file that its own log can be read from', async () => {
    const { run, office, at, folder } = await withEvidence()
    await run('backup', at)
    office.close()
    expect(readdirSync(folder).sort()).toEqual(['b.sqlite', 'data'])
    expect((await run('log', 'verify', at)).out).toEqual((await run('log verify')).out)
  })

  test('is taken while a server holds the office', async () => {
    const { run, office, at } = await withEvidence()
    takeServer(office.db, 'elsewhere 1 x', start)
    expect(await run('backup', at)).toMatchObject({ status: 0 })
    office.close()
  })

  test('never takes the place of a file', async () => {
    const { run, office, at } = await withEvidence()
    writeFileSync(at, 'precious')
    expect(await run('backup', at)).toMatchObject({ status: 1, error: [`${at} 已经存在，不覆盖。请换个文件名`] })
    office.close()
  })

  test('into a folder that is not there says so', async () => {
    const { run, office, file } = await withEvidence()
    expect(await run('backup', file('nope/b.sqlite'))).toEqual({
      status: 1,
      out: [],
      error: [`没有 ${file('nope')} 这个文件夹。请先建好它，或把备份写到别的文件夹`],
    })
    office.close()
  })

  test.each([
    ['gone', '不见了', (path: string) => rmSync(path)],
    ['altered', '被改动过', (path: string) => writeFileSync(path, 'The bytes of a photo')],
  ])('of an office with a file %s has the rest, and names issue and file with status 1', async (_, fault, harm) => {
    const { run, office, at, issue, sha256 } = await withEvidence()
    await office.blobs.put(new TextEncoder().encode('another photo'))
    const path = join(office.places.evidence, sha256.slice(0, 2), sha256)
    harm(path)
    const { name } = evidence()
    const line = `${issue.serial} 佐证文件“${name}”${fault}（${path}）`
    expect(await run('backup', at)).toMatchObject({
      status: 1,
      out: [expect.stringContaining('含佐证文件 1 份')],
      error: [
        '备份不完整：有 1 份佐证文件没有备份，其余都已备份：',
        `  ${line}`,
        expect.stringContaining('再备份一次'),
      ],
    })
    expect((await run('doctor')).out).toContain(`✗ ${line}`)
    office.close()
    const other = terminal()
    expect(await other.run('restore', at)).toMatchObject({
      status: 0,
      error: [expect.stringContaining('有 1 份佐证文件不在备份里'), `  ${issue.serial} 佐证文件“${name}”不见了`],
    })
  })
})

describe('restoring', () => {
  test('keeps the database that was there beside the new one', async () => {
    const { run, office, at, data } = await withEvidence()
    await run('backup', at)
    office.close()
    const { out } = await run('restore', at)
    const aside = join(data, 'office.sqlite.before-20221201-100000')
    expect(out[1]).toBe(`原来的数据库保留在 ${aside}`)
    expect((await run('log', 'verify', aside)).status).toBe(0)
  })

  test('interrupted just before the end leaves the office as it was', async () => {
    const { run, office, at, data } = await withEvidence()
    await run('backup', at)
    const [log] = (await run('log verify')).out
    office.close()
    interrupted.at = join(data, 'office.sqlite')
    expect(await run('restore', at)).toMatchObject({
      status: 1,
      error: ['程序出错（Error: power cut）。设置 XIAOHAO_DEBUG=1 再运行一次可以看到详情'],
    })
    expect(await run('log verify')).toMatchObject({ status: 0, out: [log] })
    interrupted.at = null
    expect(await run('restore', at)).toMatchObject({ status: 0 })
    expect(await run('log verify')).toMatchObject({ status: 0, out: [log] })
  })

  test('keeps what was last written, though it still lay beside the file, and leaves none of it to the new one', async () => {
    const { run, office, w, at, data } = await withEvidence()
    await run('backup', at)
    w.to('reported')
    office.close()
    await run('restore', at)
    const aside = openOffice(data)
    expect(countOf(aside.client)).toBe(1)
    aside.close()
    const before = new Database(join(data, 'office.sqlite.before-20221201-100000'), { readonly: true })
    expect(countOf(before)).toBe(2)
    before.close()
  })

  test('is refused while another program has the database open, and changes nothing', async () => {
    const { run, office, at, data } = await withEvidence()
    await run('backup', at)
    expect(await run('restore', at)).toMatchObject({
      status: 1,
      error: [expect.stringContaining('数据库正被别的程序占用')],
    })
    expect(readdirSync(data).filter((name) => name.includes('before') || name.includes('restoring'))).toEqual([])
    office.close()
  }, 20_000)

  test('is refused while a server holds the office, and changes nothing', async () => {
    const { run, office, at, data } = await withEvidence()
    await run('backup', at)
    takeServer(office.db, 'elsewhere 1 x', start)
    office.close()
    expect(await run('restore', at)).toEqual({
      status: 1,
      out: [],
      error: ['服务正在运行，不能恢复。请先停止服务再试'],
    })
    expect(readdirSync(data).filter((name) => name.includes('before') || name.includes('restoring'))).toEqual([])
  })

  test('works once the lease of a server that died is over', async () => {
    const { run, office, at, clock } = await withEvidence()
    await run('backup', at)
    takeServer(office.db, 'elsewhere 1 x', start)
    office.close()
    clock.now = start + 30_000
    expect(await run('restore', at)).toMatchObject({ status: 0 })
  })

  test('sends nothing that is queued until an officer says so', async () => {
    const { run, office, w, at, data } = await withEvidence()
    transact(office.db, (tx) =>
      enqueue(tx, { key: 'k', to: { person: w.people.contact }, message: { type: 'say', text: '您好' }, now: start }),
    )
    await run('backup', at)
    office.close()
    await run('restore', at)
    const restored = openOffice(data)
    expect(transact(restored.db, (tx) => claimDue(tx, start, 100))).toEqual([])
    restored.close()
  })

  test('voids codes and links that the backup still holds', async () => {
    const { run, office, w, at, data } = await withEvidence()
    const act = { actor: { kind: 'system', door: 'cli' } as const, now: start }
    const code = transact(office.db, (tx) => invite(tx, w.people.contact, act))
    const token = transact(office.db, (tx) => mintLoginLink(tx, w.people.officer, act))
    await run('backup', at)
    office.close()
    await run('restore', at)
    const { db, close } = openOffice(data)
    expect(transact(db, (tx) => redeem(tx, { platform: 'lark', externalId: 'ou_1', code, now: start })).outcome).toBe(
      'wrong',
    )
    expect(transact(db, (tx) => useLoginLink(tx, token, start))).toBeNull()
    close()
  })

  test('mends a database too damaged to open', async () => {
    const { run, office, at, data } = await withEvidence()
    await run('backup', at)
    office.close()
    writeFileSync(join(data, 'office.sqlite'), 'x'.repeat(8192))
    expect(await run('log verify')).toMatchObject({ status: 1, error: [`${data}：这个文件不是数据库`] })
    expect(await run('restore', at)).toMatchObject({ status: 0 })
    expect(await run('log verify')).toMatchObject({ status: 0 })
  })

  test.each([
    ['whose log was changed', 'drop trigger events_no_update; update events set at = at + 1 where n = 20'],
    ['whose evidence was changed', "update backup_files set bytes = x'00'"],
  ])('refuses a backup %s', async (_, damage) => {
    const { run, office, at, data } = await withEvidence()
    await run('backup', at)
    office.close()
    const client = new Database(at)
    client.exec(damage)
    client.close()
    expect(await run('restore', at)).toMatchObject({ status: 1, out: [] })
    expect(readdirSync(data).filter((name) => name.includes('before'))).toEqual([])
  })

  test('refuses what is no backup', async () => {
    const { run, file, office, at } = await withEvidence()
    await run('backup', at)
    office.close()
    writeFileSync(file('x'), 'x'.repeat(8192))
    const other = new Database(file('other.sqlite'))
    other.exec('create table t (x)')
    other.close()
    copyFileSync(at, file('short.sqlite'))
    writeFileSync(file('short.sqlite'), Buffer.alloc(4096, 1))
    for (const name of ['x', 'other.sqlite', 'short.sqlite', 'missing']) {
      const { status, error } = await run('restore', file(name))
      expect([name, status, error.length]).toEqual([name, 1, 1])
    }
  })
})
