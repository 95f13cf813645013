import type { Advice } from '../core/nudges/ladder.ts'
import type { SuggestionState, Verdict } from '../core/nudges/suggestion.ts'
import { grouped } from './texts.ts'

/** What the page of 督办建议 says. */
export const suggestionTexts = {
  title: '督办建议',
  about: '逾期到一定天数，系统提出建议并代拟函稿；发不发、约不约谈、通不通报，由人来定。决定和理由都留痕。',
  open: (count: number): string => `待决定（${grouped(count)} 条）`,
  none: '没有待决定的建议',
  noneText: '有单位逾期到第二级时，建议会出现在这里。',
  decided: '最近决定的',
  more: (count: number): string => `还有 ${grouped(count)} 条`,
  moreShow: '全部列出',
  columns: { issue: '问题', late: '逾期情况', advice: '建议', act: '决定', outcome: '结果' },
  late: (workdays: number): string => `已逾期 ${grouped(workdays)} 个工作日`,
  raised: (at: string): string => `${at} 提出`,
  draft: '下载督办函草稿（.docx）',
  forDirector: '由主任决定',
  forOffice: '由办公室经办人决定',
  what: { taken: '办了什么', dropped: '不采纳的理由' } satisfies Record<Verdict, string>,
  hint: {
    letter: '如：漯督函〔2023〕5号，4月6日送达',
    talk: '如：4月20日由主任约谈第一责任人',
    publicise: '如：漯办通报〔2023〕3期，5月8日印发',
  } satisfies Record<Advice, string>,
  whyNot: '如：财政资金本周到位，先不发函',
  missing: { taken: '请写明办了什么', dropped: '请写明不采纳的理由' } satisfies Record<Verdict, string>,
  tooLong: (longest: number): string => `请写得简短些，不超过 ${longest} 字`,
  someone: (name: string, at: string, state: SuggestionState): string =>
    `这条建议已由 ${name} 于 ${at} 记为“${stateText[state]}”，您的操作没有执行。`,
  lapsed: '这条建议已经失效：时限调整了，或者已经办结、暂停计时。您的操作没有执行。',
  typed: '您刚才填写的：',
  by: (name: string, at: string): string => `${name}，${at}`,
} as const

export const stateText: Readonly<Record<SuggestionState, string>> = {
  open: '待决定',
  taken: '已办理',
  dropped: '不采纳',
  lapsed: '已失效',
}

/** What a green line says after something was done here. */
export const suggestionDone = {
  'suggestion-taken': '已记为已办理，决定已留痕。',
  'suggestion-dropped': '已记为不采纳，理由已留痕。',
} as const
export type SuggestionDone = keyof typeof suggestionDone
