import type { PersonId } from '../actor.ts'
import { showDay, type Day } from '../calendar/day.ts'
import type { PersonRefusal } from './person.ts'
import type { SubstituteRefusal } from './substitute.ts'
import type { UnitRefusal } from './unit.ts'

/** Why a unit was not changed and what to do next. `today` sets how a day is written. */
export function unitRefusalText(refusal: UnitRefusal, today: Day): string {
  switch (refusal.code) {
    case 'no-name':
      return '请填写单位名称。'
    case 'bad-name':
      return `“${refusal.name.slice(0, 60)}”不能作单位名称：2 到 60 个字，不含 @、# 和顿号、逗号、分号。`
    case 'same-name':
      return '与现在的名称一样，不用更名。'
    case 'name-taken':
      return refusal.ended
        ? `已撤并的单位用过“${refusal.name}”，请换一个名称。`
        : `已经有叫“${refusal.name}”的单位了。要把两个单位合在一起，请用“合并”。`
    case 'no-reason':
      return '请写明依据，如机构编制文件的文号。'
    case 'not-yet':
      return `${showDay(refusal.on, today)}还没有到，请到了那天再办。`
    case 'not-standing':
      return refusal.name === null ? '没有这个单位。请重新选择。' : `“${refusal.name}”已经撤并，请重新选择。`
    case 'too-few':
      return '至少要有两个不同的单位。'
    case 'too-many':
      return '一次办的单位太多了：最多合并 30 个，或分设为 8 个。请分几次办。'
    case 'named-twice':
      return `“${refusal.name}”写了两次。`
    case 'circle':
      return '上级单位不能是它自己或它的下级。请重新选择。'
    case 'changed':
      return '刚刚有人改过，您的修改没有保存。下面是最新情况，请核对后再提交。'
    default:
      return refusal satisfies never
  }
}

/** Why a person was not changed and what to do next. */
export function personRefusalText(refusal: PersonRefusal): string {
  switch (refusal.code) {
    case 'not-allowed':
      return '人员名单由办公室和管理员维护。请与他们联系。'
    case 'administrators-only':
      return '经办人、主任、领导、监督员和管理员由管理员维护。请联系管理员；没有管理员的，请技术人员用人员表导入。'
    case 'own-posts':
      return '不能给自己加岗位、扩大分管范围。请由另一位管理员来办。'
    case 'last-administrator':
      return '没有别的管理员了。请先给另一个人加上管理员岗位。'
    case 'last-officer':
      return '办公室没有别的经办人或主任了。请先给另一个人加上岗位。'
    case 'changed':
      return '刚刚有人改过，您的修改没有保存。下面是最新情况，请核对后再提交。'
    case 'bad-name':
      return '请填写姓名，最多 30 个字，不含 @。'
    case 'bad-phone':
      return '不是 11 位手机号，请核对。'
    case 'no-posts':
      return '请至少填一个岗位。'
    case 'half-post':
      return '岗位要同时选单位和角色。'
    case 'post-twice':
      return '同一单位的同一角色填了两次。'
    case 'phone-taken':
      return `这个手机号已经登记给 ${refusal.name}，请核对。`
    case 'bad-scope':
      return `“${refusal.word.slice(0, 60)}”不是现有的单位，也不是问题类别。多个用顿号分开。`
    case 'namesakes':
      return '已经有同名的人。请先看看是不是同一个人。'
    default:
      return refusal satisfies never
  }
}

/** Why no substitute was set or called off and what to do next; `name` is how people are named. */
export function substituteRefusalText(refusal: SubstituteRefusal, name: (person: PersonId) => string): string {
  switch (refusal.code) {
    case 'oneself':
      return '不能由本人代理自己。请换一位。'
    case 'order':
      return '结束的日期早于开始的日期，请核对。'
    case 'past':
      return '这段时间已经过去了，请核对日期。'
    case 'too-long':
      return '代理最长一年。长期不在岗的，请改岗位。'
    case 'no-reason':
      return '请写明原因，如“外出学习”。'
    case 'unknown':
      return '没有找到这个人或这条代理。请重新打开页面。'
    case 'reach':
      return '办公室人员、领导、监督员听到的有尚未交办的线索，只能由办公室人员代理；领导也可以由其他领导代理。'
    case 'over':
      return '这条代理已经结束。'
    case 'overlap':
      return `${refusal.from} 至 ${refusal.to} 已由${name(refusal.substitute)}代理。请错开日期，或先提前结束那一条。`
    case 'circle':
      return '代理人这段时间也由别人代理，最后又转回本人。请换一位，或错开日期。'
    default:
      return refusal satisfies never
  }
}
