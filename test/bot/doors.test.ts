import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import type { PersonId } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { ActType, Command, IssueAct } from '../../core/command.ts'
import type { Issue } from '../../core/issue.ts'
import { transact } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { openNode } from '../../db/open-node.ts'
import { addPerson, bind, setPosts } from '../../db/people.ts'
import { desk, hidden } from '../support/console.ts'
import { demoDoor } from '../support/platforms/demo.ts'
import type { ChatDoor } from '../support/platforms/door.ts'
import { larkDoor } from '../support/platforms/lark.ts'
import { campaign } from '../support/campaign.ts'
import { acts, closedByDirector, reviewedCampaign } from '../support/facts.ts'
import { day, evidence, particulars, plan, terms, verification, world, type World } from '../support/world.ts'

// Each row opens an office for every door it goes through.
vi.setConfig({ testTimeout: 60_000 })

type Fields = Record<string, string | string[]>

/** One command as one person gives it: what it is to the ledger, and how it is given at each door that has it. */
type Row = {
  readonly who: keyof World['people'] | 'reviewer'
  /** The issue as it stands before; null for a report. */
  readonly from: (w: World) => Issue | null
  readonly command: (w: World, issue: Issue | null) => IssueAct | Extract<Command, { type: 'report' }>
  /** Typed in chat, and done with it. */
  readonly words?: string
  /** A button of the issue's card in chat; with `filled` a form comes first. */
  readonly button?: string
  readonly filled?: Fields
  /** A file sent in chat while the issue is talked of. */
  readonly file?: string
  /** The console's form. */
  readonly desk?: Fields | ((w: World) => Fields)
  readonly campaign?: Campaign
}

const bytes = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x34, 10])
const reported = {
  title: '临港产业园标准厂房补贴',
  cause: '财政资金未安排',
  course: '2021年签订协议，承诺补贴300万元，至今未兑现',
  happened: '2021-03',
  category: 'C2',
  enterprise: '某某科技有限公司',
  involved: '300',
} as const
const taken = { category: 'C2', confirmed: '300', planDue: '2022-12-08', deadline: '2023-03-31' }
const looked = {
  ...{ method: '现场', on: '2022-12-01', place: '临港产业园', inspectors: '王强、李敏' },
  ...{ finding: '补贴已到账，凭证齐全', callback: '' },
}

const { denied } = acts

const leadFrom = (w: World) => w.does('officer', w.report({ source: 'letters', deadline: null }))
const asked = (w: World) =>
  w.does('officer', w.on(w.to('reported'), { type: 'ask', question: '请补充协议原件的扫描件' }))
const assigned = (w: World) =>
  w.does(
    'officer',
    w.on(leadFrom(w), { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }),
  )
const extending = (w: World) =>
  w.does('responsible', w.on(w.to('rectifying'), { type: 'extend', to: day('2023-05-15'), reason: '资金未到位' }))
const proposed = (w: World) =>
  w.does('officer', w.on(w.to('rectifying'), { type: 'ask-dismissal', reason: '主体灭失' }))
const handledByAll = (w: World) => {
  const issue = w.to('rectifying')
  for (const who of ['officer', 'second', 'director'] as const)
    w.does(who, w.on(issue, { type: 'progress', text: '电话核实', percent: null, settled: null, done: [] }))
  w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence({ by: w.people.responsible }) }))
  const paid = { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] } as const
  w.does('responsible', w.on(issue, paid))
  return w.does('responsible', w.on(issue, { type: 'submit', text: '已完成', waived: [], waiver: null }))
}
const linkable = (w: World) => {
  const issue = w.to('reported')
  w.does('stranger', w.report({ unit: w.units.park, particulars: particulars({ title: '高新区另一件' }) }))
  return issue
}

const flag = { type: 'flag', kind: 'concealed', reason: '来信反映早已发生', evidence: [] } as const
const suspected = (w: World) => w.does('officer', w.on(w.to('rectifying'), flag))
const dispute = { type: 'appeal', about: 'assignment', reason: '项目在高新区', evidence: [] } as const

const rows = {
  report: [
    {
      who: 'contact',
      from: () => null,
      command: (w) => w.report({ particulars: particulars({ title: '临港产业园标准厂房补贴' }) }),
      words: '报送',
      button: '提交',
      filled: { ...reported, deadline: '2023-03-31' },
    },
    {
      who: 'officer',
      from: () => null,
      command: (w) => w.report({ source: 'letters', deadline: null, notDuplicate: false }),
      desk: (w) => ({ ...reported, unit: String(w.units.port), source: 'letters', deadline: '' }),
    },
  ],
  ask: [
    {
      who: 'officer',
      from: (w) => w.to('reported'),
      command: () => ({ type: 'ask', question: '请补充协议' }),
      button: '退回补充',
      filled: { question: '请补充协议' },
      desk: { question: '请补充协议' },
    },
  ],
  supplement: [
    {
      who: 'contact',
      from: asked,
      command: () => ({ type: 'supplement', text: '协议已补', changed: {} }),
      words: '补充 0001 协议已补',
      button: '补充材料',
      filled: { text: '协议已补' },
    },
  ],
  withdraw: [
    {
      who: 'contact',
      from: (w) => w.to('reported'),
      command: () => ({ type: 'withdraw', reason: '重复报送' }),
      words: '撤回 0001 重复报送',
      button: '撤回',
      filled: { reason: '重复报送' },
    },
  ],
  confirm: [
    {
      who: 'officer',
      from: (w) => w.to('reported'),
      command: () => ({ type: 'confirm', ...terms() }),
      button: '确认',
      filled: taken,
      desk: taken,
    },
  ],
  assign: [
    {
      who: 'officer',
      from: leadFrom,
      command: (w) => ({ type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }),
      desk: (w) => ({ ...taken, unit: String(w.units.port), signoffDue: '2022-12-05' }),
    },
    {
      who: 'reviewer',
      campaign: reviewedCampaign,
      from: (w) => w.does('officer', w.on(leadFrom(w), { type: 'refer', note: null })),
      command: (w) => ({ type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }),
      button: '交办',
      filled: { ...taken, signoffDue: '2022-12-05' },
    },
  ],
  refer: [
    {
      who: 'officer',
      campaign: reviewedCampaign,
      from: (w) => {
        whoIn(w, 'reviewer')
        return leadFrom(w)
      },
      command: () => ({ type: 'refer', note: '涉及两个园区' }),
      desk: { note: '涉及两个园区' },
    },
  ],
  dismiss: [
    {
      who: 'officer',
      from: (w) => w.to('reported'),
      command: () => ({ type: 'dismiss', reason: '不属实' }),
      desk: { reason: '不属实' },
    },
    {
      who: 'director',
      from: proposed,
      command: () => ({ type: 'dismiss', reason: '主体灭失' }),
      button: '不予列入',
      filled: { reason: '主体灭失' },
      desk: { reason: '主体灭失' },
    },
  ],
  'ask-dismissal': [
    {
      who: 'officer',
      from: (w) => w.to('rectifying'),
      command: () => ({ type: 'ask-dismissal', reason: '主体灭失' }),
      desk: { reason: '主体灭失' },
    },
  ],
  'refuse-dismissal': [
    {
      who: 'director',
      from: proposed,
      command: () => ({ type: 'refuse-dismissal', reason: '债权有人承继' }),
      button: '不同意不予列入',
      filled: { reason: '债权有人承继' },
      desk: { reason: '债权有人承继' },
    },
  ],
  accept: [{ who: 'contact', from: assigned, command: () => ({ type: 'accept' }), words: '签收 0001', button: '签收' }],
  merge: [
    {
      who: 'officer',
      from: (w) => {
        const issue = w.to('rectifying')
        w.does('contact', w.report({ particulars: particulars({ title: '同一笔补贴' }) }))
        return issue
      },
      command: () => ({ type: 'merge', into: 'LH2022-0002' }),
      desk: { into: '0002' },
    },
  ],
  decline: [
    {
      who: 'contact',
      from: assigned,
      command: () => ({ type: 'decline', reason: '不归本区' }),
      words: '退办 0001 不归本区',
      button: '退办',
      filled: { reason: '不归本区' },
    },
  ],
  reassign: [
    {
      who: 'officer',
      from: (w) => w.to('rectifying'),
      command: (w) => ({
        ...{ type: 'reassign', unit: w.units.park, signoffDue: day('2022-12-05'), planDue: day('2022-12-08') },
        reason: '园区已划归高新区',
      }),
      desk: (w) => ({
        ...{ unit: String(w.units.park), signoffDue: '2022-12-05', planDue: '2022-12-08' },
        reason: '园区已划归高新区',
      }),
    },
  ],
  plan: [
    {
      who: 'responsible',
      from: (w) => w.to('planning'),
      command: ({ people: { first, responsible } }) => plan({ first, responsible }),
      words: '措施 0001\n核对补贴金额，2022年12月31日\n拨付到位，2023年3月15日',
      button: '报措施',
      filled: {
        ...{ measure1: '核对补贴金额', due1: '2022-12-31', measure2: '拨付到位', due2: '2023-03-15' },
      },
    },
  ],
  replan: [
    {
      who: 'responsible',
      from: (w) => w.to('rectifying'),
      command: ({ people: { first, responsible } }) => ({
        ...plan({ first, responsible }),
        type: 'replan',
        measures: [
          { no: 1, text: '核对补贴金额', due: day('2022-12-31') },
          { no: 2, text: '拨付到位', due: day('2023-03-30') },
        ],
        outcome: null,
        reason: '资金晚到',
      }),
      button: '调整方案',
      filled: { reason: '资金晚到', due2: '2023-03-30' },
    },
  ],
  'approve-plan': [
    {
      who: 'officer',
      from: (w) => w.to('plan_review'),
      command: () => ({ type: 'approve-plan' }),
      button: '措施通过',
      desk: {},
    },
  ],
  'return-plan': [
    {
      who: 'officer',
      from: (w) => w.to('plan_review'),
      command: () => ({ type: 'return-plan', reason: '第二条要提前' }),
      button: '措施退回',
      filled: { reason: '第二条要提前' },
      desk: { reason: '第二条要提前' },
    },
  ],
  progress: [
    {
      who: 'responsible',
      from: (w) => w.to('rectifying'),
      command: () => ({ type: 'progress', text: '拨付手续已报市财政局', percent: null, settled: null, done: [] }),
      words: '进展 0001 拨付手续已报市财政局',
      button: '更新进展',
      filled: { text: '拨付手续已报市财政局' },
    },
    {
      who: 'officer',
      from: (w) => w.to('rectifying'),
      command: () => ({ type: 'progress', text: '电话核实，正在拨付', percent: null, settled: null, done: [] }),
      desk: { text: '电话核实，正在拨付' },
    },
  ],
  extend: [
    {
      who: 'responsible',
      from: (w) => w.to('rectifying'),
      command: () => ({ type: 'extend', to: day('2023-05-15'), reason: '资金未到位' }),
      words: '延期 0001 2023-05-15 资金未到位',
      button: '申请延期',
      filled: { to: '2023-05-15', reason: '资金未到位' },
    },
  ],
  'grant-extension': [
    {
      who: 'officer',
      from: extending,
      command: () => ({ type: 'grant-extension', to: day('2023-05-15') }),
      button: '同意延期',
      filled: { to: '2023-05-15' },
      desk: { to: '2023-05-15' },
    },
  ],
  'refuse-extension': [
    {
      who: 'officer',
      from: extending,
      command: () => ({ type: 'refuse-extension', reason: '资金已经到位' }),
      button: '不同意延期',
      filled: { reason: '资金已经到位' },
      desk: { reason: '资金已经到位' },
    },
  ],
  attach: [
    {
      who: 'responsible',
      from: (w) => w.to('rectifying'),
      command: (w) => ({
        type: 'attach',
        evidence: evidence({
          ...{ name: '回单.pdf', size: bytes.length, type: 'application/pdf', by: w.people.responsible },
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }),
      }),
      file: '回单.pdf',
    },
    {
      who: 'officer',
      from: (w) => w.to('rectifying'),
      command: (w) => ({
        type: 'attach',
        evidence: evidence({
          ...{ name: '回单.pdf', size: bytes.length, type: 'application/pdf', by: w.people.officer },
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }),
      }),
      desk: {},
    },
  ],
  submit: [
    {
      who: 'responsible',
      from: (w) => {
        w.to('verifying')
        return w.does('responsible', { type: 'unsubmit', serial: 'LH2022-0001', seen: null, reason: null })
      },
      command: () => ({ type: 'submit', text: '已全部拨付', waived: [], waiver: null }),
      words: '销号 0001 已全部拨付',
      button: '申请销号',
      filled: { text: '已全部拨付' },
    },
  ],
  unsubmit: [
    {
      who: 'responsible',
      from: (w) => w.to('verifying'),
      command: () => ({ type: 'unsubmit', reason: '材料有误' }),
      words: '撤回 0001 材料有误',
      button: '撤回申请',
      filled: { reason: '材料有误' },
    },
  ],
  'pass-review': [
    {
      who: 'reviewer',
      campaign: reviewedCampaign,
      from: (w) => w.to('verifying'),
      command: () => ({ type: 'pass-review' }),
      button: '审核通过',
    },
  ],
  'return-review': [
    {
      who: 'reviewer',
      campaign: reviewedCampaign,
      from: (w) => w.to('verifying'),
      command: () => ({ type: 'return-review', reason: '缺付款凭证' }),
      button: '审核退回',
      filled: { reason: '缺付款凭证' },
    },
  ],
  verify: [
    {
      who: 'second',
      from: (w) => w.to('verifying'),
      command: () => ({ type: 'verify', verification: verification() }),
      desk: looked,
      campaign: closedByDirector(campaign),
    },
  ],
  'call-back': [
    {
      who: 'second',
      from: (w) => w.to('verifying'),
      command: () => denied,
      desk: { on: '2022-12-01', outcome: 'denied', contact: '孙总', answer: '没有收到钱' },
    },
  ],
  overrule: [
    {
      who: 'director',
      from: (w) => w.does('second', w.on(w.to('verifying'), denied)),
      command: () => ({ type: 'overrule', evidence: 'e1', reason: '回单与合同账号一致' }),
      desk: { evidence: 'e1', reason: '回单与合同账号一致' },
    },
  ],
  close: [
    {
      who: 'second',
      from: (w) => w.to('verifying'),
      command: () => ({ type: 'close', verification: verification() }),
      desk: looked,
    },
  ],
  'send-back': [
    {
      who: 'second',
      from: (w) => w.to('verifying'),
      command: () => ({
        ...{ type: 'send-back', verification: verification(), reason: '缺付款凭证', deadline: day('2023-04-30') },
      }),
      desk: { ...looked, reason: '缺付款凭证', deadline: '2023-04-30' },
    },
  ],
  reopen: [
    {
      who: 'officer',
      from: (w) => w.to('closed'),
      command: () => ({ type: 'reopen', reason: '企业反映余款没有到账', deadline: day('2023-04-30') }),
      desk: { reason: '企业反映余款没有到账', deadline: '2023-04-30' },
    },
  ],
  undo: [
    {
      who: 'officer',
      from: (w) => w.to('closed'),
      command: () => ({ type: 'undo', reason: '销错了一件' }),
      desk: { reason: '销错了一件' },
    },
  ],
  flag: [
    {
      who: 'officer',
      from: (w) => w.to('rectifying'),
      command: () => flag,
      desk: { kind: 'concealed', reason: flag.reason },
    },
  ],
  'confirm-flag': [
    {
      who: 'second',
      from: suspected,
      command: () => ({ type: 'confirm-flag', kind: 'concealed', reason: '查实' }),
      desk: { kind: 'concealed', reason: '查实' },
    },
  ],
  'withdraw-flag': [
    {
      who: 'second',
      from: suspected,
      command: () => ({ type: 'withdraw-flag', kind: 'concealed', reason: '查无实据' }),
      desk: { kind: 'concealed', reason: '查无实据' },
    },
  ],
  appeal: [
    {
      who: 'contact',
      from: assigned,
      command: () => dispute,
      words: `异议 0001 ${dispute.reason}`,
      button: '提出异议',
      filled: { about: 'assignment', reason: dispute.reason },
    },
  ],
  'decide-appeal': [
    {
      who: 'director',
      from: (w) => w.does('contact', w.on(assigned(w), dispute)),
      command: () => ({ type: 'decide-appeal', upheld: true, reason: '经核实属高新区' }),
      desk: { ruling: 'upheld', reason: '经核实属高新区' },
    },
  ],
  'name-verifier': [
    {
      who: 'director',
      from: handledByAll,
      command: (w) => ({ type: 'name-verifier', person: w.people.stranger, reason: '都录过进展' }),
      desk: (w) => ({ person: String(w.people.stranger), reason: '都录过进展' }),
    },
  ],
  correct: [
    {
      who: 'officer',
      from: (w) => w.to('reported'),
      command: () => ({ type: 'correct', changed: { title: '临港产业园厂房补贴' }, reason: '名称写错' }),
      desk: { ...reported, title: '临港产业园厂房补贴', reason: '名称写错' },
    },
  ],
  link: [
    {
      who: 'officer',
      from: linkable,
      command: () => ({ type: 'link', to: 'LH2022-0002' }),
      desk: { to: '0002' },
    },
  ],
  unlink: [
    {
      who: 'officer',
      from: (w) => w.does('officer', w.on(linkable(w), { type: 'link', to: 'LH2022-0002' })),
      command: () => ({ type: 'unlink', from: 'LH2022-0002', reason: '不是一回事' }),
      desk: { from: 'LH2022-0002', reason: '不是一回事' },
    },
  ],
  comment: [
    {
      who: 'contact',
      from: (w) => w.to('rectifying'),
      command: () => ({ type: 'comment', text: '请抓紧拨付' }),
      words: '留言 0001 请抓紧拨付',
    },
    {
      who: 'officer',
      from: (w) => w.to('rectifying'),
      command: () => ({ type: 'comment', text: '请抓紧拨付' }),
      words: '留言 0001 请抓紧拨付',
      desk: { text: '请抓紧拨付' },
    },
  ],
} as const satisfies Record<ActType | 'report', readonly Row[]>

type Giving = { readonly w: World; readonly row: Row; readonly who: PersonId; readonly issue: Issue | null }

/** Everybody of the world, and the reviewer of 高新区 as lead unit. */
function whoIn(w: World, who: Row['who']): PersonId {
  if (who !== 'reviewer') return w.people[who]
  const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
  return transact(w.db, (tx) => {
    const id = addPerson(tx, { name: '吴审核', title: null, phone: null }, act)
    setPosts(tx, id, [{ unit: w.units.park, role: 'reviewer', scope: ['C2'] }], act)
    bind(tx, { platform: 'demo', externalId: `demo-${id}`, person: id }, act)
    return id
  })
}

/** What a door left in the log, apart from what is never the same twice: ids, times and the door. */
async function eventsAfter(w: World, row: Row, give: (giving: Giving) => Promise<void> | void): Promise<Left[]> {
  const who = whoIn(w, row.who)
  const issue = row.from(w)
  await give({ w, row, who, issue })
  const before = issue?.version ?? 0
  return historyOf(w.db, 'LH2022-0001')
    .slice(before)
    .map(({ by, event }) => ({
      by,
      event: JSON.parse(
        JSON.stringify(event, (key, value: unknown) => (unlike.includes(key) ? null : value)),
      ) as object,
    }))
}
type Left = { readonly by: PersonId | null; readonly event: object }
const unlike = ['id', 'at']

function toLedger({ w, row, who, issue }: Giving): void {
  const act = row.command(w, issue)
  const command = act.type === 'report' ? act : { ...act, serial: issue?.serial ?? '', seen: null }
  const outcome = w.run(who, command)
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
}

async function byWords(door: ChatDoor, { row, who }: Giving): Promise<void> {
  await door.says(who, row.words ?? '')
  if (row.button === '提交') await door.fills(who, row.filled ?? {}, row.button)
}

async function byButton(door: ChatDoor, { row, who }: Giving): Promise<void> {
  await door.says(who, '查 0001')
  await door.taps(who, row.button ?? '')
  if (row.filled) await door.fills(who, row.filled, '提交')
}

async function byFile(door: ChatDoor, { row, who }: Giving): Promise<void> {
  await door.says(who, '查 0001')
  await door.sends(who, row.file ?? '', bytes)
}

async function atDesk(row: Row): Promise<Left[]> {
  const office = row.campaign ? desk({}, row.campaign) : desk()
  const w = office.world
  try {
    return await eventsAfter(w, row, async ({ who, issue }) => {
      const fields = typeof row.desk === 'function' ? row.desk(w) : (row.desk ?? {})
      const browser = await office.signIn(who)
      const { type } = row.command(w, issue)
      if (type === 'report') {
        const page = await browser.get('/issues/new')
        expect((await browser.post('/issues/new', { ...hidden(page.text), ...fields })).status).toBe(303)
        return
      }
      const files = type === 'attach' ? { files: [new File([bytes], '回单.pdf', { type: 'application/pdf' })] } : {}
      const answer = await browser.act(issue?.serial ?? '', type, { ...fields, ...files })
      expect([answer.status, answer.status === 303 ? '' : answer.text]).toEqual([303, ''])
    })
  } finally {
    office.close()
  }
}

async function inChat(open: (w: World) => Promise<ChatDoor>, row: Row, give: typeof byWords): Promise<Left[]> {
  const office = openNode(':memory:')
  const w = row.campaign ? world(office.db, row.campaign) : world(office.db)
  const door = await open(w)
  try {
    return await eventsAfter(w, row, (giving) => give(door, giving))
  } finally {
    await door.close()
    office.close()
  }
}

async function straight(row: Row): Promise<Left[]> {
  const office = openNode(':memory:')
  const w = row.campaign ? world(office.db, row.campaign) : world(office.db)
  const events = await eventsAfter(w, row, toLedger)
  office.close()
  return events
}

describe.each(Object.entries<readonly Row[]>(rows).flatMap(([type, list]) => list.map((row) => ({ type, row }))))(
  '$type by the $row.who',
  ({ row }) => {
    const chats = [
      ['Lark', larkDoor],
      ['the demo', demoDoor],
    ] as const
    const same = async (events: Promise<Left[]>, by?: null) => {
      const expected = await straight(row)
      expect(expected.length).toBeGreaterThan(0)
      expect(await events).toEqual(by === null ? expected.map((left) => ({ ...left, by })) : expected)
    }
    for (const [name, open] of chats) {
      if (row.words) test(`in words on ${name}`, () => same(inChat(open, row, byWords)))
      if (row.button && row.button !== '提交') test(`by a card of ${name}`, () => same(inChat(open, row, byButton)))
      // A file is fetched after it was sent: the system puts it in place, under the name of whoever sent it.
      if (row.file) test(`by a file on ${name}`, () => same(inChat(open, row, byFile), null))
    }
    if (row.desk) test('in the console', () => same(atDesk(row)))
  },
)
