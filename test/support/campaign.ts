import { Campaign } from '../../core/campaign.ts'

/** A small campaign for tests, dated around 2022-12-01. */
export const campaign: Campaign = Campaign.parse({
  code: 'LH2022',
  title: '招商引资失信专项治理',
  document: { title: '方案', number: '〔2022〕10号', issuer: '领导小组办公室', date: '2022-11-10' },
  phases: [{ id: 'P1', name: '问题梳理', begin: '2022-11-10', end: '2022-11-30', from: '四(一)' }],
  rectify_by: { day: '2023-05-31', from: '四(二)' },
  categories: [
    { id: 'C2', name: '承诺与合同履行', from: '三(二)' },
    { id: 'C9', name: '案件', isCase: true, from: '三(二)' },
  ],
  sources: [
    { id: 'self', name: '自查', selfCheck: true, from: '四(一)' },
    { id: 'letters', name: '来信来访', from: 'setting' },
  ],
  annex: {
    title: '排查情况一览表',
    columns: [{ label: '问题描述', fields: ['title', 'cause', 'course'] }],
    notes: [],
    from: '附件',
  },
  plan: { approval: true, days: 5, from: 'setting' },
  signoff: { days: 2, from: 'setting' },
  verification: {
    methods: ['现场', '书面', '回访'],
    inspectors: 2,
    callback: 'optional',
    director: false,
    from: 'setting',
  },
  dispositions: { kinds: ['fulfil', 'schedule', 'legal'], from: 'setting' },
})
