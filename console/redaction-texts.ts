import type { RedactionRefusal } from '../core/redaction.ts'

export const redactionTexts = {
  title: '涂抹',
  about:
    '不该留在台账里的话或文件，由主任和监督员两人一起涂抹：一人提出，另一人同意。涂抹后原文从台账、办理经过、查找、消息、草稿、导出中一并消失，不能恢复；日志照样能校验。',
  backups: '涂抹以前做的备份里还有原文，请另行处理。',
  act: '涂抹',
  what: '要涂抹的',
  entry: '这一条的原文',
  words: '要涂抹的文字',
  wordsHint: '照原文一字不差地写，只写要涂抹的那几个字',
  file: '整个文件',
  someWords: '一段文字',
  reason: '涂抹理由',
  reasonHint: '为什么不能留；理由里不要再写原文',
  ask: '提出涂抹',
  asked: '已提出，等另一位同意。',
  agree: '同意涂抹',
  refuse: '不同意',
  done: '已涂抹，原文不再保存。',
  doneShared: '已涂抹；同样的文件别的问题也在用，文件本身保留。',
  refused: '已记为不同意，原文保留。',
  open: (count: number) => `等待决定的（${count}）`,
  none: '没有等待决定的涂抹。',
  decided: '已经决定的',
  wait: { director: '等监督员决定', auditor: '等主任决定' },
  reach: (events: number, copies: number) =>
    `将涂抹 ${events} 条记录${copies > 0 ? `，以及草稿、消息、报送等 ${copies} 处` : ''}`,
  shared: (others: readonly string[]) => `同样的文件还用在 ${others.join('、')}，涂抹后文件本身保留`,
  fileGoes: '将删除文件，并涂抹文件名',
  sealed: '（密封内容里的文字）',
  columns: { issue: '问题', what: '要涂抹的', reach: '范围', reason: '理由', by: '提出', act: '决定' },
  states: { done: '已涂抹', refused: '不同意', open: '等待决定' },
  back: '返回问题',
} as const

export const redactionRefusals: Readonly<Record<RedactionRefusal, string>> = {
  'not-yours': '涂抹由主任和监督员两人一起做。请报主任或监督员。',
  'same-person': '这是您提出的，须由另一位决定。',
  'same-side': '主任提出的由监督员决定，监督员提出的由主任决定。',
  'no-words': '请写明要涂抹的文字。',
  'short-words': '至少写 2 个字，不然会误伤别的记录。',
  'not-there': '这一条里没有这段文字（或文件）。请照原文再核对。',
  'no-reason': '请写明涂抹理由。',
  'words-in-reason': '理由里不要再写要涂抹的文字，请改写。',
  structure: '这段文字是编号、日期、单位名称等，涂抹后记录就没有意义了。请只写多余的那几个字，或改用“更正”。',
  over: '这一条已经决定过了。',
}
