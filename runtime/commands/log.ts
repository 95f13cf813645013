import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Db } from '../../db/database.ts'
import type { OpenDatabase } from '../../db/open-node.ts'
import { openReadOnly } from '../../db/open-node.ts'
import { logChecker, logRows, verifyLog, type Expectation, type Verdict } from '../../db/verify-log.ts'
import { verifyHandIns } from '../../db/verify-hand-ins.ts'
import { verifyHandovers } from '../../db/verify-handovers.ts'
import { verifyLedger, type LedgerFault } from '../../db/verify-ledger.ts'
import { FaultAt } from '../faults.ts'
import { logLine, readLogLine } from '../log-lines.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, WrongUse, type Io, type Status } from './io.ts'
import { counted, writeWhole } from './write-whole.ts'
import { withExisting } from './office.ts'

const said = texts.log

export async function verify(args: readonly string[], io: Io): Promise<Status> {
  const options = { expect: { type: 'string' } } as const
  const { values, operands } = readArgs(args, { options, operands: [0, 1] })
  const expected = values.expect === undefined ? undefined : readExpectation(values.expect)
  const { log: verdict, ledger } = await findingsIn(operands[0], expected, io)
  if (!verdict.ok) throw new Failed(said.bad(verdict.n, said.faults[verdict.fault]))
  if (ledger) throw new Failed(said.badLedger(ledger.serial, said.ledgerFaults[ledger.fault]))
  io.out(said.good(verdict.count, verdict.hash, verdict.redacted))
  return 0
}

/** Lines have a log alone; a database has a ledger too, which must be what its log makes of it. */
type Findings = { readonly log: Verdict; readonly ledger: LedgerFault | null }

async function findingsIn(file: string | undefined, expected: Expectation | undefined, io: Io): Promise<Findings> {
  const inDatabase = ({ db }: { db: Db }): Findings => {
    const log = verifyLog(db, expected)
    return { log, ledger: log.ok ? (verifyLedger(db) ?? verifyHandIns(db) ?? verifyHandovers(db)) : null }
  }
  if (file === undefined) return withExisting(io, inDatabase)
  if (!existsSync(file)) throw new Failed(said.noFile(file))
  if (/\.jsonl$/i.test(file)) return { log: await verifyLines(file, expected), ledger: null }
  return readOnly(file, inDatabase)
}

function readOnly<T>(file: string, work: (opened: OpenDatabase) => T): T {
  const opened = openReadOnly(file)
  try {
    if (!opened.client.prepare("select 1 from sqlite_master where name = 'events'").get())
      throw new Failed(said.noLog(file))
    return work(opened)
  } catch (error) {
    throw error instanceof Failed ? error : new FaultAt(file, error)
  } finally {
    opened.close()
  }
}

async function verifyLines(path: string, expected: Expectation | undefined): Promise<Verdict> {
  const checker = logChecker(expected)
  const file = await open(path)
  let number = 0
  try {
    for await (const line of file.readLines()) {
      number += 1
      if (line.trim() === '') continue
      const row = readLogLine(line)
      if (row === null) throw new Failed(said.badLine(number))
      const bad = checker.take(row)
      if (bad) return bad
    }
  } finally {
    await file.close()
  }
  return checker.end()
}

export async function exportLog(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  const [file = ''] = operands
  if (!/\.jsonl$/i.test(file)) throw new WrongUse(said.onlyJsonl)
  return withExisting(io, async ({ db }): Promise<Status> => {
    const rows = { count: 0 }
    await writeWhole(
      file,
      mapped(counted(logRows(db), rows), (row) => `${logLine(row)}\n`),
    )
    io.out(said.exported(file, rows.count))
    return 0
  })
}

function* mapped<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item)
}

/** 1204:8f3a0c5e91d27b46, as `log verify` and `backup` print it: the length and at least 16 characters of the hash. */
function readExpectation(text: string): Expectation {
  const [, count, hash] = /^(\d{1,12})[:：]([0-9a-f]{16,64})$/.exec(text.toLowerCase()) ?? []
  if (count === undefined || hash === undefined) throw new WrongUse(said.badExpectation(text))
  return { count: Number(count), hash }
}
