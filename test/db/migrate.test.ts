import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { countIssues } from '../../db/issue-counts.ts'
import { findIssue, projected } from '../../db/ledger.ts'
import { openNode } from '../../db/open-node.ts'
import { issues } from '../../db/schema.ts'
import { campaign } from '../support/campaign.ts'
import { issueIn } from '../support/facts.ts'
import { start } from '../support/samples.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'xiaohao-migrate-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database as a version of this program left it that knew only these migrations. */
function databaseOf(lastMigration: number): { path: string; client: Database.Database } {
  const migrations = join(folder, 'migrations')
  cpSync('db/migrations', migrations, { recursive: true })
  const journal = join(migrations, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] }
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx <= lastMigration) }))
  const path = join(folder, 'office.sqlite')
  const client = new Database(path)
  migrate(drizzle(client), { migrationsFolder: migrations })
  return { path, client }
}

const insertion = `insert into issues (serial, campaign, unit, category, status, due, deadline_key, haystack, changed_at, version, issue)
  values (@serial, @campaign, @unit, @category, @status, @due, @deadlineKey, @haystack, @changedAt, @version, @issue)`

test('a ledger of an earlier version keeps its issues, and they are counted as 存量 and 增量', () => {
  const { path, client } = databaseOf(4)
  client.prepare(`insert into units (id, name) values (3, '临港区')`).run()
  client.prepare('insert into campaigns values (?, ?, ?, 2)').run(campaign.code, JSON.stringify(campaign), start)
  const insert = client.prepare(insertion)
  const kept = issueIn('rectifying')
  const fresh = { ...kept, serial: 'LH2022-0002', happened: '2023-01' } as Issue
  for (const issue of [kept, fresh]) {
    const { began: _, ...old } = issue
    const { fresh: __, delegate: ___, ...row } = projected(issue)
    insert.run({ ...row, changedAt: start, issue: JSON.stringify(old) })
  }
  client.close()
  const office = openNode(path)
  const began = '2022-12-01'
  expect(findIssue(office.db, fresh.serial)).toEqual({ ...fresh, began })
  const rows = office.db.select({ fresh: issues.fresh, changedAt: issues.changedAt }).from(issues).all()
  expect(rows).toEqual([false, true].map((fresh) => ({ fresh, changedAt: start })))
  expect(countIssues(office.db, { kind: 'system', door: 'cli' }, {})).toEqual({ existing: 1, fresh: 1 })
  office.close()
})
