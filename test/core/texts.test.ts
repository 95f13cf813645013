import { describe, expect, test } from 'vitest'
import type { Decision } from '../../core/decide.ts'
import { dayOf } from '../../core/calendar/day.ts'
import { openStatuses, statuses, type Issue } from '../../core/issue.ts'
import type { Refusal, RefusalCode } from '../../core/refusal.ts'
import { fileRefusalText, refusalText, statusText } from '../../core/texts.ts'
import { campaign } from '../support/campaign.ts'
import {
  acts,
  campaignWith,
  closedByDirector,
  does,
  ids,
  issueIn,
  lead,
  person,
  refusal,
  report,
  reports,
  tries,
  units,
} from '../support/facts.ts'
import { day, evidence, particulars, plan, start } from '../support/samples.ts'

const today = dayOf(start)
const rectifying = issueIn('rectifying')
const waiting = issueIn('verifying')
const asked = does('contact', rectifying, acts.extend)
const proposed = does('officer', rectifying, { type: 'ask-dismissal', reason: '主体灭失' })
const denied = does('second', waiting, acts.denied)
const strict = campaignWith({ verification: { ...campaign.verification, callback: 'required' } })
const orphan: Issue = { ...waiting, handlers: [ids.officer, ids.second, ids.director] }
const proven: Issue = { ...rectifying, evidence: waiting.evidence, plan: waiting.plan }
const flag = { type: 'flag', kind: 'concealed', reason: '来信反映早已发生', evidence: [] } as const
const suspected = does('officer', rectifying, flag)
const confirm = { type: 'confirm-flag', kind: 'concealed', reason: '查实' } as const
const dispute = { type: 'appeal', about: 'concealed', reason: '自查时已经报过', evidence: [] } as const
const disputed = does('contact', does('second', suspected, confirm), dispute)
const ledByPark = { lead: { unit: units.park, reviewers: [person('reviewer')] } }
const said = { type: 'progress', text: '…', percent: null, settled: null, done: [] } as const
const alike = { serial: 'LH2022-0007', title: particulars().title, enterprise: null, involved: null, hidden: false }
const twoOfficers = (['officer', 'second'] as const).map(person)
const people = { first: ids.first, responsible: ids.responsible }

/** Each refusal, met on the way it is met in life. */
const met: Readonly<Record<RefusalCode, Decision>> = {
  'not-found': tries('stranger', rectifying, said),
  'not-yours': tries('officer', rectifying, acts.submit),
  'wrong-state': tries('contact', rectifying, acts.plan),
  stale: tries('officer', rectifying, { type: 'correct', changed: { title: '别的' }, reason: '…' }, { seen: 1 }),
  barred: tries('officer', orphan, acts.close),
  'awaits-review': tries('officer', { ...issueIn('verifying'), stage: 'lead' }, acts.close),
  'awaits-director': tries('officer', waiting, acts.close, { campaign: closedByDirector(campaign) }),
  'no-director-stage': tries('officer', waiting, acts.verify),
  'enterprise-denies': tries('officer', denied, acts.close),
  'no-call-back': tries('officer', does('second', waiting, acts.unreached), acts.close, { campaign: strict }),
  'no-denial': tries('director', waiting, { type: 'overrule', evidence: 'e1', reason: '凭证清楚' }),
  'own-plan': tries('both', issueIn('plan_review'), { type: 'approve-plan' }),
  'own-extension': tries('both', asked, { type: 'refuse-extension', reason: '…' }),
  'dismissal-undecided': tries('second', proposed, { type: 'ask-dismissal', reason: '不属实' }),
  'dismissal-not-asked': tries('director', rectifying, { type: 'refuse-dismissal', reason: '确有其事' }),
  'no-consent-needed': tries('director', rectifying, { type: 'ask-dismissal', reason: '不属实' }),
  'own-dismissal': tries('officer', proposed, { type: 'dismiss', reason: '主体灭失' }, { staff: twoOfficers }),
  'extension-not-asked': tries('officer', rectifying, { type: 'refuse-extension', reason: '…' }),
  'extension-undecided': tries('contact', asked, acts.extend),
  'no-more-extensions': tries('contact', { ...rectifying, extensions: 1 }, acts.extend),
  'clock-stopped': tries('contact', { ...rectifying, suspended: { since: today, courtDate: null } }, acts.extend),
  'lead-needs-assigning': tries('officer', lead(), acts.confirm),
  'other-unit': tries('officer', rectifying, { type: 'merge', into: 'LH2022-0002' }),
  'declined-before': tries(
    'contact',
    { ...issueIn('assigned'), declinedBy: [units.port] },
    { type: 'decline', reason: '…' },
  ),
  'no-lead-to-refer': tries('officer', issueIn('reported'), { type: 'refer', note: null }),
  'refer-to-itself': tries(
    'officer',
    lead(),
    { type: 'refer', note: null },
    { lead: { unit: units.port, reviewers: [] } },
  ),
  'nobody-to-refer': tries('officer', lead(), { type: 'refer', note: null }),
  'referred-already': tries('officer', { ...lead(), referred: units.park }, { type: 'refer', note: null }, ledByPark),
  missing: tries('officer', issueIn('reported'), { type: 'dismiss', reason: '' }),
  invalid: tries('responsible', rectifying, { ...said, percent: 101 }),
  'likely-duplicate': reports('contact', report(), { open: [alike] }),
  'campaign-closed': reports('contact', report(), { state: 'closing' }),
  'campaign-ended': reports('officer', report(), { state: 'ended' }),
  'after-latest': tries('officer', issueIn('reported'), { ...acts.confirm, deadline: day('2023-06-01') }),
  'day-past': tries('officer', issueIn('reported'), { ...acts.confirm, deadline: day('2022-11-30') }),
  'settled-shrinks': tries('responsible', { ...rectifying, settled: 150_000_000 }, { ...said, settled: 1 }),
  'amounts-differ': tries(
    'responsible',
    { ...rectifying, settled: 100_000_000 },
    { ...said, settled: 150_000_000, payment: { amount: 60_000_000, on: null, voucher: null, vouches: null } },
  ),
  'settled-exceeds': tries('responsible', rectifying, { ...said, settled: 300_000_001 }),
  'measures-open': tries('responsible', rectifying, acts.submit),
  'no-evidence': tries('responsible', { ...proven, evidence: [] }, acts.submit),
  'evidence-pending': tries('responsible', proven, acts.submit, { pendingFiles: 2 }),
  'not-settled': tries('responsible', proven, acts.submit),
  'no-such-measure': tries('responsible', rectifying, { ...said, done: [3] }),
  'not-of-unit': tries('responsible', issueIn('planning'), plan({ ...people, first: ids.stranger })),
  'nothing-to-undo': tries('officer', { ...issueIn('closed'), ending: null }, { type: 'undo', reason: '点错了' }),
  'own-undo': tries('second', issueIn('closed'), { type: 'undo', reason: '点错了' }),
  'flagged-already': tries('second', suspected, { ...flag, kind: 'concealed' }),
  'no-flag': tries('second', rectifying, { ...confirm, kind: 'omitted' }),
  'own-flag': tries('both', rectifying, flag),
  'two-for-flag': tries('officer', suspected, confirm),
  'answer-appeal': tries('director', disputed, { type: 'withdraw-flag', kind: 'concealed', reason: '查无实据' }),
  'nothing-to-appeal': tries('contact', rectifying, dispute),
  'appeal-undecided': tries('contact', disputed, dispute),
  'no-appeal': tries('officer', rectifying, { type: 'decide-appeal', upheld: true, reason: '属实' }),
  'own-appeal': tries('officer', disputed, { type: 'decide-appeal', upheld: false, reason: '属实' }),
  'verifier-left': tries('director', waiting, { type: 'name-verifier', person: ids.outsider, reason: '忙' }),
  'unfit-verifier': tries('director', orphan, { type: 'name-verifier', person: ids.contact, reason: '忙' }),
  'not-linked': tries('officer', rectifying, { type: 'unlink', from: 'LH2022-0002', reason: '不是一回事' }),
  'nothing-changed': tries('responsible', { ...rectifying, evidence: [evidence()] }, acts.proof),
}

const nobodyElse =
  '没有其他人的，请主任委托其他单位的人员；没有主任的，请管理员委托；都没有的，请技术人员先录入一位管理员。'

/** What each of them says, word for word. */
const sentences: Readonly<Record<RefusalCode, string>> = {
  'not-found': '没有找到 LH2022-0001。请核对编号，或发“待办”看看您手上的事项。',
  'not-yours': '这一步由责任单位的联络员、具体责任人或第一责任人来做。',
  'wrong-state': '这件事现在是“整改中”，不能这样办。下一步由责任单位推进整改，完成后申请销号。',
  stale: '这件事刚刚有变化，现在是“整改中”，您的操作没有执行。',
  barred: `您录入过这件事的进展，不能再核查它。请由其他经办人核查；${nobodyElse}`,
  'awaits-review':
    '牵头单位还没有审核，审核通过以后才能核查。请等牵头单位审核；满 3 个工作日没有审核的，办公室可以代为审核。',
  'awaits-director': '本专项由主任审定后销号。请先点“核查通过”，报主任审定。',
  'no-director-stage': '本专项由办公室核查后直接销号，请用“核查销号”。',
  'enterprise-denies':
    '企业在12月1日的回访中否认整改结果，不能销号。企业改口认可的，请再记一次“回访”；确已整改到位的，请主任凭凭证“认定否认不成立”；没有到位的，请退回整改。',
  'no-call-back':
    '本专项须回访企业并得到认可才能销号，请先“回访”。联系不上的，在 3 个不同日期各记一次“未联系上”（已记 1 次），也可以销号。',
  'no-denial': '没有需要认定的企业否认。企业否认过、后来又认可的，不用再认定。',
  'own-plan': `整改措施不能由责任单位自己的人审。请由其他经办人审核；${nobodyElse}`,
  'own-extension': `延期不能由责任单位自己的人来批。请由其他经办人决定；${nobodyElse}`,
  'dismissal-undecided': '已经提请不予列入，还没有答复，不用再提。请等主任决定；没有主任的，由另一位经办人决定。',
  'dismissal-not-asked': '没有人提请不予列入，不用答复。确实不该列入的，可以直接“不予列入”。',
  'no-consent-needed': '您可以自己决定，不用提请。确实不该列入的，请直接“不予列入”。',
  'own-dismissal': '报措施以后不予列入，须由两个人办。请先“提请不予列入”，由另一位经办人决定。',
  'extension-not-asked': '这件事没有待答复的延期申请。要调整完成时限的，请用“更正”。',
  'extension-undecided': '已经申请延期至2023年5月15日，还没有答复。请等办公室答复；急的请留言催办。',
  'no-more-extensions': '本专项每件最多延期 1 次，这件已经用完。确有特殊情况的，请与办公室联系。',
  'clock-stopped': '走法律途径期间暂停计时，不用申请延期。请按开庭或裁决的进程更新进展。',
  'lead-needs-assigning': '这是其他来源的线索，不能直接确认，请交办给责任单位。',
  'other-unit': '两件不是同一个责任单位的，不能合并。请用“关联”把它们连起来，由各单位分别办理。',
  'declined-before':
    '本单位对这件事已经退办过一次，不能再退。请签收办理；确实不属于本单位的，请留言说明，由办公室决定是否转办。',
  'no-lead-to-refer': '这是责任单位自己报送的，不用交牵头单位。请确认，或退回补充。',
  'refer-to-itself': '牵头单位就是这件线索所涉的单位，不能由它自己交办。请由办公室直接交办。',
  'nobody-to-refer': '这类问题还没有可以交办的牵头单位审核人。请直接交办，或请管理员先录入牵头单位审核人。',
  'referred-already': '已经交牵头单位，还没有交办，不用再交。急的请留言催办，也可以由办公室直接交办。',
  missing: '还缺：不予列入的理由。请补上再提交。',
  invalid: '“完成比例（%）”请填 0 到 100 之间的数。',
  'likely-duplicate': '与已经报过的 LH2022-0007 很像。如果不是同一件事，请点“仍要报送”。',
  'campaign-closed': '本专项行动已经收尾，不再接受单位报送。如有新问题请与办公室联系。',
  'campaign-ended':
    '本专项行动已经结束，不再接受报送；没有办结的问题照常整改和核查。如有新问题，请报到正在进行的专项行动。',
  'after-latest': '“完成时限”不能晚于本专项的最迟期限 2023年5月31日。请改早一些；确需更晚的，由主任来定。',
  'day-past': '“完成时限”11月30日已经过了，请填今天或以后的日期。',
  'settled-shrinks': '已兑现金额只增不减，目前记的是 150 万元。这里填到今天为止的总数；如果原来记错了，请办公室更正。',
  'amounts-differ':
    '以前已兑现 100 万元，加上本次 60 万元，一共 160 万元，与填的已兑现金额 150 万元对不上。是哪一个填错了？请核对，只填一个也可以。',
  'settled-exceeds': '已兑现金额不能超过核定的 300 万元。如果核定有误，请办公室更正。',
  'measures-open': '第 1、2 条措施还没有完成。请先更新进展，或在申请里选为“不再实施”并写明理由。',
  'no-evidence': '还没有佐证材料。请先发来照片或文件（如付款凭证），再申请销号。',
  'evidence-pending': '还有 2 份材料正在接收，请等收齐了再办。',
  'not-settled': '还有 300 万元没有兑现，不能销号。请先更新已兑现金额；已经在核查的，请退回整改。',
  'no-such-measure': '没有第 3 条措施。请核对措施的序号。',
  'not-of-unit': '“第一责任人”须是责任单位的人员。名单里没有的，请办公室先录入。',
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
  'verifier-left': '办公室还有人可以办这一步，不需要委托。请由他们来办。',
  'unfit-verifier': '被委托人须是其他单位的工作人员，没有经手过这件事；领导、监督员和管理员不受委托。请另选一位。',
  'not-linked': '这件事还没有关联别的问题，请先关联。',
  'nothing-changed': '与原来的一样，不用再提交。',
}

describe('every refusal', () => {
  const codes = Object.keys(met) as RefusalCode[]

  test.each(codes)('%s is met and says what to do next', (code) => {
    const refused = refusal(met[code])
    expect(refused?.code).toBe(code)
    expect(refused && refusalText(refused, today)).toBe(sentences[code])
  })
})

/** The sentences of one code that differ by what it carries. */
const variants: readonly (readonly [Refusal, string])[] = [
  [{ code: 'not-yours', whose: 'reporter' }, '这一步由报送人来做。'],
  [{ code: 'not-yours', whose: 'office' }, '这一步由办公室经办人来做。'],
  [{ code: 'not-yours', whose: 'director' }, '这一步须由主任来做，请报主任办理；没有主任的，请管理员先录入一位。'],
  [
    { code: 'not-yours', whose: 'desk' },
    '这一步须由主任来做；没有主任的，由管理员来做；都没有的，请技术人员先录入一位管理员。',
  ],
  [{ code: 'barred', why: 'unit' }, '核查不能由责任单位自己做。请等办公室核查，或留言催办。'],
  [{ code: 'barred', why: 'verified' }, `这件事是您核查的，不能再由您审定。请由主任审定；${nobodyElse}`],
  [{ code: 'missing', labels: ['核查方式', '核查人员'] }, '还缺：核查方式、核查人员。请补上再提交。'],
  [
    { code: 'stale', status: 'rectifying', move: { type: 'sent-back', by: 1, at: start } },
    '这件事刚刚有人退回整改（10:00），现在是“整改中”，您的操作没有执行。',
  ],
  [
    { code: 'stale', status: 'rectifying', move: { type: 'sent-back', by: 1, at: start - 3 * 86_400_000 } },
    '这件事在11月28日已经退回整改，现在是“整改中”，您的操作没有执行。',
  ],
  [
    { code: 'after-latest', label: '时间节点', latest: day('2022-12-31'), why: 'deadline' },
    '“时间节点”不能晚于完成时限 12月31日。请改早一些；完成时限要调整的，请办公室办理。',
  ],
  [
    { code: 'after-latest', label: '签收期限', latest: day('2022-12-08'), why: 'plan-due' },
    '“签收期限”不能晚于报措施期限 12月8日。请改早一些。',
  ],
]

test.each(variants)('%j', (refused, sentence) => {
  expect(refusalText(refused, today)).toBe(sentence)
})

describe('every sentence ends with one full stop and shows no word of the code', () => {
  const all: readonly string[] = [
    ...Object.values(sentences),
    ...variants.map(([refused]) => refusalText(refused, today)),
    ...statuses.map((status) => refusalText({ code: 'wrong-state', status }, today)),
    ...(['empty', 'too-large', 'type'] as const).map((why) => fileRefusalText('凭证.zip', why)),
  ]

  test.each(all)('%s', (sentence) => {
    expect(sentence).toMatch(/[^。]。$/)
    expect(sentence).not.toMatch(/undefined|null|NaN|[a-z]{3,}_|[a-z]+-[a-z]+/)
  })
})

test.each(statuses)('%s refused names the state and what comes next', (status) => {
  const sentence = refusalText({ code: 'wrong-state', status }, today)
  expect(sentence).toContain(`“${statusText[status]}”`)
  expect(sentence).toMatch(openStatuses.includes(status) ? /。下一步由.+。$/ : /只能留言|由办公室/)
})
