import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { transact, type Db } from '../db/database.ts'
import { dropLease, leaseHolder, takeLease } from '../db/leases.ts'

const NAME = 'server'
/** How long a server that died without a word keeps others out, in milliseconds; renewed every third of it. */
const LEASE = 30_000

/** Machine, process and one start of it. */
export function newHolder(): string {
  return `${hostname()} ${process.pid} ${randomUUID()}`
}

/** Takes the office for one server; false while another one runs on it. */
export function takeServer(db: Db, holder: string, now: number): boolean {
  return transact(db, (tx) => {
    const other = leaseHolder(tx, NAME, now)
    if (other !== null && other !== holder && isDead(other)) dropLease(tx, { name: NAME, holder: other })
    return takeLease(tx, { name: NAME, holder, now, ms: LEASE })
  })
}

/** Where even that can't be written (a full disk), the lease runs out by itself. */
export function leaveServer(db: Db, holder: string): void {
  try {
    transact(db, (tx) => dropLease(tx, { name: NAME, holder }))
  } catch {
    return
  }
}

/** Whether a server runs on this office now. */
export function isServed(db: Db, now: number): boolean {
  const holder = leaseHolder(db, NAME, now)
  return holder !== null && !isDead(holder)
}

/** Keeps the lease; `lost` is called once it is no longer ours, after a standstill longer than the lease. */
export function keepServer(db: Db, holder: string, lost: (cause?: unknown) => void): { stop(): void } {
  let until = Date.now() + LEASE
  const beat = () => {
    try {
      const now = Date.now()
      if (takeServer(db, holder, now)) until = now + LEASE
      else lost()
    } catch (error) {
      // A long backup or a full disk: the lease lives on for a while.
      if (Date.now() > until) lost(error)
    }
  }
  const timer = setInterval(beat, LEASE / 3)
  return { stop: () => clearInterval(timer) }
}

/** Only of this machine can one know; after a restart in a container the number may even be our own. */
function isDead(holder: string): boolean {
  const [host, pid] = holder.split(' ')
  if (host !== hostname()) return false
  return Number(pid) === process.pid || !isRunning(Number(pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
