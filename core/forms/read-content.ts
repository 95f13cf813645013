import type { Terms } from '../command.ts'
import { checkCreditCode, normalCreditCode } from '../credit-code.ts'
import type { Corrections } from '../event.ts'
import type { Issue, Particulars } from '../issue.ts'
import type { FieldReader } from './read-field.ts'

export function particulars(read: FieldReader): Particulars {
  return {
    title: read.text('title'),
    cause: read.text('cause'),
    course: read.text('course'),
    happened: read.mustMonth('happened'),
    category: read.text('category'),
    enterprise: read.optional('enterprise'),
    creditCode: creditCode(read),
    involved: read.money('involved'),
    caseNumber: read.optional('caseNumber'),
    remark: read.optional('remark'),
  }
}

const creditFaults = {
  length: '应为 18 位',
  alphabet: '有不该出现的字符（字母里没有 I、O、S、V、Z）',
  'check-character': '最后一位校验不对，请对照营业执照核对',
} as const

/** GB 32100-2015: a wrong code is named as such, never kept. */
function creditCode(read: FieldReader): string | null {
  const typed = read.optional('creditCode')
  if (typed === null) return null
  const result = checkCreditCode(typed)
  if (result !== 'ok') read.fault('creditCode', creditFaults[result])
  return normalCreditCode(typed)
}

export function terms(read: FieldReader): Terms {
  return {
    category: read.text('category'),
    confirmed: read.money('confirmed'),
    planDue: read.mustDay('planDue'),
    deadline: read.mustDay('deadline'),
  }
}

/** Fields left empty in 补充材料 stay as they are; in 更正 an emptied field is emptied. */
export function contentChanges(read: FieldReader, issue: Issue | null): Corrections {
  const all = corrections(read, issue)
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== ''))
}

export function corrections(read: FieldReader, issue: Issue | null): Corrections {
  const happened = read.month('happened')
  const [planDue, deadline, settled] = [read.day('planDue'), read.day('deadline'), read.money('settled')]
  const changed: Corrections = {
    title: read.text('title'),
    cause: read.text('cause'),
    course: read.text('course'),
    ...(happened ? { happened } : {}),
    ...(read.has('category') ? { category: read.text('category') } : {}),
    enterprise: read.optional('enterprise'),
    creditCode: creditCode(read),
    involved: read.money('involved'),
    ...(read.has('caseNumber') ? { caseNumber: read.optional('caseNumber') } : {}),
    remark: read.optional('remark'),
    ...(read.has('confirmed') ? { confirmed: read.money('confirmed') } : {}),
    ...(settled !== null ? { settled } : {}),
    ...(planDue ? { planDue } : {}),
    ...(deadline ? { deadline } : {}),
  }
  return issue ? onlyChanged(issue, changed) : changed
}

function onlyChanged(issue: Issue, changed: Corrections): Corrections {
  return Object.fromEntries(Object.entries(changed).filter(([key, value]) => issue[key as keyof Corrections] !== value))
}
