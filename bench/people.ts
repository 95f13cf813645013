import Database from 'better-sqlite3'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseCsv } from 'hucre/csv'
import { readSheet } from '../console/papers/read-sheet.ts'
import { transact } from '../db/database.ts'
import { importPeople } from '../runtime/people-import.ts'
import { openOffice, placesIn } from '../runtime/office-node.ts'
import { listsPeople, readPeople } from '../runtime/people-sheet.ts'
import { type Figure, ratioFigure } from './figure.ts'
import { now, system } from './office.ts'
import { type Length, race } from './race.ts'

/** People in so many units, three quarters of them with a number. */
type Size = { readonly people: number; readonly units: number }

/**
 * A sheet of people into an empty office, from its bytes to the commit, against the same rows and the same log by
 * prepared statements. Each turn has an office of its own, opened beforehand.
 */
export async function benchPeople(folder: string, size: Size, length: Length): Promise<Figure> {
  const bytes = new TextEncoder().encode(sheetOf(size))
  const turns = (length.rounds + 1) * length.turns
  const ours = Array.from({ length: turns }, (_, turn) => openOffice(join(folder, `ours-${turn}`)))
  const plain = Array.from({ length: turns }, (_, turn) => emptyOffice(join(folder, `plain-${turn}`)))
  try {
    const works = {
      ours: (turn: number) => ourImport(at(ours, turn).db, bytes),
      reference: (turn: number) => plainImport(at(plain, turn), bytes),
    }
    const raced = await race(works, length)
    const counts = [countsOf(at(ours, 0).client), countsOf(at(plain, 0))]
    if (counts[0] !== counts[1]) throw new Error(`ours wrote ${counts[0]}, the reference ${counts[1]}`)
    return ratioFigure(`import of ${size.people} people`, 3, raced)
  } finally {
    for (const { close } of ours) close()
    for (const client of plain) client.close()
  }
}

function at<T>(list: readonly T[], turn: number): T {
  const one = list[turn]
  if (one === undefined) throw new Error(`no turn ${turn}`)
  return one
}

const columns = ['姓名', '职务', '手机', '单位', '单位类型', '上级单位', '角色', '分管范围']
const roles = ['联络员', '具体责任人', '第一责任人']

function sheetOf({ people, units }: Size): string {
  const rows = Array.from({ length: people }, (_, n) => {
    const phone = n % 4 === 3 ? '' : `138${String(n).padStart(8, '0')}`
    return [`人员${n}`, '科员', phone, `第${n % units}单位`, '市直单位', '市政府', roles[n % 3], '']
  })
  return [columns, ...rows].map((row) => row.join(',')).join('\r\n')
}

async function ourImport(db: ReturnType<typeof openOffice>['db'], bytes: Uint8Array): Promise<void> {
  const reading = await readSheet(bytes, listsPeople)
  const people = reading.ok ? readPeople(reading.sheet) : null
  if (!people?.ok) throw new Error('the sheet was refused')
  const result = transact(db, (tx) => importPeople(tx, people.rows, { actor: system, now }))
  if (!result.ok) throw new Error('the import was refused')
}

/** A database as the office makes one, with nothing in it. */
function emptyOffice(folder: string): Database.Database {
  mkdirSync(folder, { recursive: true })
  openOffice(folder).close()
  const client = new Database(placesIn(folder).database)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) client.pragma(pragma)
  return client
}

function plainImport(client: Database.Database, bytes: Uint8Array): void {
  const [, ...rows] = parseCsv(new TextDecoder().decode(bytes)) as string[][]
  const log = logWriter(client)
  const addUnit = client.prepare('insert into units (name, kind, parent) values (?, ?, ?)')
  const addPerson = client.prepare('insert into people (name, title, phone) values (?, ?, ?)')
  const addPost = client.prepare("insert into posts (person, unit, role, scope) values (?, ?, ?, '[]')")
  const version = client.prepare('update people set version = version + 1 where id = ?')
  const codes: Record<string, string> = { 联络员: 'contact', 具体责任人: 'responsible', 第一责任人: 'first' }
  const units = new Map<string, number>()
  const unitCalled = (name: string, kind: string | null, parent: number | null): number => {
    const known = units.get(name)
    if (known !== undefined) return known
    const id = Number(addUnit.run(name, kind, parent).lastInsertRowid)
    units.set(name, id)
    log('unit', id, 'unit-added', { kind, name, parent })
    return id
  }
  client
    .transaction(() => {
      for (const [name = '', title = '', phone = '', unit = '', kind = '', parent = '', role = ''] of rows) {
        const at = unitCalled(unit, kind, unitCalled(parent, null, null))
        const person = Number(addPerson.run(name, title, phone || null).lastInsertRowid)
        log('person', person, 'person-added', {})
        addPost.run(person, at, codes[role])
        version.run(person)
        log('person', person, 'posts-set', { posts: [{ role: codes[role], scope: [], unit: at }] })
      }
    })
    .immediate()
}

/** Appends events as the office's log has them. Keys come in the order of RFC 8785. */
function logWriter(client: Database.Database) {
  const addEvent = client.prepare(
    `insert into events (n, subject_kind, subject_id, seq, type, actor, door, at, data_hash, hash)
     values (?, ?, ?, ?, ?, null, 'cli', ?, ?, ?)`,
  )
  const addData = client.prepare('insert into event_data (n, salt, data) values (?, ?, ?)')
  const seen = new Map<string, number>()
  let [n, before] = [0, '0'.repeat(64)]
  return (kind: string, id: number, type: string, fields: object): void => {
    const [data, salt] = [JSON.stringify(fields), randomBytes(16).toString('hex')]
    const seq = (seen.get(`${kind} ${id}`) ?? 0) + 1
    seen.set(`${kind} ${id}`, seq)
    n += 1
    const dataHash = sha256(salt + data)
    before = sha256(JSON.stringify([n, kind, String(id), seq, type, null, 'cli', now, dataHash, before]))
    addEvent.run(n, kind, String(id), seq, type, now, dataHash, before)
    addData.run(n, salt, data)
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function countsOf(client: Database.Database): string {
  const count = (table: string) => client.prepare<[], number>(`select count(*) from ${table}`).pluck().get() as number
  return ['units', 'people', 'posts', 'events', 'event_data'].map((table) => `${count(table) ?? 0} ${table}`).join(', ')
}
