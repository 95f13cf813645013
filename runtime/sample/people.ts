import type { Role } from '../../core/actor.ts'

/** Someone invented. `who` is what the sample issues call them. */
export type Invented = {
  readonly who: string
  readonly name: string
  readonly title: string
  readonly roles: readonly Role[]
  /** Categories a reviewer answers for; all where there are none. */
  readonly scope?: readonly string[]
}

export type InventedUnit = { readonly name: string; readonly kind: string; readonly people: readonly Invented[] }

const person = (who: string, name: string, title: string): ((...roles: Role[]) => Invented) => {
  return (...roles) => ({ who, name, title, roles })
}

/** Whoever a newcomer should be first stands first. Every name is made up. */
export const units: readonly InventedUnit[] = [
  {
    name: '临港区',
    kind: '功能区',
    people: [
      person('port contact', '陈晓舟', '招商局科员')('contact'),
      person('port responsible', '刘望', '招商局副局长')('responsible'),
      person('port first', '马远山', '管委会主任')('first'),
    ],
  },
  {
    name: '城东区',
    kind: '县区',
    people: [
      person('east contact', '孙一禾', '政府办科员')('contact'),
      person('east responsible', '周砚', '投资促进中心主任')('responsible'),
      person('east first', '吴长林', '区长')('first'),
    ],
  },
  {
    name: '高新区',
    kind: '功能区',
    people: [
      person('park contact', '何苗苗', '企业服务中心科员')('contact', 'responsible'),
      person('park first', '郑启明', '管委会主任')('first'),
    ],
  },
  {
    name: '市工信局',
    kind: '市直单位',
    people: [
      person('industry contact', '罗青', '企业科科长')('contact', 'responsible'),
      person('industry first', '秦川', '局长')('first'),
    ],
  },
  {
    name: '市住建局',
    kind: '市直单位',
    people: [
      person('housing contact', '许知秋', '办公室科员')('contact', 'responsible'),
      person('housing first', '邓宏图', '局长')('first'),
    ],
  },
  {
    name: '市文旅局',
    kind: '市直单位',
    people: [
      person('culture contact', '姚静之', '产业科科员')('contact', 'responsible'),
      person('culture first', '高闻', '局长')('first'),
    ],
  },
  {
    name: '市专项治理办公室',
    kind: '市直单位',
    people: [
      person('officer', '林晓', '一级科员')('officer'),
      person('second officer', '方志远', '四级主任科员')('officer'),
      person('director', '沈清和', '办公室主任')('director'),
      person('administrator', '顾小满', '信息员')('administrator'),
    ],
  },
  { name: '市政府督查室', kind: '市直单位', people: [person('auditor', '俞敬之', '督查专员')('auditor')] },
]

/** Above all of them. */
export const government: InventedUnit = {
  name: '市政府',
  kind: '市直单位',
  people: [person('leader', '韩立言', '副市长')('leader')],
}
