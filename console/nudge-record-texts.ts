import type { Duty } from '../core/nudges/ladder.ts'
import type { Said } from '../db/nudges/history.ts'
import { grouped } from './texts.ts'

/** What the record of nudges says; words for dates and rungs are in core/nudges/nudge-texts.ts. */
export const nudgeRecordTexts = {
  title: '催办记录',
  watched: '正在盯的日期',
  told: '催过谁',
  nothingWatched: '现在没有要盯的日期，不再催办。',
  nothingTold: '还没有催办过。',
  standing: (since: string): string => `走法律途径，${since} 起完成时限暂停计时；开庭前提醒，之后每月问一次办理情况。`,
  submitted: '已申请销号，完成时限不再计时；盯的是核查有没有及时办。',
  held: '延期申请还没有答复，逾期提醒先不发。',
  next: (day: string, rung: string, hearers: string): string => `${day}（${rung}）告知${hearers}`,
  nextLabel: '接下来：',
  rule: (origin: string): string => `什么时候催、催到谁：${origin}。已知悉只是回执，不算进展，催办照常。`,
  columns: { receiver: '收件人', what: '催的是什么', state: '结果', time: '时间' },
  standsFor: (name: string): string => `代 ${name} 接收`,
  raised: '生成',
  sent: '送达',
  seen: '已读',
  known: '已知悉',
  urgent: '加急',
  more: (count: number): string => `还有 ${grouped(count)} 条`,
  moreShow: '全部列出',
  groups: { unit: '单位群', office: '办公室群', contacts: '联络员总群' },
  unitGroup: (unit: string): string => `${unit}群`,
  formerGroup: '已解除登记的群',
} as const

export const whoseText: Readonly<Record<Duty, string>> = {
  unit: '责任单位办理',
  reviewer: '牵头单位办理',
  office: '办公室办理',
  director: '办公室主任审定',
  consent: '办公室主任决定',
  court: '法院的日期',
  monthly: '每月问一次责任单位',
  handover: '接手人签收',
}

const skipText = {
  higher: '同时到了更高一级，只发那一级',
  unbound: '没有绑定聊天账号',
  unreachable: '聊天账号联系不上',
  gone: '已不归其办理',
} as const

/** 待发, 已送达, 已跳过（…）: what became of a nudge. */
export function saidStateText({ state, why, delivery }: Pick<Said, 'state' | 'why' | 'delivery'>): string {
  switch (state) {
    case 'due':
      return delivery === 'failed' ? '待发（上次发送失败，可在“送达”里再发）' : '待发'
    case 'sent':
      return '已送达'
    case 'skipped':
      return why === null ? '已跳过' : `已跳过（${skipText[why]}）`
    case 'withdrawn':
      return '已撤回（日期变了或已办结）'
    case 'unknown':
      return '结果未知（平台没有答复，可能到了）'
    default:
      return state satisfies never
  }
}
