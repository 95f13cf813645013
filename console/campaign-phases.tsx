import type { FC } from 'hono/jsx'
import type { Campaign } from '../core/campaigns/campaign.ts'
import { daysBetween, showDay, type Day } from '../core/calendar/day.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { lastDayOf } from '../core/digest/phase.ts'
import { campaignTexts as said } from './campaign-texts.ts'
import type { CampaignPage } from './campaigns.tsx'
import { Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'

type Phase = Campaign['phases'][number]
type Standing = 'past' | 'current' | 'coming' | 'open'

/** The phases in a row, how far each has come, with today in the one that runs. */
export const CampaignPhases: FC<{ page: CampaignPage; viewer: Viewer }> = ({ page: { running, today }, viewer }) => (
  <section class="card phases" aria-label={said.phases}>
    <ol class="phase-row">
      {running.campaign.phases.map((phase) => (
        <PhaseStep phase={phase} today={today} report={reportOf(running.code, phase, { today, viewer })} />
      ))}
    </ol>
  </section>
)

/** Where its report is; null before it has a day to tell of, and for whoever gets no figures. */
function reportOf(code: string, phase: Phase, { today, viewer }: { today: Day; viewer: Viewer }): string | null {
  return scopeOf(viewer.actor) && lastDayOf(phase, today) !== null ? paths.phaseReport(code, phase.id) : null
}

type StepProps = { readonly phase: Phase; readonly today: Day; readonly report: string | null }

const PhaseStep: FC<StepProps> = ({ phase, today, report }) => {
  const standing = standingOf(phase, today)
  const left = phase.end === null ? null : daysBetween(today, phase.end)
  return (
    <li class={`phase phase-${standing}`} {...(standing === 'current' ? { 'aria-current': 'step' as const } : {})}>
      <svg class="phase-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="phase-done" width={passed(phase, { standing, today })} height="6" />
      </svg>
      <p class="phase-name">
        {phase.name}
        <span class="phase-state">{said.phase[standing]}</span>
      </p>
      {standing === 'open' ? null : (
        <p class="phase-days">
          <Words text={said.span(phase.begin, phase.end)} />
        </p>
      )}
      {standing === 'current' ? <p class="phase-today">{said.today(showDay(today, today), left)}</p> : null}
      {report === null ? null : (
        <a class="phase-report" href={report} download>
          {said.phaseReport}
        </a>
      )}
    </li>
  )
}

function standingOf({ begin, end }: Phase, today: Day): Standing {
  if (begin === null && end === null) return 'open'
  if (begin !== null && today < begin) return 'coming'
  return end !== null && end < today ? 'past' : 'current'
}

/** How much of a phase is over, in percent. */
function passed({ begin, end }: Phase, { standing, today }: { standing: Standing; today: Day }): number {
  if (standing === 'past') return 100
  if (standing !== 'current' || begin === null || end === null) return 0
  const whole = Math.max(1, daysBetween(begin, end))
  return Math.round((daysBetween(begin, today) / whole) * 100)
}
