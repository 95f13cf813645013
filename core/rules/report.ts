import { actsFor, isOffice } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { refuseReport } from '../campaigns/campaign-life.ts'
import { leafCategories } from '../campaigns/campaign.ts'
import type { IssueAct, ReportCommand } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { Facts, Likeness, ReportFacts } from '../facts.ts'
import type { Issue, Particulars, Serial } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { keyOf, lengthOf } from '../text.ts'
import { reportedFor } from './on-behalf.ts'

/** 报送: unit people for their own unit, officers for any source (domain: section 2). */
export function decideReport(command: ReportCommand, actor: Actor, facts: ReportFacts): Ruling {
  const refusal =
    mayReport(command, actor, facts) ??
    incomplete(command, facts) ??
    badParticulars(command.particulars, facts) ??
    misdated(command, facts)
  if (refusal) return refusal
  const behalf = reportedFor(command, actor, facts)
  if ('code' in behalf) return behalf
  const known = facts.open.filter((other) => !other.hidden || (actor.kind === 'person' && isOffice(actor)))
  const similar = command.notDuplicate ? [] : likely(command.particulars, known)
  if (similar.length > 0) return { code: 'likely-duplicate', serials: similar }
  const { campaign, source, unit, particulars, deadline } = command
  const { serial, began } = facts
  const selfChecked = sourceOf(command, facts)?.selfCheck === true
  const onBehalfOf = behalf.person === null ? {} : { onBehalfOf: behalf.person }
  return [
    { type: 'reported', serial, campaign, began, source, selfChecked, unit, ...onBehalfOf, particulars, deadline },
  ]
}

function mayReport(command: ReportCommand, actor: Actor, facts: ReportFacts): Refusal | null {
  if (actor.kind !== 'person') return { code: 'not-yours', whose: 'unit' }
  const over = refuseReport(facts.state, actor)
  if (over) return over
  if (isOffice(actor)) return null
  if (!actsFor(actor, command.unit)) return { code: 'not-yours', whose: 'unit' }
  return sourceOf(command, facts)?.selfCheck ? null : { code: 'not-yours', whose: 'office' }
}

function sourceOf(command: ReportCommand, facts: ReportFacts) {
  return facts.campaign.sources.find((source) => source.id === command.source)
}

/** Everything that is missing at once, by label. */
function incomplete({ unit, source, particulars }: ReportCommand, facts: ReportFacts): Refusal | null {
  const labels = [
    ...(facts.unitExists && unit ? [] : ['责任单位']),
    ...(facts.campaign.sources.some((known) => known.id === source) ? [] : ['问题来源']),
    ...missingParticulars(particulars, facts),
  ]
  return labels.length > 0 ? missing(...labels) : null
}

function missingParticulars(particulars: Particulars, facts: Facts, touched: Touched = everything): string[] {
  const category = leafCategories(facts.campaign).find(({ id }) => id === particulars.category)
  const is = (...names: readonly (keyof Particulars)[]) => names.some((name) => touched.includes(name))
  return [
    ...(particulars.title.trim() || !is('title') ? [] : ['项目名称']),
    ...(particulars.cause.trim() || !is('cause') ? [] : ['事件原因']),
    ...(particulars.course.trim() || !is('course') ? [] : ['事件经过']),
    ...(particulars.happened || !is('happened') ? [] : ['发生时间']),
    ...(category || !is('category') ? [] : ['问题类别']),
    ...(category?.isCase && !particulars.caseNumber?.trim() && is('category', 'caseNumber') ? ['案号'] : []),
  ]
}

/** Names of what an act changes. */
type Touched = readonly string[]

/**
 * What an issue says about itself, when it is reported and whenever that is changed: complete, the cause at
 * least 4 characters and the course 10 (domain: section 2), not from a month still to come. Only what is `touched` is
 * looked at: the rest was when it was entered, or stands as the ledger had it that an office took on.
 */
export function badParticulars(particulars: Particulars, facts: Facts, touched: Touched = everything): Refusal | null {
  const { cause, course, happened } = particulars
  const labels = missingParticulars(particulars, facts, touched)
  if (labels.length > 0) return missing(...labels)
  if (touched.includes('cause') && lengthOf(cause) < 4)
    return invalid('事件原因', '请至少写 4 个字，说明为什么没有兑现')
  if (touched.includes('course') && lengthOf(course) < 10)
    return invalid('事件经过', '请至少写 10 个字，说明事情的经过')
  return happened > facts.today.slice(0, 7) ? invalid('发生时间', '不能晚于本月') : null
}

function misdated({ deadline }: ReportCommand, facts: ReportFacts): Refusal | null {
  const latest = facts.campaign.rectify_by.day
  if (deadline && latest && deadline > latest)
    return { code: 'after-latest', label: '完成时限', latest, why: 'rectify-by' }
  return deadline && deadline < facts.today ? { code: 'day-past', label: '完成时限', day: deadline } : null
}

/** Same title, or same enterprise with the same amount, among what the unit has open. */
function likely({ title, enterprise, involved }: Particulars, open: readonly Likeness[]): Serial[] {
  const same = (other: Likeness) =>
    alike(other.title, title) ||
    (enterprise !== null && involved !== null && alike(other.enterprise, enterprise) && other.involved === involved)
  return open.filter(same).map((other) => other.serial)
}

function alike(one: string | null, other: string): boolean {
  return one !== null && keyOf(one) === keyOf(other)
}

const everything: readonly (keyof Particulars)[] = [
  ...(['title', 'cause', 'course', 'happened', 'category'] as const),
  ...(['enterprise', 'creditCode', 'involved', 'caseNumber', 'remark'] as const),
]

/** 补充材料: the reporter's answer, with what it changes in the report; dates and amounts held are the office's. */
export function supplement(issue: Issue, act: Extract<IssueAct, { type: 'supplement' }>, facts: Facts): Ruling {
  const changed = Object.keys(act.changed)
  if (!act.text.trim() && changed.length === 0) return missing('补充说明')
  if (changed.some((name) => !everything.some((known) => known === name))) return { code: 'not-yours', whose: 'office' }
  const refusal = badParticulars({ ...issue, ...act.changed }, facts)
  return refusal ?? [{ type: 'supplemented', text: act.text, changed: act.changed }]
}
