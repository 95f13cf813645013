import type { ActType } from '../core/command.ts'
import type { DutyId } from '../core/hand-ins/duty.ts'
import type { PersonId } from '../core/actor.ts'
import type { Serial, UnitId } from '../core/issue.ts'

/** Every address of the console, so that none is spelled twice. */
export const paths = {
  ledger: '/',
  login: '/login',
  logout: '/logout',
  resume: '/sending/resume',
  sendAgain: '/sending/again',
  campaigns: '/campaigns',
  campaign: (code: string) => `/campaigns/${encodeURIComponent(code)}`,
  campaignChange: (code: string) => `/campaigns/${encodeURIComponent(code)}/change`,
  campaignMove: (code: string) => `/campaigns/${encodeURIComponent(code)}/move`,
  newIssue: '/issues/new',
  imports: '/imports',
  import: (id: string) => `/imports/${encodeURIComponent(id)}`,
  exported: (campaign: string, format: string, unit: UnitId | undefined) =>
    `/ledgers/${encodeURIComponent(campaign)}/${format}${unit === undefined ? '' : `?unit=${unit}`}`,
  issue: (serial: Serial) => `/issues/${encodeURIComponent(serial)}`,
  act: (serial: Serial, type: ActType) => `/issues/${encodeURIComponent(serial)}/act/${type}`,
  evidence: (serial: Serial, id: string) => `/issues/${encodeURIComponent(serial)}/evidence/${encodeURIComponent(id)}`,
  picture: (serial: Serial, id: string) => `${paths.evidence(serial, id)}/view`,
  handIns: '/hand-ins',
  handInParts: '/hand-ins/parts',
  handIn: (id: DutyId) => `/hand-ins/${encodeURIComponent(id)}`,
  handInPaper: (id: DutyId) => `/hand-ins/${encodeURIComponent(id)}/print`,
  handInFile: (id: DutyId, sha256: string) => `/hand-ins/${encodeURIComponent(id)}/files/${sha256}`,
  roster: '/roster',
  newUnit: '/roster/units/new',
  unit: (id: UnitId) => `/roster/units/${id}`,
  editUnit: (id: UnitId) => `/roster/units/${id}/edit`,
  renameUnit: (id: UnitId) => `/roster/units/${id}/rename`,
  mergeUnit: (id: UnitId) => `/roster/units/${id}/merge`,
  divideUnit: (id: UnitId) => `/roster/units/${id}/divide`,
  newPerson: '/roster/people/new',
  person: (id: PersonId) => `/roster/people/${id}`,
  code: (id: PersonId) => `/roster/people/${id}/code`,
  unbind: (id: PersonId) => `/roster/people/${id}/unbind`,
  groups: '/roster/groups',
  confirmGroup: '/roster/groups/confirm',
  refuseGroup: '/roster/groups/refuse',
  releaseGroup: '/roster/groups/release',
  ledgerOf: (unit: UnitId) => `/?unit=${unit}`,
  asset: (name: string, version: string) => `/assets/${name}?v=${version}`,
} as const
