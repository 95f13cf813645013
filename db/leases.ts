import { and, eq, gt, ne } from 'drizzle-orm'
import type { Db, Tx } from './database.ts'
import { leases } from './schema.ts'

/** Takes or renews a lease; false while someone else holds it. */
export function takeLease(tx: Tx, lease: { name: string; holder: string; now: number; ms: number }): boolean {
  const { name, holder, now, ms } = lease
  const other = and(eq(leases.name, name), ne(leases.holder, holder), gt(leases.until, now))
  if (tx.select().from(leases).where(other).get()) return false
  const until = now + ms
  tx.insert(leases)
    .values({ name, holder, until })
    .onConflictDoUpdate({ target: leases.name, set: { holder, until } })
    .run()
  return true
}

export function dropLease(tx: Tx, lease: { name: string; holder: string }): void {
  tx.delete(leases)
    .where(and(eq(leases.name, lease.name), eq(leases.holder, lease.holder)))
    .run()
}

/** Who holds it now, or null. */
export function leaseHolder(db: Db, name: string, now: number): string | null {
  return (
    db
      .select()
      .from(leases)
      .where(and(eq(leases.name, name), gt(leases.until, now)))
      .get()?.holder ?? null
  )
}

/** Everyone's: those of a restored database belong to processes of another time. */
export function voidLeases(tx: Tx): void {
  tx.delete(leases).run()
}
