import { asc, inArray } from 'drizzle-orm'
import type { Person } from '../core/actor.ts'
import type { Db } from './database.ts'
import { posts } from './schema.ts'

/** Everyone with an office post, with all their posts: who could verify, for a whole page of issues at once. */
export function officePeople(db: Db): Person[] {
  const office = db
    .select({ person: posts.person })
    .from(posts)
    .where(inArray(posts.role, ['officer', 'director']))
  const rows = db.select().from(posts).where(inArray(posts.person, office)).orderBy(asc(posts.person)).all()
  return [...Map.groupBy(rows, (row) => row.person)].map(([id, own]) => ({ id, posts: own }))
}
