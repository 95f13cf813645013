import { dayOf } from '../core/calendar/day.ts'
import { judgeFile, maxFileBytes, isPicture, type FileFault } from '../core/evidence.ts'
import type { HandInFile } from '../core/hand-ins/hand-in.ts'
import { permitHandIn } from '../core/hand-ins/hand-in-permit.ts'
import type { HandInAct } from '../core/hand-ins/hand-in-rules.ts'
import { handInRefusalText } from '../core/hand-ins/hand-in-texts.ts'
import type { Serial } from '../core/issue.ts'
import { takenOn } from '../core/photograph.ts'
import { transact, type Tx } from '../db/database.ts'
import { changeFetch, claimFetches, type Fetch } from '../db/fetches.ts'
import { recordHandIn } from '../db/hand-in-ledger.ts'
import { viewHandIn } from '../db/hand-ins.ts'
import { record } from '../db/ledger.ts'
import { enqueue } from '../db/outbox.ts'
import { actorOf } from '../db/people.ts'
import type { Office } from './office.ts'
import type { Fetched, PlatformName } from './platform.ts'
import { say } from './texts.ts'

const BATCH = 8

/** Downloads what messages promised and puts it on its issues, until nothing is due. */
export async function fetchDue(office: Office): Promise<number> {
  let settled = 0
  for (;;) {
    const rows = transact(office.db, (tx) => claimFetches(tx, office.now(), BATCH, office.dueBy))
    if (rows.length === 0) return settled
    await Promise.all(rows.map((row) => fetchOne(office, row)))
    settled += rows.length
  }
}

async function fetchOne(office: Office, row: Fetch): Promise<void> {
  try {
    if (row.state === 'kept') return transact(office.db, (tx) => put(tx, row, office.now()))
    const platform = office.platforms.get(row.platform as PlatformName)
    const fetched: Fetched = platform
      ? await platform.fetchFile({ name: row.name, image: row.image, token: row.token }, maxFileBytes)
      : { outcome: 'again', why: `${row.platform} is not connected` }
    office.count('files', { platform: row.platform, outcome: fetched.outcome })
    await settle(office, row, fetched)
  } catch (fault) {
    office.log('error', 'file not kept', { fetch: row.id, fault })
    again(office, row, { why: 'fault' })
  }
}

async function settle(office: Office, row: Fetch, fetched: Fetched): Promise<void> {
  switch (fetched.outcome) {
    case 'fetched':
      return keep(office, row, fetched.bytes)
    case 'too-large':
      return refuse(office, row, 'too-large')
    case 'gone':
      return refuse(office, row, 'gone')
    case 'again':
      return again(office, row, fetched)
    default:
      return fetched satisfies never
  }
}

/** The bytes first, then the record of them: an interrupted download leaves nothing that points nowhere. */
async function keep(office: Office, row: Fetch, bytes: Uint8Array): Promise<void> {
  const judged = judgeFile({ name: row.name, bytes })
  if (!judged.ok) return refuse(office, row, judged.why)
  const sha256 = await office.blobs.put(bytes)
  transact(office.db, (tx) => {
    const file = { sha256, size: bytes.length, type: judged.type, takenOn: takenOn(bytes) }
    const kept = changeFetch(tx, row.id, { state: 'kept', ...file, nextAt: null })
    if (kept?.serial || kept?.paper) put(tx, kept, office.now())
  })
}

/** Records the evidence and tells its sender, in one transaction. */
function put(tx: Tx, row: Fetch, now: number): void {
  if (row.paper) return putPaper(tx, row, row.paper, now)
  const { serial, sha256, size, type, takenOn: taken, person: by, name } = row
  if (serial === null || sha256 === null || size === null || type === null) return
  changeFetch(tx, row.id, { state: 'done', nextAt: null })
  const file = { sha256, name, size, type, ...(taken === null ? {} : { takenOn: taken }) }
  const evidence = { id: `f${row.id}`, ...file, purpose: 'progress' as const, by, at: now }
  const command = { type: 'attach' as const, serial, seen: null, evidence }
  const outcome = record(tx, { actor: { kind: 'system', door: row.platform }, command, now })
  const text = outcome.ok
    ? say.received(isPicture(type) ? '照片' : `“${name}”`, serial, outcome.issue.evidence.length)
    : outcome.refusal.code === 'nothing-changed'
      ? say.sameFile(name, serial)
      : say.fileLate(name, serial)
  tell(tx, row, { text, serial, now })
}

/** Hands the file in in its sender's name, or adds it to what just came before it, and tells its sender. */
function putPaper(tx: Tx, row: Fetch, { id, as }: NonNullable<Fetch['paper']>, now: number): void {
  const { sha256, size, type, person, name } = row
  if (sha256 === null || size === null || type === null) return
  changeFetch(tx, row.id, { state: 'done', nextAt: null })
  const actor = actorOf(tx, person, row.platform)
  const file: HandInFile = { sha256, name, size, type, by: person, at: now }
  const view = viewHandIn(tx, actor, id, now)
  const joins = view !== null && permitHandIn('add-file', view.handIn, actor, view.facts) === null
  const act: HandInAct = joins
    ? { type: 'add-file', file }
    : as === 'scan'
      ? { type: 'zero', scan: [file], on: null }
      : { type: 'hand-in', files: [file], on: null }
  const outcome = recordHandIn(tx, { actor, command: { id, seen: null, ...act }, now })
  const text = outcome.ok
    ? say.paperReceived(name, view?.facts.item.name ?? '')
    : handInRefusalText(outcome.refusal, dayOf(now))
  tell(tx, row, { text, serial: null, now })
}

function refuse({ db, now }: Office, row: Fetch, why: FileFault | 'gone'): void {
  const texts = {
    empty: say.fileEmpty(row.name),
    'too-large': say.fileTooLarge(row.name, maxFileBytes / 1024 / 1024),
    type: say.fileType(row.name),
    gone: say.fileGone(row.name),
  }
  transact(db, (tx) => {
    changeFetch(tx, row.id, { state: 'failed', nextAt: null, lastError: why })
    tell(tx, row, { text: texts[why], serial: row.serial, now: now() })
  })
}

/** About an hour of downloading; then the person is asked to send it again. What is here already is never given up. */
const MOST_TRIES = 15

function again(office: Office, row: Fetch, { why, retryAfterMs }: { why: string; retryAfterMs?: number }): void {
  const at = office.now() + (retryAfterMs ?? Math.min(300_000, 2_000 * 2 ** Math.min(row.attempts, 12)))
  if (row.state === 'queued' && row.attempts >= MOST_TRIES) return refuse(office, row, 'gone')
  transact(office.db, (tx) => void changeFetch(tx, row.id, { nextAt: at, lastError: why }))
}

function tell(tx: Tx, row: Fetch, { text, serial, now }: { text: string; serial: Serial | null; now: number }): void {
  enqueue(tx, {
    key: `file:${row.id}:${row.state}`,
    to: { person: row.person },
    message: { type: 'say', text },
    rank: 'reply',
    serial,
    now,
  })
}
