import type { PersonId } from '../../../core/actor.ts'

/** Everybody who might learn of an issue of the port (or, for `other`, of the park). */
export const readers = {
  contact: '责任单位联络员',
  stranger: '外单位联络员',
  above: '上级单位联络员',
  reviewer: '本类别牵头单位审核人',
  otherReviewer: '其他类别牵头单位审核人',
  leader: '分管领导',
  otherLeader: '不分管的领导',
  delegate: '受委托核查人',
  officer: '经办人',
  director: '主任',
  administrator: '管理员',
  auditor: '监督员',
  former: '已免去职务的人',
  unbound: '未绑定的人',
} as const
export type ReaderName = keyof typeof readers

/** Kinds of issues there is a rule about. `other` is of another unit and category; all the rest are of the same. */
export const kinds = {
  own: '单位自查上报，在办',
  other: '外单位的问题',
  lead: '线索，交办前',
  'dropped-lead': '线索，交办前不予列入',
  'merged-lead': '线索，交办前并入在办的一件',
  referred: '线索，交牵头单位，交办前',
  assigned: '线索，已交办',
  delegated: '自查上报，委托核查中',
  closed: '自查上报，已销号',
  dismissed: '自查上报，不予列入',
  withdrawn: '自查上报，已撤回',
  merged: '自查上报，已合并',
} as const
export type Kind = keyof typeof kinds

const all = Object.keys(kinds) as Kind[]
const told: readonly Kind[] = ['own', 'assigned', 'delegated', 'closed', 'dismissed', 'withdrawn', 'merged']
const leads: readonly Kind[] = ['lead', 'dropped-lead', 'merged-lead', 'referred']

/** Who may know of which: written down from the domain page, sections 1 and 4, not read off the code. */
export const table: Readonly<Record<ReaderName, readonly Kind[]>> = {
  contact: told,
  stranger: ['other'],
  above: [...told, 'other'],
  reviewer: [...told, 'referred'],
  otherReviewer: ['other'],
  leader: [...told, ...leads],
  otherLeader: ['other'],
  delegate: ['delegated'],
  officer: all,
  director: all,
  administrator: all,
  auditor: all,
  former: [],
  unbound: [],
}

/** Who signs in to the console; whoever else asks there is nobody. */
export const inConsole: readonly ReaderName[] = [
  ...(['leader', 'otherLeader', 'delegate', 'officer', 'director', 'administrator', 'auditor'] as const),
]

/** Which group chats may read of which: the unit's own, the office's; all contacts' of none. */
export const groupTable: Readonly<Record<'port' | 'office' | 'contacts', readonly Kind[]>> = {
  port: told,
  office: all,
  contacts: [],
}
/** Who reads along in which group. */
export function groupsOf(who: ReaderName): readonly (keyof typeof groupTable)[] {
  if (who === 'contact') return ['port', 'contacts']
  if (who === 'stranger' || who === 'above') return ['contacts']
  return who === 'officer' || who === 'director' ? ['office'] : []
}
const groupNames = { port: '责任单位群', office: '办公室群', contacts: '联络员总群' } as const

export const readerNames = Object.keys(readers) as ReaderName[]
export const kindNames = all
export const hiddenFrom = (who: ReaderName): Kind[] => all.filter((kind) => !table[who].includes(kind))

export type Cast = Readonly<Record<Exclude<ReaderName, 'unbound'>, PersonId>>

export const groupKinds = Object.keys(groupTable) as (keyof typeof groupTable)[]

/** The table for people, in Chinese. */
export function tablePage(): string {
  const head = ['', ...Object.values(kinds)]
  const rows = readerNames.map((who) => {
    const sees = all.map((kind) => (table[who].includes(kind) ? '可见' : '—'))
    return [`${readers[who]}${inConsole.includes(who) ? '（可登录后台）' : ''}`, ...sees]
  })
  const groups = groupKinds.map((group) => {
    return [groupNames[group], ...all.map((kind) => (groupTable[group].includes(kind) ? '编号、办理动作' : '—'))]
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [intro, line(head), line(head.map(() => '---')), ...[...rows, ...groups].map(line), '', outro].join('\n')
}

const intro = `# 谁能知道哪些问题

本页由测试生成：后台的每一个地址、聊天里的每一个词和按钮，都以表中每一种有所不知的人的身份走一遍；“—”表示标题、编号、企业、件数、
人名一概不出现，问起来与编造的编号答复一字不差。
`
const outro = `密封内容（反映人、联系方式、办公室备注）只有经办人、主任可以查看，每次查看都有记录；监督员拿到的日志里没有，照样能校验。
“受委托核查人”只看委托给本人的那一件。单位的人不登录后台，只在聊天里办理。群里只说本群该知道的问题的编号和办理动作。
运行指标（/metrics）只有件数，没有编号、标题和人名，而且只有运行本系统的技术人员能取。
`
