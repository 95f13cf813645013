import type { Settable } from './campaign-amend.ts'

/** What is wrong in a campaign file: what contradicts what, and what to do about it. */
export const contradictionText = {
  unconfirmed: (original: string, reading: string | null, why: string) =>
    `原文“${original}”暂读作 ${reading ?? '不设'}（${why}），请确认，或另行指定`,
  idTwice: (id: string) => `编号 ${id} 用了不止一次，请改成不同的编号`,
  kindTwice: (kind: string) => `处置方式 ${kind} 写了不止一次，请合成一条`,
  noCategory: (id: string) => `没有编号为 ${id} 的类别，请改成 categories 里有的编号`,
  noPhase: (id: string) => `没有编号为 ${id} 的阶段，请改成 phases 里有的编号，或写 null`,
  circle: (name: string) => `“${name}”的上级绕回了它自己，请改 parent`,
  twoGroups: (category: string, first: string, second: string) =>
    `类别“${category}”同时归“${first}”和“${second}”，请只归一个组`,
  notALeaf: (category: string) => `类别“${category}”下面还有分类，工作组请写下一级类别的编号`,
  selfChecks: (count: number) => `自查来源（selfCheck: true）应当有且只有一个，现有 ${count} 个`,
  endsBeforeBegin: (name: string, end: string, begin: string) => `${name}阶段的结束日期 ${end} 早于开始日期 ${begin}`,
  capBeforeBegin: (day: string, begin: string) => `最迟完成整改的日期 ${day} 早于专项行动开始的 ${begin}`,
  noOfficeStage: '核查要有办公室（by: office）这一步',
  stageOrder: '核查的顺序是牵头单位（lead）、办公室（office）、主任（director），每一步只能有一次',
  leadOfNobody: '核查先由牵头单位审核（by: lead），但没有写工作组（groups），请补上工作组或去掉这一步',
  owedByNobody: (name: string) => `“${name}”由工作组报送（owes: group），但没有写工作组（groups），请补上或改成 unit`,
  nudgeAfter: (days: number) => `提前提醒的天数写成了 ${days}，会在期限之后才提醒，请写 1 以上的数`,
  nudgeBefore: (days: number) => `逾期升级的天数写成了 ${days}，还没有逾期，请写 1 以上的数`,
  urgentNever: (day: number) =>
    `加急写了 ${day}，但这一天没有提醒；请写 0（到期日）、late 里的天数，或 ahead 里的天数加负号`,
  lateFalls: (days: number, before: number) => `逾期升级的天数 ${days} 没有大于前一个 ${before}，请从小到大写`,
  endsAfterLater: (name: string, end: string, later: { name: string; end: string }) =>
    `${name}阶段 ${end} 才结束，晚于后面的${later.name}阶段（${later.end}）`,
  beginsBeforeEarlier: (name: string, begin: string, earlier: { name: string; begin: string }) =>
    `${name}阶段 ${begin} 就开始，早于前面的${earlier.name}阶段（${earlier.begin}）`,
  overlaps: (name: string, begin: string, earlier: { name: string; end: string }) =>
    `${name}阶段 ${begin} 开始时，${earlier.name}阶段还没有结束（${earlier.end}），两个阶段重叠`,
  outsidePhase: (name: string, due: string, phase: string) => `“${name}”${due} 到期，不在${phase}阶段之内`,
  dayOff: (name: string, due: string) => `“${name}”的期限 ${due} 是休息日，期限不会自动改到工作日`,
  yearUnknown: (name: string, due: string) =>
    `没有 ${due.slice(0, 4)} 年的放假安排，没有核对“${name}”的期限 ${due} 是不是休息日`,
  noTimeBetween: (earlier: string, later: string, due: string) =>
    `“${later}”${due} 到期，不晚于“${earlier}”，中间没有办理的时间`,
  nobodyAnswers: (category: string) => `类别“${category}”没有哪个工作组负责`,
  ownWork: (group: string, lead: string) => `“${group}”由${lead}牵头，核查也由${lead}做，等于核查自己的工作`,
  ladderFalls: (name: string, before: string) => `督办措施从轻到重排，“${name}”却比前面的“${before}”轻`,
  noLead: (name: string) => `“${name}”没有写牵头单位`,
}

/** What is not as the schema has it. */
export const shapeText = {
  missing: '缺少这一项',
  unknown: '不认识这一项，请去掉或改正拼写',
  wrong: '内容不对',
  kinds: {
    string: '应当是文字（数字和日期请加引号）',
    number: '应当是数字',
    int: '应当是整数',
    boolean: '应当是 true 或 false',
    array: '应当是列表',
    object: '下面应当有若干项',
  } as Readonly<Record<string, string>>,
}

/** Why a running campaign can't be amended so. */
export const amendmentText = {
  noReason: '请写明调整的理由',
  nothing: '与原来的一样，没有调整',
  fixed: '专项行动启动后这一项不能改：已报问题的编号、类别和来源以它为准',
  tooLong: '调整的理由太长，最多 500 个字',
  directors: '这一项由主任来调整：完成时限超过它的只有主任能定。请报主任办理',
  ended: '本专项行动已经结束，不再调整',
  rebegun: '专项行动开始的日期启动后不能改：存量和增量以它划分',
}

/** A value of a campaign, as people read it. */
export function settableText(value: Settable): string {
  if (value === null || value === '') return '不设'
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'object' ? value.join('、') : String(value)
}
