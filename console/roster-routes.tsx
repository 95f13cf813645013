import type { Hono } from 'hono'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { makeCode, postUnbind } from './roster-binding.tsx'
import { dividePage, postDivide } from './roster-divide.tsx'
import { postGroupHours } from './roster-group-hours.tsx'
import { groupsPage, postConfirm, postRefuse, postRelease } from './roster-groups.tsx'
import { mergePage, postMerge } from './roster-merge.tsx'
import { handoverPage, postHandover } from './roster-handover.tsx'
import { handoversPage, postCancel } from './handovers.tsx'
import { newPersonPage, personPage, postPerson } from './roster-person.tsx'
import { postRename, renamePage } from './roster-rename.tsx'
import { editUnitPage, newUnitPage, postNewUnit, postUnit } from './roster-unit-edit.tsx'
import { substitutePage, postSubstitute } from './roster-substitute.tsx'
import { endPage, postEnd } from './roster-substitute-end.tsx'
import { unitPage } from './roster-unit.tsx'
import { rosterPage } from './roster.tsx'
import type { Env } from './session.ts'

/** 人员与单位, below /roster. */
export function rosterRoutes(app: Hono<Env>, office: Office, show: Show): void {
  app.get('/roster', (c) => rosterPage(c, office, show))
  app.get('/roster/groups', (c) => groupsPage(c, office, show))
  app.post('/roster/groups/confirm', (c) => postConfirm(c, office, show))
  app.post('/roster/groups/refuse', (c) => postRefuse(c, office, show))
  app.post('/roster/groups/release', (c) => postRelease(c, office, show))
  app.post('/roster/groups/hours', (c) => postGroupHours(c, office, show))
  app.get('/roster/people/new', (c) => newPersonPage(c, office, show))
  app.post('/roster/people/new', (c) => postPerson(c, office, show))
  app.get('/roster/people/:id', (c) => personPage(c, office, show))
  app.post('/roster/people/:id', (c) => postPerson(c, office, show))
  app.get('/roster/people/:id/substitute', (c) => substitutePage(c, office, show))
  app.post('/roster/people/:id/substitute', (c) => postSubstitute(c, office, show))
  app.get('/roster/people/:id/substitute/:number', (c) => endPage(c, office, show))
  app.post('/roster/people/:id/substitute/:number', (c) => postEnd(c, office, show))
  app.get('/roster/people/:id/handover', (c) => handoverPage(c, office, show))
  app.post('/roster/people/:id/handover', (c) => postHandover(c, office, show))
  app.get('/handovers', (c) => handoversPage(c, office, show))
  app.post('/handovers/:id/cancel', (c) => postCancel(c, office, show))
  app.post('/roster/people/:id/code', (c) => makeCode(c, office, show))
  app.post('/roster/people/:id/unbind', (c) => postUnbind(c, office, show))
  app.get('/roster/units/new', (c) => newUnitPage(c, office, show))
  app.post('/roster/units/new', (c) => postNewUnit(c, office, show))
  app.get('/roster/units/:id', (c) => unitPage(c, office, show))
  app.get('/roster/units/:id/edit', (c) => editUnitPage(c, office, show))
  app.post('/roster/units/:id/edit', (c) => postUnit(c, office, show))
  app.get('/roster/units/:id/rename', (c) => renamePage(c, office, show))
  app.post('/roster/units/:id/rename', (c) => postRename(c, office, show))
  app.get('/roster/units/:id/merge', (c) => mergePage(c, office, show))
  app.post('/roster/units/:id/merge', (c) => postMerge(c, office, show))
  app.get('/roster/units/:id/divide', (c) => dividePage(c, office, show))
  app.post('/roster/units/:id/divide', (c) => postDivide(c, office, show))
}
