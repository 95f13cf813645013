import type { ActingPerson } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import { badName, badParent, takenName, type Unit, type UnitRefusal } from '../core/people/unit.ts'
import type { Tx } from './database.ts'
import { draftResult, useDraft } from './drafts.ts'
import { addUnit, allUnits } from './people.ts'
import { changeUnit } from './roster.ts'

type Act = { readonly actor: ActingPerson; readonly now: number }

type Saved = { readonly ok: true; readonly unit: UnitId } | { readonly ok: false; readonly refusal: UnitRefusal }

export type NewUnit = Pick<Unit, 'name' | 'kind' | 'parent'> & { readonly draft: string }

/** A new unit; the same form twice adds one. */
export function createUnit(tx: Tx, { draft, ...unit }: NewUnit, act: Act): Saved {
  const first = draftResult(tx, draft)
  if (first) return { ok: true, unit: Number(first.serial) }
  const known = allUnits(tx)
  const refusal = badName(unit.name) ?? takenName(unit.name, known) ?? badParent(null, unit.parent, known)
  if (refusal) return { ok: false, refusal }
  const id = addUnit(tx, unit, act)
  useDraft(tx, { id: draft, person: act.actor.id, serial: String(id), now: act.now })
  return { ok: true, unit: id }
}

export type UnitEdit = Pick<Unit, 'id' | 'kind' | 'parent'> & { readonly seen: number }

/** 单位类型 and 上级单位; another name is a reform. */
export function editUnit(tx: Tx, { id, kind, parent, seen }: UnitEdit, act: Act): Saved {
  const known = allUnits(tx)
  const unit = known.find((one) => one.id === id)
  if (!unit || unit.endedOn !== null) return { ok: false, refusal: { code: 'not-standing', name: unit?.name ?? null } }
  if (unit.version !== seen) return { ok: false, refusal: { code: 'changed' } }
  const refusal = badParent(id, parent, known)
  if (refusal) return { ok: false, refusal }
  if (unit.kind !== kind || unit.parent !== parent) changeUnit(tx, id, { kind, parent }, act)
  return { ok: true, unit: id }
}
