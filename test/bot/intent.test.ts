import { describe, expect, test } from 'vitest'
import { intentOf, leadingSerial, type ChatAct } from '../../bot/intent.ts'

const act = (word: ChatAct, serial: string | null = null, rest = '') => ({ do: 'act', act: word, serial, rest })
const unclear = { do: 'unclear' }

describe('the words of the contract', () => {
  test.each([
    ['帮助', { do: 'help' }],
    ['待办', { do: 'mine' }],
    ['零报告', { do: 'zero' }],
    ['零报告：本单位没有问题', { do: 'zero' }],
    ['我的', { do: 'mine' }],
    ['解绑', { do: 'unbind' }],
    ['报送', { do: 'report', text: '' }],
    ['上报', { do: 'report', text: '' }],
    ['报问题', { do: 'report', text: '' }],
    ['查 补贴', { do: 'find', words: '补贴' }],
    ['绑定 482 913', { do: 'bind', code: '482 913' }],
    ['签收 0007', act('accept', '0007')],
    ['措施 0007', act('plan', '0007')],
    ['进展 0007 首期已拨付', act('progress', '0007', '首期已拨付')],
    ['延期 0007 2023-05-31 资金未到位', act('extend', '0007', '2023-05-31 资金未到位')],
    ['延期 2023-05-31 资金未到位', act('extend', null, '2023-05-31 资金未到位')],
    ['延期 5月31日前，资金未到位', act('extend', null, '5月31日前，资金未到位')],
    ['延期到5月底，资金未到位', act('extend', null, '到5月底，资金未到位')],
    ['申请延期至2023-05-31 资金未到位', act('extend', null, '至2023-05-31 资金未到位')],
    ['延期到位，企业不满', unclear],
    ['延期到账3天', unclear],
    ['延期 20230531 资金未到位', act('extend', null, '20230531 资金未到位')],
    ['销号 0007', act('submit', '0007')],
    ['补充 0007 见附件', act('supplement', '0007', '见附件')],
    ['撤回 0007 重复报送', act('withdraw', '0007', '重复报送')],
  ])('%s', (text, intent) => {
    expect(intentOf(text)).toEqual(intent)
  })

  test.each([
    ['报措施 0007', act('plan', '0007')],
    ['更新进展 0007 已上会', act('progress', '0007', '已上会')],
    ['申请销号 0007', act('submit', '0007')],
    ['申请延期 0007', act('extend', '0007')],
    ['补充材料 0007', act('supplement', '0007')],
    ['撤回申请 0007', act('unsubmit', '0007')],
    ['留言 0007 请加快', act('comment', '0007', '请加快')],
    ['报送问题', { do: 'report', text: '' }],
    ['查询 补贴', { do: 'find', words: '补贴' }],
  ])('the words of the buttons as well: %s', (text, intent) => {
    expect(intentOf(text)).toEqual(intent)
  })
})

test('every button about an issue, and every older word for one, is understood when typed with its serial', () => {
  const buttons =
    '确认、交办、不予列入、合并办理、关联、签收、退办、退回补充、补充材料、撤回、报措施、措施通过、措施退回、调整方案、' +
    '更新进展、申请延期、同意延期、不同意延期、申请销号、撤回申请、审核通过、审核退回、核查销号、退回整改、重新挂账、撤销、' +
    '转办、更正、委托核查、查看'
  const older = ['退回交办', '不予受理', '并案', '重启']
  const words = [...buttons.split('、'), ...older]
  expect(words.filter((word) => !/act|find/.test(intentOf(`${word} LH2022-0007`).do))).toEqual([])
  expect(intentOf('移交 王五')).toMatchObject({ do: 'handover', to: '王五' })
})

describe('what the office presses rather than types', () => {
  test.each([
    ['同意延期 0007', '0007'],
    ['不同意延期：LH2022-0007 资金已经到位', 'LH2022-0007'],
    ['措施通过0007', '0007'],
    ['措施退回 0007 第 2 条太粗', '0007'],
    ['审核通过，0007', '0007'],
  ])('%s brings the card that has the button', (text, words) => {
    expect(intentOf(text)).toEqual({ do: 'find', words })
  })

  test.each(['同意延期', '审核通过，请尽快核查', '措施通过 3 项', '不同意延期 2023 年底'])(
    '%s without a serial is said, not asked for',
    (text) => {
      expect(intentOf(text)).toEqual(unclear)
    },
  )
})

describe('blanks and punctuation of any width', () => {
  test.each([
    ['\u3000帮助！', { do: 'help' }],
    ['“待办”', { do: 'mine' }],
    ['【待办】', { do: 'mine' }],
    ['\u200b待办\u200b', { do: 'mine' }],
    ['/帮助', { do: 'help' }],
    ['帮助，怎么报送？', { do: 'help' }],
    ['解绑。', { do: 'unbind' }],
    ['报送：临港产业园补贴', { do: 'report', text: '临港产业园补贴' }],
    ['报送\u3000临港产业园补贴', { do: 'report', text: '临港产业园补贴' }],
    ['报送\n临港产业园补贴', { do: 'report', text: '临港产业园补贴' }],
    ['报送《招商协议》未履行', { do: 'report', text: '《招商协议》未履行' }],
    ['查：“补贴”。', { do: 'find', words: '补贴' }],
    ['绑定：４８２　９１３', { do: 'bind', code: '４８２　９１３' }],
    ['绑定（482913）', { do: 'bind', code: '482913）' }],
    ['进展，0007，已上会', act('progress', '0007', '已上会')],
    ['进展（0007）（首期）已付', act('progress', '0007', '（首期）已付')],
    ['进展　0007：“首期”已付', act('progress', '0007', '“首期”已付')],
    ['进展', act('progress')],
    ['进展，首期已付', act('progress', null, '首期已付')],
  ])('%j', (text, intent) => {
    expect(intentOf(text)).toEqual(intent)
  })
})

describe('a serial', () => {
  test.each([
    ['进展 LH2022-0007 已上会', 'LH2022-0007'],
    ['进展 lh2022-0007 已上会', 'lh2022-0007'],
    ['进展 LH2022—0007 已上会', 'LH2022-0007'],
    ['进展 LH2022－0007 已上会', 'LH2022-0007'],
    ['进展 ＬＨ２０２２－０００７ 已上会', 'LH2022-0007'],
    ['进展 LH2022——0007 已上会', 'LH2022-0007'],
    ['进展 0007 已上会', '0007'],
    ['进展 ０００７ 已上会', '0007'],
    ['进展 7 已上会', '7'],
    ['进展 1024 已上会', '1024'],
    ['进展0007已上会', '0007'],
    ['进展0007 已上会', '0007'],
    ['进展LH2022-0007已上会', 'LH2022-0007'],
    ['进展7 已上会', '7'],
    ['进展 7：已上会', '7'],
  ])('%s', (text, serial) => {
    expect(intentOf(text)).toEqual(act('progress', serial, '已上会'))
  })

  test.each([
    ['签收7', act('accept', '7')],
    ['销号 7。', act('submit', '7')],
    ['查0007', { do: 'find', words: '0007' }],
    ['查LH2022-0007', { do: 'find', words: 'LH2022-0007' }],
    ['绑定482913', { do: 'bind', code: '482913' }],
    ['进展 7 项目资金已到位', act('progress', '7', '项目资金已到位')],
    ['进展 0007 100%完成', act('progress', '0007', '100%完成')],
  ])('%s', (text, intent) => {
    expect(intentOf(text)).toEqual(intent)
  })
})

describe('a number that is something else is not a serial', () => {
  test.each([
    '300万已打款',
    '300 万元已打款',
    '1,500元已付',
    '1，500户已领到',
    '3月1日已付首期',
    '3 月起拨付',
    '2023年预算已安排',
    '2023 年预算已安排',
    '50%已完成',
    '３００万已打款',
    '3项已完成',
    '3 个企业已兑付',
    '2期款项已付',
    '1、首期已付；2、余款在办',
    '1. 首期已付',
    '5/10 已完成',
    '0395-3131234 已联系',
    '12家企业已兑付',
    '1500户已领到',
  ])('进展 %s', (rest) => {
    expect(intentOf(`进展 ${rest}`)).toEqual(act('progress', null, rest))
  })

  test('the measures of a plan are numbered themselves', () => {
    expect(intentOf('措施 1：核对金额，12月31日')).toEqual(act('plan', null, '1：核对金额，12月31日'))
    expect(intentOf('措施 1、核对金额，12月31日')).toEqual(act('plan', null, '1、核对金额，12月31日'))
    expect(intentOf('措施 7')).toEqual(act('plan', '7'))
    expect(intentOf('措施 7\n核对金额，12月31日')).toEqual(act('plan', '7', '核对金额，12月31日'))
  })
})

test('a plan of several lines keeps them', () => {
  const lines = '1. 核对补贴金额，12月31日\n2. 拨付到位，3月15日'
  expect(intentOf(`措施 0007\n${lines}`)).toEqual(act('plan', '0007', lines))
  expect(intentOf(`措施\n${lines}`)).toEqual(act('plan', null, lines))
})

describe('what only looks like a command is not one', () => {
  test.each([
    '进展怎么样',
    '进展情况：首期已付',
    '进展3项已完成',
    '进展300万',
    '措施1、2已完成',
    '措施1已完成',
    '销号了吗',
    '签收了',
    '补充一点，资金已到位',
    '撤回不了怎么办',
    '报送情况怎么样',
    '报送临港产业园补贴',
    '上报县政府研究',
    '查处了3家企业',
    '绑定怎么弄',
    '帮助企业兑现了150万',
    '待办的事太多',
    '我的意见是尽快',
    '今天天气不错',
    '0007 首期150万今天已打款',
    '',
    '   ',
    'constructor',
    'toString',
    '__proto__',
    '零报告了',
  ])('%s', (text) => {
    expect(intentOf(text)).toEqual(unclear)
  })
})

describe('a serial at the start of a reply', () => {
  test.each([
    ['0007 首期150万今天已打款', '0007', '首期150万今天已打款'],
    ['0007首期150万今天已打款', '0007', '首期150万今天已打款'],
    ['LH2022-0007，首期已付', 'LH2022-0007', '首期已付'],
    ['lh2022—0007首期已付', 'lh2022-0007', '首期已付'],
    ['（0007）首期已付', '0007', '首期已付'],
    ['1024 首期已付', '1024', '首期已付'],
    ['0007', '0007', ''],
  ])('%s', (text, serial, rest) => {
    expect(leadingSerial(text)).toEqual({ serial, rest })
  })

  test.each([
    '300万今天已打款',
    '3月1日已付',
    '1、首期已付',
    '1. 首期已付',
    '7 首期已付',
    '2022年12月已付',
    '2022 年已付',
    '2000多万已到账',
    '1500户已领到',
    '1,500元已付',
    '0395-3131234',
    '20221201',
    '首期已付，见 0007',
    '已付',
    '',
  ])('%s has none', (text) => {
    expect(leadingSerial(text)).toBe(null)
  })
})

test('a long run of digits or signs is answered at once', () => {
  const long = [
    `进展 ${'1'.repeat(50_000)}`,
    '，'.repeat(50_000),
    `进展${'—'.repeat(50_000)}`,
    `LH${'2'.repeat(50_000)}`,
  ]
  expect(long.map((text) => intentOf(text).do)).toEqual(['act', 'unclear', 'act', 'unclear'])
})
