import Database from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { Campaign } from '../core/campaigns/campaign.ts'
import { dutyId } from '../core/hand-ins/duty.ts'
import type { HandInAct } from '../core/hand-ins/hand-in-rules.ts'
import { transact } from '../db/database.ts'
import { recordHandIn } from '../db/hand-in-ledger.ts'
import { actorOf, addPerson, addUnit, setPosts } from '../db/people.ts'
import { openOffice, placesIn, type OfficeFiles } from '../runtime/office-node.ts'
import { campaign } from '../test/support/campaign.ts'
import { world } from '../test/support/world.ts'
import { type Figure, ratioFigure } from './figure.ts'
import { now, system } from './office.ts'
import { type Length, race } from './race.ts'
import { runningOffice, signIn } from './running.ts'

/** How many units and papers a page of hand-ins is drawn for. */
export type CoverageSize = { readonly units: number; readonly deliverables: number }

const owing = (deliverables: number): Campaign =>
  Campaign.parse({
    ...campaign,
    deliverables: Array.from({ length: deliverables }, (_, index) => ({
      id: `D${index + 1}`,
      name: `第 ${index + 1} 项报送`,
      owes: 'unit',
      content: 'report',
      to: '办公室',
      due: '2022-12-05',
      phase: 'P1',
      from: '四(一)',
    })),
  })

/**
 * 报送情况 of many units in the whole office, against the same table written as one string from three prepared
 * statements. Under it stands how many statements the page takes, for many units and for few: the same number.
 */
export async function benchCoverage(folder: string, size: CoverageSize, length: Length): Promise<Figure> {
  const files = openOffice(folder)
  const officer = prepare(files, size)
  const { fetch } = runningOffice(files, { platforms: [] })
  const url = 'http://127.0.0.1:8787'
  const cookie = await signIn({ db: files.db, person: officer, at: now, url, fetch })
  const plain = new Database(placesIn(folder).database, { readonly: true })
  const read = plainPage(plain, size)
  try {
    const page = async () => {
      const answer = await fetch(new Request(`${url}/hand-ins`, { headers: { cookie } }))
      const cells = (await answer.text()).split('class="cover-cell"').length - 1
      if (cells < size.units * size.deliverables) throw new Error(`/hand-ins: ${answer.status} with ${cells} cells`)
    }
    const statements = await countStatements(files, page)
    const times = await race({ ours: page, reference: read }, length)
    const name = `hand-ins page, ${size.units} units × ${size.deliverables} papers`
    return { ...ratioFigure(name, 12, times), plan: [`${statements} statements`] }
  } finally {
    plain.close()
    files.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Units with their contacts; every second paper is there. */
function prepare({ db }: OfficeFiles, { units, deliverables }: CoverageSize): number {
  const act = { actor: system, now }
  const { people } = world(db, owing(deliverables))
  const paper: HandInAct = { type: 'hand-in', on: null, files: [] }
  for (let number = 1; number <= units; number += 1) {
    transact(db, (tx) => {
      const unit = addUnit(tx, { name: `第${number}单位`, kind: null, parent: null }, act)
      const person = addPerson(tx, { name: `联络${number}`, title: null, phone: null }, act)
      setPosts(tx, person, [{ unit, role: 'contact', scope: [] }], act)
      const file = { sha256: 'a'.repeat(64), name: '报告.pdf', size: 1, type: 'application/pdf', by: person, at: now }
      for (let index = 1; index <= deliverables; index += 2) {
        const id = dutyId({ campaign: campaign.code, item: `D${index}`, period: null, unit, group: null })
        const command = { id, seen: null, ...paper, files: [file] }
        recordHandIn(tx, { actor: actorOf(tx, person, 'cli'), command, now })
      }
    })
  }
  return people.officer
}

type Mark = { unit: number; id: string; status: string }
type PlainUnit = { id: number; name: string }

/** What a plain program would do: who acts where, what has come, and a table. */
function plainPage(client: Database.Database, { deliverables }: CoverageSize): () => string {
  const units = client.prepare<[], PlainUnit>(
    `select id, name from units where id in (select unit from posts where role in ('contact', 'responsible', 'first'))`,
  )
  const marks = client.prepare<[string], Mark>('select unit, id, status from hand_ins where campaign = ?')
  const running = client.prepare<[string], { campaign: string }>('select campaign from campaigns where code = ?')
  return () => {
    const parsed: unknown = JSON.parse(running.get(campaign.code)?.campaign ?? '')
    const known = new Map(marks.all(campaign.code).map((mark) => [mark.id, mark.status]))
    const cell = (unit: number, index: number) => {
      const id = `${campaign.code}.D${index + 1}.u${unit}`
      return `<td><a href="/hand-ins/${id}">${known.get(id) ?? 'missing'}</a></td>`
    }
    const rows = units.all().map(({ id, name }) => {
      const cells = Array.from({ length: deliverables }, (_, index) => cell(id, index)).join('')
      return `<tr><th>${name}</th>${cells}</tr>`
    })
    return `<table title="${typeof parsed}">${rows.join('')}</table>`
  }
}

/** Every statement that runs while some work is done: the driver's statements share the methods that run them. */
async function countStatements({ client }: OfficeFiles, work: () => Promise<void>): Promise<number> {
  const shared = Object.getPrototypeOf(client.prepare('select 1')) as Record<(typeof running)[number], Run>
  const originals = running.map((name) => [name, shared[name]] as const)
  let count = 0
  for (const [name, original] of originals) {
    shared[name] = function (this: unknown, ...values) {
      count += 1
      return original.apply(this, values)
    }
  }
  await work()
  for (const [name, original] of originals) shared[name] = original
  return count
}

const running = ['all', 'get', 'run'] as const
type Run = (this: unknown, ...values: unknown[]) => unknown
