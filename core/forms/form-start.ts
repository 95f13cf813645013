import { approvalValues, replanValues } from './replan.ts'
import { leafCategories } from '../campaigns/campaign.ts'
import type { FormValues } from './form.ts'
import type { FormContext, FormKind } from '../forms.ts'
import { isVerification, verificationValues } from './verification.ts'
import { isTakingForm, takingValues } from './taking.ts'
import { afterValues, isAfterForm } from './after.ts'
import type { Issue } from '../issue.ts'
import { wanField } from '../money.ts'

/** What stands in a form when it is opened. */
export function initialOf(kind: FormKind, context: FormContext): FormValues {
  const { issue, suggested, defaults, campaign, campaigns, units, today } = context
  if (kind === 'report') {
    const [only, ...others] = leafCategories(campaign)
    return {
      campaign: campaign.code,
      unit: units.length === 1 ? (units[0]?.value ?? '') : '',
      category: only && others.length === 0 ? only.id : '',
      ...(campaigns.length > 1 ? { campaign: '' } : {}),
    }
  }
  if (!issue) return {}
  if (isAfterForm(kind)) return afterValues(kind, context)
  if (kind === 'confirm' || kind === 'assign') {
    const unit = kind === 'assign' ? { unit: String(issue.unit), signoffDue: suggested.signoffDue ?? '' } : {}
    return { ...unit, ...termValues(issue, suggested) }
  }
  if (isTakingForm(kind)) return takingValues(kind, context)
  if (kind === 'grant-extension') return { to: issue.extension?.to ?? '' }
  if (kind === 'plan') return planValues(issue, defaults)
  if (kind === 'replan') return replanValues(issue, defaults)
  if (kind === 'approve-plan') return approvalValues(issue, { campaign, today })
  if (kind === 'correct' || kind === 'supplement') return contentValues(issue)
  if (kind === 'call-back') return { on: today }
  if (isVerification(kind)) return verificationValues(context)
  return {}
}

function termValues(issue: Issue, suggested: FormContext['suggested']): FormValues {
  return {
    category: issue.category,
    confirmed: wan(issue.confirmed ?? issue.involved),
    planDue: suggested.planDue ?? '',
    // What was handed back (退办) keeps the deadline it had, unless the office says otherwise.
    deadline: issue.firstDeadline ?? issue.proposedDeadline ?? suggested.deadline ?? '',
  }
}

/** A plan sent back is there again, to be mended rather than typed anew. */
function planValues({ proposal, caseNumber }: Issue, defaults: FormContext['defaults']): FormValues {
  const rows = (proposal?.measures ?? []).map(({ no, text, due }): FormValues => {
    return { [`measure${no}`]: text, [`due${no}`]: due }
  })
  const single = {
    disposition: proposal?.disposition ?? 'fulfil',
    first: proposal ? String(proposal.first) : defaults.first,
    responsible: proposal ? String(proposal.responsible) : defaults.responsible,
    caseNumber: proposal?.caseNumber ?? caseNumber ?? '',
    court: proposal?.court ?? '',
    courtDate: proposal?.courtDate ?? '',
  }
  return Object.assign({}, single, ...rows) as FormValues
}

/** 已兑现金额 stays empty: progress may raise it while the form is open, and must not be put back. */
function contentValues(issue: Issue): FormValues {
  return {
    title: issue.title,
    cause: issue.cause,
    course: issue.course,
    happened: issue.happened,
    category: issue.category,
    enterprise: issue.enterprise ?? '',
    creditCode: issue.creditCode ?? '',
    involved: wan(issue.involved),
    caseNumber: issue.caseNumber ?? '',
    remark: issue.remark ?? '',
    confirmed: wan(issue.confirmed),
    planDue: issue.planDue ?? '',
    deadline: issue.deadline ?? '',
  }
}

function wan(fen: number | null): string {
  return fen === null ? '' : wanField(fen)
}
