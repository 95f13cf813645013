import type { PersonId } from '../actor.ts'
import { categoryName, type Campaign } from '../campaigns/campaign.ts'
import type { Issue, Measure, Plan } from '../issue.ts'
import { wanField, type Fen } from '../money.ts'
import { dispositionText, statusText } from '../texts.ts'

type AnnexField = Campaign['annex']['columns'][number]['fields'][number]

/** What a cell of the annex form needs beside the issue: its number in the list, and names. */
export type AnnexPlace = {
  readonly campaign: Campaign
  readonly ordinal: number
  /** Name of the responsible unit. */
  readonly unit: string
  readonly nameOf: (id: PersonId) => string
}

/** One cell of the campaign's annex form; several fields of a column stand below one another. */
export function annexCell(fields: readonly AnnexField[], issue: Issue, place: AnnexPlace): string {
  return fields
    .map((field) => annexText(field, issue, place))
    .filter((text) => text !== '')
    .join('\n')
}

function annexText(field: AnnexField, issue: Issue, place: AnnexPlace): string {
  const plan = issue.plan ?? issue.proposal
  const { campaign } = place
  switch (field) {
    case 'ordinal':
      return String(place.ordinal)
    case 'title':
    case 'cause':
    case 'course':
    case 'happened':
      return issue[field]
    case 'enterprise':
    case 'caseNumber':
    case 'remark':
      return issue[field] ?? ''
    case 'involved':
    case 'confirmed':
      return wanText(issue[field])
    case 'settled':
      return wanText(issue.involved === null && issue.settled === 0 ? null : issue.settled)
    case 'unit':
      return place.unit
    case 'category':
      return categoryName(campaign, issue.category)
    case 'source':
      return campaign.sources.find(({ id }) => id === issue.source)?.name ?? issue.source
    case 'disposition':
      return plan ? dispositionText[plan.disposition] : ''
    case 'measures':
      return measuresText(plan)
    case 'deadline':
      return issue.deadline ?? issue.proposedDeadline ?? ''
    case 'firstResponsible':
      return plan ? place.nameOf(plan.first) : ''
    case 'responsible':
      return plan ? place.nameOf(plan.responsible) : ''
    case 'progress':
      return issue.latest?.text ?? ''
    case 'status':
      return statusText[issue.status]
    default:
      return field satisfies never
  }
}

function wanText(amount: Fen | null): string {
  return amount === null ? '' : wanField(amount)
}

function measuresText(plan: Plan | null): string {
  return (plan?.measures ?? []).map(measureText).join('\n')
}

const stateText: Readonly<Record<Measure['state'], string>> = { open: '', done: '，已完成', waived: '，不再实施' }

function measureText({ no, text, due, state }: Measure): string {
  return `${no}. ${text}（${due}${stateText[state]}）`
}
