import { actsFor, isOffice } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { IssueAct, ReportCommand } from '../command.ts'
import type { Ruling } from '../decide.ts'
import { missing } from '../decide.ts'
import type { Likeness, ReportFacts } from '../facts.ts'
import type { Issue, Particulars, Serial } from '../issue.ts'
import type { Refusal } from '../refusal.ts'
import { lengthOf, normal } from '../text.ts'

/** 报送: unit people for their own unit, officers for any source (domain: section 2). */
export function decideReport(command: ReportCommand, actor: Actor, facts: ReportFacts): Ruling {
  const refusal = mayReport(command, actor, facts) ?? incomplete(command, facts) ?? misdated(command, facts)
  if (refusal) return refusal
  const similar = command.notDuplicate ? [] : likely(command.particulars, facts.open)
  if (similar.length > 0) return { code: 'likely-duplicate', serials: similar }
  const { campaign, source, unit, particulars, deadline } = command
  const selfChecked = sourceOf(command, facts)?.selfCheck === true
  return [{ type: 'reported', serial: facts.serial, campaign, source, selfChecked, unit, particulars, deadline }]
}

function mayReport(command: ReportCommand, actor: Actor, facts: ReportFacts): Refusal | null {
  if (actor.kind !== 'person') return { code: 'not-yours', whose: 'unit' }
  if (!facts.running && !isOffice(actor)) return { code: 'campaign-closed' }
  if (isOffice(actor)) return null
  if (!actsFor(actor, command.unit)) return { code: 'not-yours', whose: 'unit' }
  return sourceOf(command, facts)?.selfCheck ? null : { code: 'not-yours', whose: 'office' }
}

function sourceOf(command: ReportCommand, facts: ReportFacts) {
  return facts.campaign.sources.find((source) => source.id === command.source)
}

/** Cause ≥ 4 characters, course ≥ 10 (domain: section 2). */
function incomplete({ unit, source, particulars }: ReportCommand, facts: ReportFacts): Refusal | null {
  const labels = [
    ...(facts.unitExists && unit ? [] : ['责任单位']),
    ...(facts.campaign.sources.some((known) => known.id === source) ? [] : ['问题来源']),
    ...missingParticulars(particulars, facts),
  ]
  if (labels.length > 0) return { code: 'missing', labels }
  return tooShort(particulars)
}

function missingParticulars(particulars: Particulars, facts: ReportFacts): string[] {
  const category = facts.campaign.categories.find((known) => known.id === particulars.category)
  return [
    ...(particulars.title.trim() ? [] : ['项目名称']),
    ...(particulars.cause.trim() ? [] : ['事件原因']),
    ...(particulars.course.trim() ? [] : ['事件经过']),
    ...(particulars.happened ? [] : ['发生时间']),
    ...(category ? [] : ['问题类别']),
    ...(category?.isCase && !particulars.caseNumber ? ['案号'] : []),
  ]
}

export function tooShort({ cause, course }: Pick<Particulars, 'cause' | 'course'>): Refusal | null {
  if (lengthOf(cause.trim()) < 4) return invalid('事件原因', '请至少写 4 个字，说明为什么没有兑现')
  if (lengthOf(course.trim()) < 10) return invalid('事件经过', '请至少写 10 个字，说明事情的经过')
  return null
}

function misdated({ deadline, particulars }: ReportCommand, facts: ReportFacts): Refusal | null {
  const latest = facts.campaign.rectify_by.day
  if (deadline && latest && deadline > latest)
    return { code: 'after-latest', label: '完成时限', latest, why: 'rectify-by' }
  if (deadline && deadline < facts.today) return { code: 'day-past', label: '完成时限', day: deadline }
  if (particulars.happened > facts.today.slice(0, 7)) return invalid('发生时间', '不能晚于本月')
  return null
}

/** Same title, or same enterprise with the same amount, among what the unit has open. */
function likely(particulars: Particulars, open: readonly Likeness[]): Serial[] {
  const title = normal(particulars.title).toLowerCase()
  const same = (other: Likeness) =>
    normal(other.title).toLowerCase() === title ||
    (particulars.enterprise !== null &&
      particulars.involved !== null &&
      other.enterprise === particulars.enterprise &&
      other.involved === particulars.involved)
  return open.filter(same).map((other) => other.serial)
}

/** 补充材料: the reporter's answer, with what it changes in the report. */
export function supplement(issue: Issue, act: Extract<IssueAct, { type: 'supplement' }>): Ruling {
  if (!act.text.trim() && Object.keys(act.changed).length === 0) return missing('补充材料')
  const { title, cause, course } = { ...issue, ...act.changed }
  if (!title.trim()) return missing('项目名称')
  return tooShort({ cause, course }) ?? [{ type: 'supplemented', text: act.text, changed: act.changed }]
}

function invalid(label: string, sentence: string): Refusal {
  return { code: 'invalid', label, sentence }
}
