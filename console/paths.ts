import type { ActType } from '../core/command.ts'
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
  exported: (campaign: string, format: string, unit: UnitId | undefined) =>
    `/ledgers/${encodeURIComponent(campaign)}/${format}${unit === undefined ? '' : `?unit=${unit}`}`,
  issue: (serial: Serial) => `/issues/${encodeURIComponent(serial)}`,
  act: (serial: Serial, type: ActType) => `/issues/${encodeURIComponent(serial)}/act/${type}`,
  evidence: (serial: Serial, id: string) => `/issues/${encodeURIComponent(serial)}/evidence/${encodeURIComponent(id)}`,
  picture: (serial: Serial, id: string) => `${paths.evidence(serial, id)}/view`,
  asset: (name: string, version: string) => `/assets/${name}?v=${version}`,
} as const
