import type { AppealSubject } from './issue/appeal.ts'
import type { Flag, FlagKind } from './issue/flag.ts'

/** The words for what happens after: 标记 and 异议. */
export const flagText: Readonly<Record<FlagKind, string>> = {
  concealed: '瞒报',
  omitted: '漏报',
  falsified: '弄虚作假',
}

/** 疑似瞒报; 已认定弄虚作假. */
export function flagStateText({ kind, state }: Pick<Flag, 'kind' | 'state'>): string {
  return `${state === 'suspected' ? '疑似' : '已认定'}${flagText[kind]}`
}

/** What an appeal is about: 交办, 认定瞒报. */
export function subjectText(about: AppealSubject): string {
  return about === 'assignment' ? '交办' : `认定${flagText[about]}`
}

export const afterActText = {
  reopen: '重新挂账',
  undo: '撤销',
  flag: '标记',
  'confirm-flag': '认定',
  'withdraw-flag': '撤销标记',
  appeal: '提出异议',
  'decide-appeal': '答复异议',
} as const

export const afterEventText = {
  reopened: '重新挂账',
  undone: '撤销',
  flagged: '标记',
  'flag-confirmed': '认定',
  'flag-withdrawn': '撤销标记',
  appealed: '提出异议',
  'appeal-decided': '答复异议',
} as const

/** What is wrong, and what to do next. */
export const afterRefusalText = {
  'nothing-to-undo': '导入台账时它就是这样，没有可以撤销的办理。已销号的，可以重新挂账；需要另办的，请重新登记。',
  'own-undo': '自己办的事不能自己撤销。请由其他经办人或主任来撤销。',
  'flagged-already': '这样的标记已经有了，不用再标记。查实的请认定，不实的请撤销标记。',
  'no-flag': '没有可以这样办的标记。请刷新页面，看看最新情况。',
  'own-flag': '标记和认定不能由责任单位自己的人来办。请由其他经办人或主任办理。',
  'two-for-flag': '标记和认定须由两个人来办。请由主任或其他经办人认定；不实的，可以撤销标记。',
  'answer-appeal': '责任单位对这个认定提出了异议，请用“答复异议”办理。',
  'nothing-to-appeal': '没有可以提出异议的事项：对交办、对每一项认定各可以提出一次。有其他情况请留言。',
  'appeal-undecided': '已经提出的异议还没有答复。请等办公室答复；急的请留言催办。',
  'no-appeal': '这件事没有待答复的异议。请刷新页面，看看最新情况。',
  'own-appeal': '异议不能由原来交办或认定的人答复，也不能由责任单位的人答复。请由其他经办人或主任答复。',
} as const
