import type { Actor } from '../core/actor.ts'
import type { IssueAct } from '../core/command.ts'
import type { Evidence, Issue } from '../core/issue.ts'
import type { Refusal } from '../core/refusal.ts'
import { transact, type Tx } from '../db/database.ts'
import { findIssue, type Outcome, record } from '../db/ledger.ts'
import type { Office } from './office.ts'
import type { Ticket } from './posted.ts'
import type { KeptFile } from '../db/uploads.ts'

/** An act on an issue with the files that came with it; `act` is null where the files are all there is. */
export type Settling = {
  readonly issue: Issue
  readonly actor: Extract<Actor, { kind: 'person' }>
  readonly act: IssueAct | null
  readonly ticket: Ticket
  readonly files: readonly KeptFile[]
}

/** Files and act in one transaction: a refused act leaves no file on the issue either. */
export function settle(office: Office, settling: Settling): Outcome {
  try {
    return transact(office.db, (tx) =>
      settling.act ? recordAct(tx, office, settling) : recordFiles(tx, office, settling),
    )
  } catch (error) {
    if (error instanceof Undone) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** Thrown to roll back what was written before the refusal. */
class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

function recordAct(tx: Tx, office: Office, settling: Settling): Outcome {
  const { issue, actor, act, ticket, files } = settling
  if (!act) throw new Error('no act')
  for (const file of files) attach(tx, office, { settling, file, purpose: 'verification' })
  const command = { serial: issue.serial, seen: ticket.seen, ...withPhotographs(tx, act, settling) }
  const outcome = record(tx, { actor, command, now: office.now(), draft: ticket.draft })
  if (!outcome.ok) throw new Undone(outcome.refusal)
  return outcome
}

/** What came with the form of a verification belongs to that look; of files given before only what a verifier gave. */
function withPhotographs(tx: Tx, act: IssueAct, { issue, files }: Settling): IssueAct {
  if (!('verification' in act) || files.length === 0) return act
  const given = findIssue(tx, issue.serial)?.evidence ?? []
  const photographs = given
    .filter(({ purpose, sha256 }) => purpose === 'verification' && files.some((file) => file.sha256 === sha256))
    .map(({ id }) => id)
  return { ...act, verification: { ...act.verification, photographs } }
}

/** A file that the issue has already is passed over, so sending the same ones twice changes nothing. */
function recordFiles(tx: Tx, office: Office, settling: Settling): Outcome {
  const purpose = settling.issue.status === 'reported' ? 'report' : 'progress'
  let taken: Outcome = { ok: false, refusal: { code: 'nothing-changed' } }
  for (const file of settling.files) {
    const outcome = attach(tx, office, { settling, file, purpose })
    if (outcome.ok) taken = outcome
    else if (outcome.refusal.code !== 'nothing-changed') throw new Undone(outcome.refusal)
  }
  return taken
}

type Attaching = { settling: Settling; file: KeptFile; purpose: Evidence['purpose'] }

function attach(tx: Tx, office: Office, { settling: { issue, actor }, file, purpose }: Attaching): Outcome {
  const now = office.now()
  const evidence: Evidence = { id: crypto.randomUUID(), ...file, purpose, by: actor.id, at: now }
  return record(tx, { actor, command: { type: 'attach', serial: issue.serial, seen: null, evidence }, now })
}
