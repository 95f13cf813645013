import type { ActType } from '../core/command.ts'
import type { Day } from '../core/calendar/day.ts'
import type { Figure } from '../core/digest/figures.ts'
import type { DutyId } from '../core/hand-ins/duty.ts'
import type { PersonId } from '../core/actor.ts'
import type { Serial, UnitId } from '../core/issue.ts'

/** Every address of the console, so that none is spelled twice. */
export const paths = {
  ledger: '/',
  login: '/login',
  cardTemplate: (platform: string) => `/platforms/${platform}/card`,
  cardTemplateFile: (platform: string) => `/platforms/${platform}/card/file`,
  loginWith: (platform: string) => `/login/with/${platform}`,
  logout: '/logout',
  resume: '/sending/resume',
  campaigns: '/campaigns',
  campaign: (code: string) => `/campaigns/${encodeURIComponent(code)}`,
  campaignChange: (code: string) => `/campaigns/${encodeURIComponent(code)}/change`,
  campaignMove: (code: string) => `/campaigns/${encodeURIComponent(code)}/move`,
  phaseReport: (code: string, phase: string) =>
    `/campaigns/${encodeURIComponent(code)}/report/${encodeURIComponent(phase)}`,
  money: '/money',
  moneyOf: (campaign: string | undefined) =>
    campaign === undefined ? '/money' : `/money?campaign=${encodeURIComponent(campaign)}`,
  newIssue: '/issues/new',
  imports: '/imports',
  import: (id: string) => `/imports/${encodeURIComponent(id)}`,
  exported: (campaign: string, format: string, unit: UnitId | undefined) =>
    `/ledgers/${encodeURIComponent(campaign)}/${format}${unit === undefined ? '' : `?unit=${unit}`}`,
  issue: (serial: Serial) => `/issues/${encodeURIComponent(serial)}`,
  /** All nudges on the page of an issue or a paper. */
  nudgesOf: (page: string) => `${page}?nudges=all#nudges`,
  act: (serial: Serial, type: ActType) => `/issues/${encodeURIComponent(serial)}/act/${type}`,
  evidence: (serial: Serial, id: string) => `/issues/${encodeURIComponent(serial)}/evidence/${encodeURIComponent(id)}`,
  redactions: '/redactions',
  redaction: (id: number) => `/redactions/${id}`,
  redact: (serial: Serial, n: number) => `${paths.issue(serial)}/redact/${n}`,
  seal: (serial: Serial) => `${paths.issue(serial)}/seals`,
  openSeals: (serial: Serial) => `${paths.issue(serial)}/seals/open`,
  picture: (serial: Serial, id: string) => `${paths.evidence(serial, id)}/view`,
  handIns: '/hand-ins',
  handInParts: '/hand-ins/parts',
  handIn: (id: DutyId) => `/hand-ins/${encodeURIComponent(id)}`,
  handInPaper: (id: DutyId) => `/hand-ins/${encodeURIComponent(id)}/print`,
  handInFile: (id: DutyId, sha256: string) => `/hand-ins/${encodeURIComponent(id)}/files/${sha256}`,
  deliveries: '/deliveries',
  deliveriesIn: (query: { state?: string | null; name?: string; before?: number | null }) =>
    `/deliveries?${searchOf({ state: query.state, name: query.name, before: query.before })}`,
  deliveriesAgain: '/deliveries/again',
  deliveriesQuota: '/deliveries/quota',
  deliveryAgain: (id: number) => `/deliveries/${id}/again`,
  suggestions: '/suggestions',
  suggestion: (id: number) => `/suggestions/${id}`,
  suggestionLetter: (id: number) => `/suggestions/${id}/letter`,
  handovers: '/handovers',
  handover: (person: PersonId) => `/roster/people/${person}/handover`,
  cancelHandover: (id: number) => `/handovers/${id}/cancel`,
  calendar: '/calendar',
  calendarOf: (year: number) => `/calendar?year=${year}`,
  calendarDay: '/calendar/day',
  calendarHours: '/calendar/hours',
  calendarNotice: '/calendar/notice',
  digests: '/digests',
  digest: (campaign: string, week: Day) => `/digests/${encodeURIComponent(campaign)}/${week}`,
  digestFreeze: (campaign: string, week: Day) => `${paths.digest(campaign, week)}/freeze`,
  digestParagraph: (campaign: string, week: Day) => `${paths.digest(campaign, week)}/paragraph`,
  digestAgain: (campaign: string, week: Day) => `${paths.digest(campaign, week)}/again`,
  digestIssues: (campaign: string, week: Day, figure: Figure, narrowed: Narrowed) =>
    `${paths.digest(campaign, week)}/${figure}${queryOf(narrowed)}`,
  roster: '/roster',
  newUnit: '/roster/units/new',
  unit: (id: UnitId) => `/roster/units/${id}`,
  editUnit: (id: UnitId) => `/roster/units/${id}/edit`,
  renameUnit: (id: UnitId) => `/roster/units/${id}/rename`,
  mergeUnit: (id: UnitId) => `/roster/units/${id}/merge`,
  divideUnit: (id: UnitId) => `/roster/units/${id}/divide`,
  newPerson: '/roster/people/new',
  person: (id: PersonId) => `/roster/people/${id}`,
  substitute: (id: PersonId) => `/roster/people/${id}/substitute`,
  endSubstitute: (id: PersonId, number: number) => `/roster/people/${id}/substitute/${number}`,
  code: (id: PersonId) => `/roster/people/${id}/code`,
  unbind: (id: PersonId) => `/roster/people/${id}/unbind`,
  groups: '/roster/groups',
  confirmGroup: '/roster/groups/confirm',
  refuseGroup: '/roster/groups/refuse',
  releaseGroup: '/roster/groups/release',
  groupHours: '/roster/groups/hours',
  ledgerOf: (unit: UnitId) => `/?unit=${unit}`,
  asset: (name: string, version: string) => `/assets/${name}?v=${version}`,
} as const

type Narrowed = { readonly [name in 'unit' | 'at' | 'page']?: number | undefined }

function queryOf(narrowed: Narrowed): string {
  const given = Object.entries(narrowed).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${given.map(([name, value]) => `${name}=${value}`).join('&')}`
}

/** The filled ones of these as a query. */
function searchOf(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return new URLSearchParams(Object.fromEntries(filled.map(([name, value]) => [name, String(value)]))).toString()
}
