import { dayOf } from '../core/calendar/day.ts'
import { findCampaign } from '../db/campaigns.ts'
import { namesOf, unitName } from '../db/people.ts'
import { phaseView, type PhaseView } from '../db/phase-report.ts'
import { inSlices } from '../db/slices.ts'
import { attached } from './attached.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { reportTexts } from './papers/texts.ts'
import { reportStream, type OverdueLine } from './papers/write-report.ts'
import { type Ctx, viewerIn } from './session.ts'

/** GET /campaigns/:code/report/:phase: what a phase came to, as .docx, within the viewer's scope. */
export async function phaseReport(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { db, now } = office
  const running = findCampaign(db, c.req.param('code') ?? '')
  const phase = running?.campaign.phases.find(({ id }) => id === c.req.param('phase'))
  if (!running || !phase) return notFound(c, show)
  const found = await inSlices(phaseView(db, viewerIn(c).actor, { running, phase, now: now() }))
  if (!found) return notFound(c, show)
  const { view, begin, lastDay } = found
  const report = { phase: phase.name, begin, lastDay, view, overdue: overdueLines(office, found), today: dayOf(now()) }
  const name = `${reportTexts.title(running.campaign.title)}（${phase.name}）${lastDay}`
  return c.body(reportStream(report), 200, attached({ plain: `${running.code}-${phase.id}`, name, format: 'docx' }))
}

function overdueLines({ db }: Office, { overdue }: PhaseView): OverdueLine[] {
  const names = namesOf(
    db,
    overdue.flatMap(({ first }) => first ?? []),
  )
  return overdue.flatMap(({ issue, first }) => {
    if (issue.deadline === null) return []
    const { serial, title, deadline } = issue
    const name = first === null ? null : (names.get(first) ?? null)
    return [{ serial, title, unit: unitName(db, issue.unit), due: deadline, first: name }]
  })
}
