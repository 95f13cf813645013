import { keepImport } from '../../../db/imports.ts'
import type { Campaign } from '../../../core/campaigns/campaign.ts'
import type { IssueAct } from '../../../core/command.ts'
import type { Role } from '../../../core/actor.ts'
import type { Issue, Serial, UnitId } from '../../../core/issue.ts'
import { transact, type Db } from '../../../db/database.ts'
import { startDraft } from '../../../db/drafts.ts'
import { bindGroup } from '../../../db/groups.ts'
import { seal } from '../../../db/seals.ts'
import { addPerson, addUnit, bind, setPosts } from '../../../db/people.ts'
import { owing } from '../hand-ins.ts'
import { day, evidence, particulars, plan, start, terms, verification, world, type World } from '../world.ts'
import type { Cast, Kind } from './table.ts'

const act = { actor: { kind: 'system', door: 'cli' }, now: start } as const

/** A campaign with a lead unit for each category and papers to hand in. */
export const watched: Campaign = {
  ...owing,
  groups: [
    { id: 'G1', name: '招商组', lead: '商务局', support: [], categories: ['C2'], from: '三' },
    { id: 'G2', name: '案件组', lead: '司法局', support: [], categories: ['C9'], from: '三' },
  ],
}

export type Watched = ReturnType<typeof watchedOffice>

/** The draft an officer has begun about what is hidden, and the sheet that was read with it in. */
export const hiddenDraft = 'draft-of-an-officer'
export const hiddenImport = '00000000-0000-4000-8000-000000000001'
export const groups = { port: 'oc_port', office: 'oc_office', contacts: 'oc_all' } as const

/**
 * An office in which issues of these kinds have come about, in this order, so that the last ones can be left out
 * and everything before them is the same to the last number.
 */
export function watchedOffice(db: Db, { known, hidden }: { known: readonly Kind[]; hidden: readonly Kind[] }) {
  const w = world(db, watched)
  const cast = castOf(w)
  const serials = new Map<Kind, Serial>()
  for (const kind of [...known, ...hidden]) serials.set(kind, builders[kind](w, cast, serialOf).serial)
  for (const kind of hidden) besides(w, { serial: serialOf(kind), known: known[0] ? serialOf(known[0]) : null })
  if (hidden[0]) traces(w, serialOf(hidden[0]))
  transact(w.db, (tx) => setPosts(tx, cast.former, [], act))
  return { w, cast, serialOf }

  function serialOf(kind: Kind): Serial {
    const serial = serials.get(kind)
    if (!serial) throw new Error(`no issue of the kind ${kind}`)
    return serial
  }
}

function castOf(w: World): Cast {
  return transact(w.db, (tx) => {
    const unit = (name: string) => addUnit(tx, { name, kind: null, parent: null }, act)
    const person = (name: string, at: UnitId, role: Role, scope: string[] = []) => {
      const id = addPerson(tx, { name, title: null, phone: null }, act)
      setPosts(tx, id, [{ unit: at, role, scope }], act)
      bind(tx, { platform: 'demo', externalId: `demo-${id}`, person: id }, act)
      return id
    }
    const { city, port, park } = w.units
    setPosts(tx, w.people.leader, [{ unit: city, role: 'leader', scope: [`#${port}`] }], act)
    bindGroup(tx, { platform: 'demo', chatId: groups.port, unit: port }, act)
    bindGroup(tx, { platform: 'demo', chatId: groups.office, unit: null }, act)
    bindGroup(tx, { platform: 'demo', chatId: groups.contacts, unit: null, kind: 'contacts' }, act)
    const { officer, director, administrator, auditor, contact, stranger, above, leader } = w.people
    return {
      ...{ officer, director, administrator, auditor, contact, stranger, above, leader },
      reviewer: person('韩审核', unit('商务局'), 'reviewer'),
      otherReviewer: person('司审核', unit('司法局'), 'reviewer'),
      otherLeader: person('吴市长', city, 'leader', [`#${park}`]),
      delegate: person('查委托', unit('审计局'), 'contact'),
      former: person('前经办', w.units.office, 'officer'),
    }
  })
}

/** Who brought the assigned lead up: read by officers and directors, who ask for it, and by nobody else. */
export const sealedSecret = '密封的反映人'

/** `known`: an issue of a kind that has come about before. */
type Builder = (w: World, cast: Cast, known: (kind: Kind) => Serial) => Issue

/** What is about to be looked for on every page stands in the title, the cause and the case number. */
export const secretOf = (kind: Kind) => `密语${Object.keys(builders).indexOf(kind)}号事项`

const about = (kind: Kind, changes = {}) =>
  particulars({ title: secretOf(kind), cause: `${secretOf(kind)}的原因`, ...changes })

const builders: Readonly<Record<Kind, Builder>> = {
  own: (w) => rectifying(w, 'own'),
  other: (w) => {
    const caseNumber = '（2022）豫1102民初123号'
    const content = about('other', { category: 'C9', caseNumber })
    return w.does('stranger', w.report({ unit: w.units.park, particulars: content }))
  },
  lead: (w) => leadOf(w, 'lead'),
  'dropped-lead': (w) => {
    const lead = leadOf(w, 'dropped-lead')
    return w.does('officer', w.on(lead, { type: 'dismiss', reason: '经核实不属实' }))
  },
  'merged-lead': (w, _cast, known) => {
    const lead = leadOf(w, 'merged-lead')
    return w.does('officer', w.on(lead, { type: 'merge', into: known('own') }))
  },
  referred: (w) => w.does('officer', w.on(leadOf(w, 'referred'), { type: 'refer', note: null })),
  assigned: (w) => {
    const assign: IssueAct = { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }
    const lead = leadOf(w, 'assigned')
    const secret = { complainant: sealedSecret, contact: sealedSecret, note: sealedSecret }
    transact(w.db, (tx) => seal(tx, lead.serial, secret, { actor: w.as('officer'), now: w.clock.now }))
    return w.does('officer', w.on(lead, assign))
  },
  delegated: (w, cast) => {
    const issue = rectifying(w, 'delegated')
    const said = { type: 'progress', percent: null, settled: null, done: [] } as const
    for (const who of ['officer', 'second', 'director', cast.former] as const)
      w.does(who, w.on(issue, { ...said, text: '电话了解进展' }))
    submitted(w, issue)
    return w.does('director', w.on(issue, { type: 'name-verifier', person: cast.delegate, reason: '办公室均已参与' }))
  },
  closed: (w) => {
    const issue = submitted(w, rectifying(w, 'closed'))
    return w.does('second', w.on(issue, { type: 'close', verification: verification() }))
  },
  dismissed: (w) => w.does('officer', w.on(reported(w, 'dismissed'), { type: 'dismiss', reason: '经核实不属实' })),
  withdrawn: (w) => w.does('contact', w.on(reported(w, 'withdrawn'), { type: 'withdraw', reason: '报错了' })),
  merged: (w, _cast, known) => {
    const issue = reported(w, 'merged')
    return w.does('officer', w.on(issue, { type: 'merge', into: known('own') }))
  },
}

function reported(w: World, kind: Kind): Issue {
  return w.does('contact', w.report({ particulars: about(kind) }))
}

function leadOf(w: World, kind: Kind): Issue {
  return w.does('officer', w.report({ source: 'letters', deadline: null, particulars: about(kind) }))
}

function rectifying(w: World, kind: Kind): Issue {
  const issue = reported(w, kind)
  const { first, responsible } = w.people
  w.does('officer', w.on(issue, { type: 'confirm', ...terms() }))
  w.does('responsible', w.on(issue, plan({ first, responsible })))
  w.does('officer', w.on(issue, { type: 'approve-plan' }))
  const file = evidence({ by: responsible, name: `${secretOf(kind)}.jpg` })
  return w.does('responsible', w.on(issue, { type: 'attach', evidence: file }))
}

function submitted(w: World, issue: Issue): Issue {
  const done = { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] } as const
  w.does('responsible', w.on(issue, done))
  return w.does('responsible', w.on(issue, { type: 'submit', text: '已完成', waived: [], waiver: null }))
}

/** What is done around a hidden issue: spoken of, and tied to one that everybody knows. */
function besides(w: World, { serial, known }: { serial: Serial; known: Serial | null }): void {
  w.does('officer', w.on({ serial }, { type: 'comment', text: '办公室内部意见' }))
  if (known) w.does('officer', w.on({ serial: known }, { type: 'link', to: serial }))
}

/** What an officer leaves lying about: a form half filled in, a sheet not yet confirmed. */
function traces(w: World, serial: Serial): void {
  transact(w.db, (tx) => {
    const written = { form: 'comment', serial, seen: null, values: { text: '密语草稿' } }
    startDraft(tx, { id: hiddenDraft, person: w.people.officer, ...written, now: w.clock.now })
    const plan = { news: [], changed: [], same: 1, notes: [`密语台账 ${serial}`] }
    const whose = { actor: w.as('officer'), now: w.clock.now }
    keepImport(tx, { id: hiddenImport, plan, campaign: watched.code, file: '密语台账.xlsx', ...whose })
  })
}
