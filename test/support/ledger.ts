import { ledgerPaper, ledgerStream, type LedgerFormat } from '../../console/papers/ledger-file.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { Particulars } from '../../core/issue.ts'
import type { Db } from '../../db/database.ts'
import { unitNamed } from '../../db/people.ts'
import { campaign } from './campaign.ts'
import { particulars, terms, world, type World } from './world.ts'

/** The annex of the 漯河 document, word for word. */
export const luohe: Campaign = {
  ...campaign,
  annex: {
    title: '漯河市招商引资领域政府失信行为排查情况一览表',
    columns: [
      { label: '序号', fields: ['ordinal'] },
      { label: '问题描述', fields: ['title', 'cause', 'course'] },
      { label: '推进措施及时间节点', fields: ['measures'] },
      { label: '完成时限', fields: ['deadline'] },
      { label: '第一责任人', fields: ['firstResponsible'] },
      { label: '具体责任人', fields: ['responsible'] },
      { label: '备注', fields: ['remark'] },
    ],
    notes: [
      { text: '要认真排查，如实填报，不得瞒报、漏报；' },
      { text: '“问题描述”要写清楚项目名称、事件原因及过程。' },
    ],
    from: '附件',
  },
}

/** What people type that a sheet may choke on. */
export const hostile: Partial<Particulars> = {
  title: '=HYPERLINK("http://x","点我")',
  cause: '标签 <w:p> ]]> & _x000D_ &amp;\u0007\u001b',
  course: `第一行\r\n第二行\t😀 ${'很长'.repeat(150)}`,
  enterprise: '#N/A',
  involved: 123_456_789,
  remark: '-1',
}

/** A small ledger with an issue in each kind of state, one that reads badly, and a lead its unit doesn't know of. */
export function ledgerWorld(db: Db): World {
  const w = world(db, luohe)
  const report = (changes: Partial<Particulars>) => w.does('contact', w.report({ particulars: particulars(changes) }))
  w.to('rectifying')
  report(hostile)
  w.does('officer', w.on(report({ title: '不属实的问题' }), { type: 'dismiss', reason: '经核实不属实' }))
  w.does('officer', w.report({ source: 'letters', particulars: particulars({ title: '来信反映的线索' }) }))
  w.to('closed')
  w.does(
    'officer',
    w.on(w.does('stranger', w.report({ unit: w.units.park, particulars: particulars({ title: '高新区的问题' }) })), {
      type: 'confirm',
      ...terms(),
    }),
  )
  return w
}

type Wish = {
  readonly format: LedgerFormat
  readonly campaign?: Campaign
  readonly unit?: string
  readonly now: number
}

/** The file of a ledger, whole. */
export async function ledgerBytes(db: Db, { format, campaign: running = luohe, unit, now }: Wish): Promise<Uint8Array> {
  const paper = ledgerPaper(db, {
    campaign: running,
    unit: unit === undefined ? null : unitNamed(db, unit),
    actor: { kind: 'system', door: 'cli' },
    format,
    now,
  })
  return new Uint8Array(await new Response(ledgerStream(paper, format)).arrayBuffer())
}
