import { paymentOf } from './read-payment.ts'
import type { PlanAct, ProgressAct, SubmitAct } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { Disposition } from '../issue.ts'
import type { FieldReader } from './read-field.ts'

export function progressOf(read: FieldReader): Omit<ProgressAct, 'type'> {
  const courtDate = read.day('courtDate')
  return {
    text: read.text('text'),
    percent: read.percent('percent'),
    settled: read.money('settled'),
    ...paymentOf(read),
    done: read.list('done').map(Number),
    ...(courtDate ? { courtDate } : {}),
  }
}

export function submissionOf(read: FieldReader): Omit<SubmitAct, 'type'> {
  return {
    text: read.optional('text'),
    waived: read.list('waived').map(Number),
    waiver: read.optional('waiver'),
  }
}

export function planOf(read: FieldReader, measureRows: number): Omit<PlanAct, 'type'> {
  const rows = Array.from({ length: measureRows }, (_, index) => measureAt(read, index + 1))
  return {
    disposition: read.text('disposition') as Disposition,
    measures: rows.filter((row) => row !== null),
    first: Number(read.text('first')),
    responsible: Number(read.text('responsible')),
    caseNumber: read.optional('caseNumber'),
    court: read.optional('court'),
    courtDate: read.day('courtDate'),
  }
}

/** One row of a plan; null where it is empty. */
export function measureAt(read: FieldReader, no: number): { text: string; due: Day } | null {
  const text = read.optional(`measure${no}`)
  const due = read.day(`due${no}`)
  if (text !== null && due !== null) return { text, due }
  if (text !== null) read.fault(`due${no}`, '这一条措施还没有写时间节点')
  if (due !== null) read.fault(`measure${no}`, '这个时间节点要做什么还没有写')
  return null
}
