import { dayOf, showDay, showTime, type Day } from '../calendar/day.ts'
import type { Content, HandInEvent, HandInStatus } from './hand-in.ts'
import type { HandInMove, HandInRefusal } from './hand-in-refusal.ts'
import type { Serial } from '../issue.ts'

/** Words of hand-ins (domain: section 3). */
export const handInStatusText: Readonly<Record<HandInStatus, string>> = {
  missing: '未报',
  claimed: '零报告待确认',
  handed: '已报',
  accepted: '已确认',
  returned: '退回',
}

export const handInEventText: Readonly<Record<HandInEvent['type'], string>> = {
  'handed-in': '报送',
  'file-added': '补充文件',
  'zero-claimed': '提出零报告',
  'zero-confirmed': '确认零报告',
  'zero-declined': '没有确认零报告',
  accepted: '确认',
  returned: '退回',
  withdrawn: '撤回',
  superseded: '零报告改为问题清单',
}

/** What was handed in, in a few words. */
export function contentText(content: Content): string {
  switch (content.kind) {
    case 'issues':
      return content.serials.length === 0
        ? '按台账报送，没有问题'
        : `按台账报送 ${content.serials.length} 件（存量 ${content.stock}、增量 ${content.fresh}，已销号 ${content.closed}）`
    case 'people':
      return `按人员名单报送：第一责任人 ${content.first.length} 人、具体责任人 ${content.responsible.length} 人`
    case 'files':
      return `文件 ${content.files.length} 份：${content.files.map(({ name }) => name).join('、')}`
    case 'zero':
      return content.scan.length > 0 ? '零报告（盖章扫描件）' : '零报告'
    default:
      return content satisfies never
  }
}

const doneBy = {
  unit: '报送由本单位的联络员、具体责任人或第一责任人来办。',
  first: '零报告由本单位第一责任人确认。请告知第一责任人。',
  office: '确认和退回由办公室经办人来办。',
} as const

/** The sentence of a refusal: what is wrong and what to do next. */
export function handInRefusalText(refusal: HandInRefusal, today: Day): string {
  switch (refusal.code) {
    case 'not-found':
      return '没有找到这项报送。请发“待办”看看本单位要报送的事项。'
    case 'not-yours':
      return doneBy[refusal.whose]
    case 'own':
      return '本单位的报送不能由本单位的人确认或退回。请由其他经办人办理。'
    case 'own-entry':
      return '这项报送由您代为登记，不能由您确认。请由其他经办人或主任确认。'
    case 'wrong-state':
      return `这项报送现在是“${handInStatusText[refusal.status]}”，不能这样办。${whatNext[refusal.status]}`
    case 'stale':
      return `这项报送${moveText(refusal.move, today)}，现在是“${handInStatusText[refusal.status]}”，您的操作没有执行。`
    case 'has-issues':
      return `本单位已经报过 ${named(refusal.serials)}，不能再作零报告。请改用“按台账报送”。`
    case 'no-issues':
      return '台账里还没有本单位的问题。有问题请先发“报送”逐个报；确实没有的，请用“零报告”。'
    case 'no-zero-here':
      return '零报告只用于报问题清单的事项。这一项请报送文件。'
    case 'needs-document':
      return '这一项要报送文件。请把文件发来，再选它属于哪一项。'
    case 'unplanned':
      return `${named(refusal.serials)} 还没有报整改措施。请先报措施，再按台账报送。`
    case 'no-first':
      return '人员名单里没有本单位的第一责任人，没有人能确认。请上传盖章扫描件，或请办公室补上第一责任人。'
    case 'people-missing':
      return `人员名单里还没有本单位的${refusal.labels.join('和')}。请告知办公室补上，或上传名单文件。`
    case 'scan-missing':
      return '代单位登记零报告须有盖章扫描件。请选择文件后再提交。'
    case 'files-missing':
      return '请选择要报送的文件。'
    case 'same-file':
      return `“${refusal.name}”已经在这项报送里，没有重复放入。`
    case 'reason-missing':
      return '请写明退回原因：还差什么、怎样才算到位。'
    case 'day-ahead':
      return '收到日期不能晚于今天，请改正。'
    case 'day-early':
      return `收到日期不能早于 ${refusal.earliest}（专项行动开始或者上次退回的那天），请改正。`
    default:
      return refusal satisfies never
  }
}

const whatNext: Readonly<Record<HandInStatus, string>> = {
  missing: '下一步由责任单位报送。',
  claimed: '下一步由第一责任人确认。',
  handed: '下一步由办公室确认；要改请先撤回。',
  accepted: '要改请与办公室联系，由办公室退回。',
  returned: '下一步由责任单位重新报送。',
}

function moveText(move: HandInMove | null, today: Day): string {
  if (!move) return '刚刚有变化'
  const on = dayOf(move.at)
  return on === today
    ? `刚刚有人${handInEventText[move.type]}（${showTime(move.at)}）`
    : `在${showDay(on, today)}已经${handInEventText[move.type]}`
}

/** The first few: a long list tells nobody anything. */
function named(serials: readonly Serial[]): string {
  const first = serials.slice(0, 3).join('、')
  return serials.length > 3 ? `${first} 等 ${serials.length} 件` : first
}
