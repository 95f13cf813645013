import { expect, test } from 'vitest'
import { groupTitle } from '../../../core/nudges/group-title.ts'

const cases: [string, string | null, string][] = [
  ['临港产业园标准厂房补贴', null, '临港产业园标准厂房补贴'],
  ['拖欠河南中原建设有限公司工程款', '河南中原建设有限公司', '拖欠某企业工程款'],
  ['拖欠中原建设工程款', '河南中原建设有限公司', '拖欠某企业工程款'],
  ['拖欠河南中原建设有限公司工程款', null, '拖欠某企业工程款'],
  ['未兑现对宏达纺织厂的搬迁补偿', null, '未兑现对某企业的搬迁补偿'],
  ['与甲方集团有限公司、乙丙商行的合同', '甲方集团有限公司', '与某企业、某企业的合同'],
  ['某企业厂房补贴', null, '某企业厂房补贴'],
  ['拖欠宏达公司诉大华公司案款', null, '拖欠某企业诉某企业案款'],
  ['张三食品有限公司李四建材有限公司货款', null, '某企业货款'],
  ['宏达建设有限公司诉大华置业有限公司合同纠纷', '宏达建设有限公司', '某企业诉某企业合同纠纷'],
  ['华为项目用地未交付', '华为技术有限公司', '某企业项目用地未交付'],
  ['', '河南中原建设有限公司', ''],
]

test.each(cases)('%s (%s) reads %s in a group', (title, enterprise, expected) => {
  expect(groupTitle({ title, enterprise })).toBe(expected)
})
