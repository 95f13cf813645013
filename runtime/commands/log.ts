import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { OpenDatabase } from '../../db/open-node.ts'
import { openReadOnly } from '../../db/open-node.ts'
import { logChecker, logRows, verifyLog, type Expectation, type Verdict } from '../../db/verify-log.ts'
import { FaultAt } from '../faults.ts'
import { logLine, readLogLine } from '../log-lines.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, WrongUse, type Io, type Status } from './io.ts'
import { writeWhole } from './ledger.ts'
import { withExisting } from './office.ts'

const said = texts.log

export async function verify(args: readonly string[], io: Io): Promise<Status> {
  const options = { expect: { type: 'string' } } as const
  const { values, operands } = readArgs(args, { options, operands: [0, 1] })
  const expected = values.expect === undefined ? undefined : readExpectation(values.expect)
  const verdict = await verdictOf(operands[0], expected, io)
  if (!verdict.ok) throw new Failed(said.bad(verdict.n, said.faults[verdict.fault]))
  io.out(said.good(verdict.count, verdict.hash, verdict.redacted))
  return 0
}

function verdictOf(file: string | undefined, expected: Expectation | undefined, io: Io): Verdict | Promise<Verdict> {
  if (file === undefined) return withExisting(io, ({ db }) => verifyLog(db, expected))
  if (!existsSync(file)) throw new Failed(said.noFile(file))
  return /\.jsonl$/i.test(file) ? verifyLines(file, expected) : readOnly(file, ({ db }) => verifyLog(db, expected))
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
    const count = await writeWhole(file, mapped(logRows(db), logLine), '\n')
    io.out(said.exported(file, count))
    return 0
  })
}

function* mapped<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item)
}

/** 1204:8f3a0c5e91d27b46, as the digest prints it; more of the hash is better. */
function readExpectation(text: string): Expectation {
  const [, count, hash] = /^(\d{1,12})[:：]([0-9a-f]{16,64})$/.exec(text.toLowerCase()) ?? []
  if (count === undefined || hash === undefined) throw new WrongUse(said.badExpectation(text))
  return { count: Number(count), hash }
}
