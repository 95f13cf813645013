import type { PersonId } from './actor.ts'
import type { Campaign } from './campaign.ts'
import type { Issue, Measure, Plan } from './issue.ts'

type AnnexField = Campaign['annex']['columns'][number]['fields'][number]

/** What a cell of the annex form needs beside the issue: its number in the list, and the names of people. */
type AnnexPlace = { readonly ordinal: number; readonly nameOf: (id: PersonId) => string }

/** One cell of the campaign's annex form; several fields of a column stand below one another. */
export function annexCell(fields: readonly AnnexField[], issue: Issue, place: AnnexPlace): string {
  return fields
    .map((field) => annexText(field, issue, place))
    .filter((text) => text !== '')
    .join('\n')
}

function annexText(field: AnnexField, issue: Issue, { ordinal, nameOf }: AnnexPlace): string {
  const plan = issue.plan ?? issue.proposal
  switch (field) {
    case 'ordinal':
      return String(ordinal)
    case 'title':
    case 'cause':
    case 'course':
      return issue[field]
    case 'remark':
      return issue.remark ?? ''
    case 'measures':
      return measuresText(plan)
    case 'deadline':
      return issue.deadline ?? issue.proposedDeadline ?? ''
    case 'firstResponsible':
      return plan ? nameOf(plan.first) : ''
    case 'responsible':
      return plan ? nameOf(plan.responsible) : ''
    default:
      return field satisfies never
  }
}

function measuresText(plan: Plan | null): string {
  return (plan?.measures ?? []).map(measureText).join('\n')
}

const stateText: Readonly<Record<Measure['state'], string>> = { open: '', done: '，已完成', waived: '，不再实施' }

function measureText({ no, text, due, state }: Measure): string {
  return `${no}. ${text}（${due}${stateText[state]}）`
}
