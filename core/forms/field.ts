import type { Field, FieldKind, Option } from './form.ts'

/** One field each; days and choices have to be filled in unless they are `optional`, the others only as a `must`. */

type Extra = { hint?: string; max?: number }

function of(kind: FieldKind, name: string, label: string, { hint, max }: Extra = {}): Field {
  return { name, label, kind, required: false, ...(hint ? { hint } : {}), ...(max ? { max } : {}) }
}

export function line(name: string, label: string, extra?: Extra): Field {
  return of('line', name, label, { max: 500, ...extra })
}

export function paragraph(name: string, label: string, extra?: Extra): Field {
  return of('paragraph', name, label, { max: 20_000, ...extra })
}

export function money(name: string, label: string, hint: string): Field {
  return of('money', name, label, { hint, max: 40 })
}

export function day(name: string, label: string, extra?: Extra): Field {
  return must(of('day', name, label, extra))
}

export function choice(name: string, label: string, options: readonly Option[]): Field {
  return { ...must(of('choice', name, label)), options }
}

export function choices(name: string, label: string, options: readonly Option[]): Field {
  return { ...of('choices', name, label), options }
}

export function must(field: Field): Field {
  return { ...field, required: true }
}

export function optional(field: Field): Field {
  return { ...field, required: false }
}
