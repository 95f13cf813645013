import type { ActType } from '../../core/command.ts'
import { statuses, type Issue, type Status } from '../../core/issue.ts'
import { permitted } from '../../core/permit.ts'
import { actText, statusText } from '../../core/texts.ts'
import { acts, as, does, factsFor, ids, issueIn, lead, other, person, reviewedCampaign, units } from './facts.ts'
import type { Around, Who } from './facts.ts'

/** An issue as it can stand, and what is around it. */
type Standing = { readonly name: string; readonly issue: Issue; readonly around?: Around }

/** The campaign lets the lead unit review first, and the lead unit has a reviewer. */
const reviewed: Around = {
  campaign: reviewedCampaign,
  lead: { unit: units.park, reviewers: [person('reviewer')] },
}
const verifying = issueIn('verifying')
const allHandled = [ids.responsible, ids.officer, ids.second, ids.director]

/** Within a state, what opens or shuts an act. */
const besides: Partial<Readonly<Record<Status, readonly Standing[]>>> = {
  reported: [
    { name: '线索', issue: lead(), around: reviewed },
    { name: '线索已交牵头单位', issue: { ...lead(), referred: units.park }, around: reviewed },
  ],
  rectifying: [{ name: '延期申请待答复', issue: does('responsible', issueIn('rectifying'), acts.extend) }],
  verifying: [
    { name: '牵头单位审核中', issue: { ...verifying, stage: 'lead' }, around: reviewed },
    { name: '办公室都经手过', issue: { ...verifying, handlers: allHandled } },
    { name: '已委托外单位的人核查', issue: { ...verifying, handlers: allHandled, delegate: ids.outsider } },
  ],
  closed: [{ name: '已关联', issue: does('officer', issueIn('closed'), { type: 'link', to: other.serial }) }],
}

const standings = statuses.flatMap((status): Standing[] => [
  { name: statusText[status], issue: issueIn(status) },
  ...(besides[status] ?? []).map((one) => ({ ...one, name: `${statusText[status]}：${one.name}` })),
])

const roles: Readonly<Partial<Record<Who, string>>> = {
  contact: '联络员',
  responsible: '具体责任人',
  first: '第一责任人',
  above: '上级单位',
  stranger: '外单位',
  reviewer: '牵头单位审核人',
  outsider: '受委托核查人',
  officer: '经办人甲',
  second: '经办人乙',
  director: '主任',
  administrator: '管理员',
  auditor: '监督员',
  leaderOfAll: '领导',
}
const cast = Object.keys(roles) as Who[]

/** Every state × act × role as `permit()` itself says, for people, in Chinese. */
export function permitsPage(): string {
  return [intro, ...standings.map(section), outro].join('\n')
}

function section({ name, issue, around }: Standing): string {
  const facts = factsFor(issue, around)
  const may = new Map(cast.map((who) => [who, permitted(issue, as(who), facts)]))
  const open = (Object.keys(actText) as ActType[]).filter((act) => cast.some((who) => may.get(who)?.includes(act)))
  const rows = open.map((act) => [actText[act], ...cast.map((who) => (may.get(who)?.includes(act) ? '可' : '—'))])
  const head = ['', ...cast.map((who) => roles[who] ?? '')]
  return [`## ${name}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

const intro = `# 谁在什么状态能办什么

本页由测试从 core/permit.ts 生成，规则改了要重新生成：\`npx vitest run test/core/permits-page.test.ts -u\`。

表中的问题是：临港区自查上报（联络员报送，具体责任人录入进展并申请销号），经办人甲确认或交办，经办人乙核查销号；标“线索”的由
办公室录入。表里没有的动作，那个状态下谁也不能办。能不能办还要看内容（金额、日期、理由等），那由 core/rules 决定。
`
const outro = `“受委托核查人”只在被委托的那一件上出现。单位的人在聊天里办理，办公室的人在后台办理。
`
