import { rungText } from '../core/nudges/nudge-texts.ts'
import type { Campaign } from '../core/campaigns/campaign.ts'

/** What the pages about campaigns say. */
export const campaignTexts = {
  title: '专项行动',
  back: '返回专项行动',
  startedOn: (day: string): string => `${day} 启动`,
  issues: ({ all, open, closed }: { all: number; open: number; closed: number }): string => {
    const aside = all - open - closed
    const rest = aside > 0 ? `，不予列入、已合并、已撤回 ${aside} 件` : ''
    return `问题 ${all} 件，在办 ${open} 件，已销号 ${closed} 件${rest}`
  },
  code: '代号',
  document: '依据文件',
  issuer: '发文机关',
  issuedOn: '发文日期',
  office: '牵头机构',
  officeIn: (unit: string): string => `（设在${unit}）`,
  units: '参加单位',
  cap: '最迟完成整改',
  phases: '阶段',
  phase: { past: '已结束', current: '进行中', coming: '未开始', open: '未定日期' },
  today: (day: string, left: number | null): string =>
    left === null ? `今天 ${day}` : left === 0 ? `今天 ${day}，最后一天` : `今天 ${day}，还有 ${left} 天`,
  span: (begin: string | null, end: string | null): string => `${begin ?? '未定'} 至 ${end ?? '未定'}`,
  deliverables: '报送事项',
  owes: { unit: '每个责任单位', group: '每个工作组' },
  columns: {
    deliverable: '报送什么',
    owes: '谁报',
    to: '报给谁',
    due: '期限',
    group: '工作组',
    lead: '牵头单位',
    support: '配合单位',
    categories: '负责类别',
    step: '措施',
    when: '什么情况',
    score: '计分情况',
    points: '分值',
    source: '出处',
  },
  groups: '工作组',
  categories: '问题类别',
  isCase: '须填案号',
  sources: '问题来源',
  rules: '办理规则',
  signoff: '签收',
  workdays: (days: number): string => `${days} 个工作日内`,
  plan: '报措施',
  approval: (approved: boolean): string => (approved ? '须经审核' : '不经审核'),
  verification: '核查',
  stage: { lead: '牵头单位', office: '办公室', director: '主任' },
  inspectors: (count: number): string => `核查人员不少于 ${count} 人`,
  callback: { required: '必须回访', optional: '可以回访' },
  extension: '延期',
  times: (count: number): string => (count === 0 ? '不能延期' : `最多 ${count} 次`),
  nudges: '提醒',
  ahead: (days: readonly number[]): string => `到期前第 ${days.join('、')} 个工作日提醒`,
  late: (days: readonly number[]): string => `逾期第 ${days.join('、')} 个工作日逐级告知`,
  repeat: (days: number): string => `之后每 ${days} 个工作日重复`,
  urgent: (days: readonly number[]): string =>
    days.length === 0 ? '' : `；${days.map((day) => rungText(day)).join('、')}单独发并加急`,
  dispositions: '处置方式',
  supervision: '督办措施（从轻到重）',
  scoring: '考核计分',
  direction: { plus: '加分', minus: '扣分', none: '不计分' },
  tasks: '常态工作',
  every: { month: '每月', quarter: '每季度', 'half-year': '每半年', year: '每年' },
  nobody: '未明确',
  byDocument: '文件规定',
  setting: '本产品设定',
  history: '调整和进度记录',
  phaseReport: '阶段报告 .docx',
  events: {
    'campaign-started': '启动',
    'campaign-closing': '转入收尾',
    'campaign-ended': '结束',
    'campaign-amended': '调整',
    instructed: '批示',
    'digest-sent': '发出周报',
    'digest-worded': '写周报说明',
  } as Readonly<Record<string, string>>,
  bySystem: '系统',
  openThen: (count: number): string => `当时未办结 ${count} 件`,
  change: '调整',
  changeTitle: '调整专项行动',
  changeHint: '只改要改的，其余照旧。日期空着就是不设。已报问题各自的时限不变，需要改的请到问题里逐件更正。',
  reason: '调整理由',
  reasonHint: '如：依据哪份通知、为什么调整。会记入记录',
  typed: (label: string, text: string) => `您刚才填的“${label}”：${text === '' ? '（空）' : text}`,
  changed: '已经有人先调整过了，您的调整没有执行。下面是最新情况，请核对后再提交。',
  move: { closing: '转入收尾', ended: '结束专项行动' },
  moveTitle: { closing: '转入收尾', ended: '结束专项行动' },
  moveText: {
    closing: '收尾以后，各单位不能再报送，只有办公室可以报送。不能退回进行中。',
    ended: '结束以后，谁都不能再报送。不能退回收尾。',
  },
  stillOpen: (count: number): string =>
    count === 0 ? '所有问题都已办结。' : `还有 ${count} 件问题没有办结，照常整改、提醒和核查，直到全部办结。`,
  moveReason: '说明（可不填）',
} as const

/** What the console lets the office amend, by the path the command line takes. */
export type Amendable = { readonly path: string; readonly label: string; readonly kind: 'day' | 'line' }

export function amendables({ phases, deliverables }: Campaign): Amendable[] {
  // The first beginning parts 存量 from 增量 and stays.
  const first = phases.find(({ begin }) => begin !== null)?.id
  return [
    ...phases.flatMap(({ id, name }): Amendable[] => [
      ...(id === first ? [] : [{ path: `phase.${id}.begin`, label: `${name}阶段开始`, kind: 'day' as const }]),
      { path: `phase.${id}.end`, label: `${name}阶段结束`, kind: 'day' },
    ]),
    ...deliverables.map(({ id, name }): Amendable => ({
      path: `deliverable.${id}.due`,
      label: `${name}期限`,
      kind: 'day',
    })),
    { path: 'rectify_by', label: campaignTexts.cap, kind: 'day' },
    { path: 'signoff.days', label: '几个工作日内签收', kind: 'line' },
    { path: 'plan.days', label: '几个工作日内报措施', kind: 'line' },
    { path: 'extension.times', label: '最多延期几次', kind: 'line' },
  ]
}
