import type { ReadFault } from './unreadable.ts'

/** Words about sheets that are read: on a terminal and in the console alike. */
export const sheetTexts = {
  unreadable: {
    xls: '这是旧格式的 .xls 文件（改了扩展名也还是），请在 Excel 里打开，另存为 .xlsx 再导入',
    password: '这个表格设了打开密码，请先在 Excel 里取消密码再导入',
    markup: '这是一个网页，不是表格，请用 Excel 打开后另存为 .xlsx 再导入',
    broken: '打不开这个表格：文件不完整，或者不是 .xlsx。请在 Excel 里打开检查，另存为 .xlsx 再导入',
    'too-large':
      '这个表格太大，没有读取：文件不超过 20 MB（.csv 不超过 10 MB），连空行在内不超过 10 万行。请删去表格下面的空行和图片，或者分成几份再导入',
    unsafe: '这个文件里有正常的表格不会有的内容，没有读取。请用 Excel 打开，把内容复制到新建的表格里另存再导入',
    encoding: '文件编码不认识，请在 Excel 里另存为“CSV UTF-8”或 .xlsx',
    quotes: '表格里的双引号不成对，请检查后再导入',
  } satisfies Record<ReadFault, string>,
}

/** The report at the end of a phase. */
export const reportTexts = {
  title: (campaign: string) => `${campaign}阶段报告`,
  period: (phase: string, begin: string, lastDay: string) => `${phase}阶段，${inWords(begin)}至${inWords(lastDay)}。`,
  sections: {
    sums: '一、总体情况',
    units: '二、各单位情况',
    overdue: (count: number) => `三、逾期问题（${count} 件）`,
    missing: '四、逾期未报',
  },
  ledger: ({ all, existing, fresh, open }: { all: number; existing: number; fresh: number; open: number }) =>
    `台账共 ${all} 件，其中存量 ${existing} 件、增量 ${fresh} 件；在办 ${open} 件。不予列入、合并、撤回的不计在内。`,
  closing: ({
    struck,
    before,
    rate,
    rateBefore,
  }: {
    struck: number
    before: number
    rate: string
    rateBefore: string
  }) => `已销号 ${struck} 件，销号率 ${rate}；本阶段开始时已销号 ${before} 件，销号率 ${rateBefore}。`,
  inPhase: ({ added, closed, back }: { added: number; closed: number; back: number }) =>
    `本阶段新增 ${added} 件，销号 ${closed} 件，退回整改后仍在办 ${back} 件。`,
  overdue: (now: number, before: number) => `逾期 ${now} 件，本阶段开始时 ${before} 件。`,
  settled: (now: string, before: string) => `已兑现 ${now}，本阶段开始时 ${before}。`,
  struck: '累计销号',
  overdueColumns: ['编号', '项目名称', '责任单位', '完成时限', '第一责任人'],
  noOverdue: '没有逾期的问题。',
  missing: (item: string, owners: readonly string[]) => `《${item}》：${owners.join('、')}。`,
  noMissing: '该报的都报了。',
} as const

type LetterFacts = {
  readonly document: { readonly title: string; readonly number: string }
  readonly serial: string
  readonly title: string
  readonly due: string
  readonly date: string
  readonly today: string
  readonly workdays: number
}

/** The draft of a 督办函. */
export const letterTexts = {
  title: '督办函（草稿）',
  number: '〔\u3000\u3000\u3000\u3000〕\u3000\u3000号',
  addressee: (unit: string) => `${unit}：`,
  facts: ({ document, serial, title, due, date, today, workdays }: LetterFacts) =>
    `根据《${document.title}》（${document.number}），你单位负责办理的问题“${title}”（编号 ${serial}），${due}为${date}。截至${today}，已逾期 ${workdays} 个工作日，仍未办结。现予督办。`,
  people: ({ first, responsible }: { first: string | null; responsible: string | null }) =>
    `第一责任人：${first ?? '未报'}；具体责任人：${responsible ?? '未报'}。`,
  progress: (on: string, text: string) => `最近一次报告进展（${on}）：${text}`,
  noProgress: '台账上没有你单位报告的进展。',
  asked: (by: string) =>
    `请抓紧办理，并于${by}前书面报告办理情况、逾期原因和下一步措施，由第一责任人签字并加盖公章。确有困难、需要延期的，请按规定申请。`,
  dated: '\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
  note: (days: number) =>
    `草稿说明：本稿由系统按台账代拟，请核对事实，编文号、签发、用印后印发，并删去本段和标题中的“（草稿）”。书面报告期限按今日起 ${days} 个工作日推算，是本产品设定，可以修改。`,
} as const

/** 2022年11月10日 */
export function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
