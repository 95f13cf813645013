import { categoryName, leafCategories } from '../campaigns/campaign.ts'
import { choice, day, line, money, optional, paragraph } from './field.ts'
import type { Field, Option } from './form.ts'
import type { FormContext } from '../forms.ts'
import { showWan } from '../money.ts'

export function contentFields({ campaign, issue }: FormContext): Field[] {
  const asksCase = campaign.categories.some((category) => category.isCase) || (issue?.caseNumber ?? null) !== null
  return [
    line('title', '项目名称', { max: 200 }),
    paragraph('cause', '事件原因', { hint: '为什么没有兑现，一句话也可以' }),
    paragraph('course', '事件经过', { hint: '什么时候、承诺了什么、现在怎样' }),
    { name: 'happened', label: '发生时间', kind: 'month', required: false, hint: '年和月，如 2021-03' },
    optional(choice('category', '问题类别', categoryOptions({ campaign }))),
    line('enterprise', '涉及企业', { max: 200 }),
    line('creditCode', '统一社会信用代码', { hint: '18 位，可不填', max: 40 }),
    money('involved', '涉及金额（万元）', '与钱无关的不填'),
    ...(asksCase ? [line('caseNumber', '案号', { max: 100 })] : []),
    paragraph('remark', '备注'),
  ]
}

function categoryOptions({ campaign }: Pick<FormContext, 'campaign'>): Option[] {
  return leafCategories(campaign).map(({ id }) => ({ value: id, label: categoryName(campaign, id) }))
}

export function latestHint({ campaign }: FormContext): { hint?: string } {
  return campaign.rectify_by.day ? { hint: `本专项最迟 ${campaign.rectify_by.day}` } : {}
}

export function termFields(context: FormContext): Field[] {
  return [
    choice('category', '问题类别', categoryOptions(context)),
    money('confirmed', '核定金额（万元）', '与钱无关的不填'),
    day('planDue', '报措施期限'),
    day('deadline', '完成时限', latestHint(context)),
  ]
}

export function correctionFields(context: FormContext): Field[] {
  const { issue } = context
  const taken = issue !== null && issue.deadline !== null
  return [
    ...contentFields(context),
    ...(taken
      ? [
          money('confirmed', '核定金额（万元）', '与钱无关的不填'),
          money('settled', '已兑现金额（万元）', `目前记的是 ${showWan(issue.settled)}；记错了才填，填正确的总数`),
          optional(day('planDue', '报措施期限')),
          optional(day('deadline', '完成时限')),
        ]
      : []),
  ]
}
