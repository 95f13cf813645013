import { statuses } from '../issue.ts'
import type { Day } from '../calendar/day.ts'
import type { Refusal } from '../refusal.ts'
import { refusalText, statusText } from '../texts.ts'

/** What is wrong with a ledger that is imported, and what to do. A sentence follows the row and the column. */
export const importTexts = {
  noHead: (labels: readonly string[]) =>
    `前 20 行里没有找到表头。表头至少要有：${labels.join('、')}。请用本系统导出的表格，或者把列名改成这样`,
  noRows: '表头下面没有内容',
  tooManyRows: (most: number) => `一次最多导入 ${most} 行，请分成几份`,
  columnTwice: '这一列出现了两次，请删去一列',
  columnNeeded: '表里没有这一列。有新问题（没有编号的行）的表要有这一列，请加上',
  empty: '空着',
  noSuchSerial: (serial: string) => `台账里没有 ${serial}。编号由系统给，新问题请把编号空着`,
  otherCampaign: (serial: string) => `${serial} 不是本专项的问题，请从那个专项的台账导入`,
  sameSerial: (row: number) => `与第 ${row} 行的编号相同，一个问题只占一行`,
  sameIssue: (row: number) =>
    `与第 ${row} 行是同一个单位的同一个项目。一个问题只占一行，合并的单元格请拆开，几条措施写在一格里`,
  known: (serials: readonly string[]) =>
    `与台账里的 ${serials.join('、')} 相同，可能已经导入过。是同一件的请填上编号，不是的请把项目名称写得不一样`,
  badStatus: (typed: string) =>
    `没有“${typed}”这个状态，请填：${statuses.map((status) => statusText[status]).join('、')}`,
  badChoice: (typed: string, known: readonly string[]) => `没有“${typed}”，请填：${known.join('、')}`,
  noUnit: (typed: string) => `没有“${typed}”这个单位。请改成登记的名称，或先导入人员和单位`,
  noPerson: (typed: string, unit: string) => `${unit}没有“${typed}”这个人。请先导入人员，或改成名单里的姓名`,
  samePerson: (typed: string, unit: string) => `${unit}有几位“${typed}”，分不清是哪一位，请在系统里办理`,
  whichPerson: (unit: string) => `空着，而${unit}的名单里没有唯一的人选，请填上`,
  whichYear: (typed: string) => `“${typed}”是哪一年？请写成 2023-05-31`,
  tooManyMeasures: (most: number) => `最多 ${most} 条，请归并`,
  unread: {
    formula: '里面是公式，文件里没有它的结果。请在 Excel 里打开保存一次，或者把结果粘贴成数值',
    error: '里面是公式的出错结果（如 #N/A），请改成正确的内容',
  },
  hiddenRows: (rows: readonly number[]) =>
    `第 ${rows.slice(0, 10).join('、')}${rows.length > 10 ? ` 等 ${rows.length}` : ''} 行在表里是隐藏的，也读进来了`,
  skipped: (labels: readonly string[]) => `没有读取这些列：${labels.join('、')}`,
  /** Reason of the corrections that an import makes. */
  reason: (file: string) => `导入台账更正（${file}）`,
  afterTable: (row: number) => `第 ${row} 行起是表下的说明，没有读取`,
} as const

/** A rule's no to a row that was to be taken on. */
export function notTakenText(refusal: Refusal, today: Day): string {
  if (refusal.code === 'likely-duplicate') return importTexts.known(refusal.serials)
  return refusalText(refusal, today)
}
