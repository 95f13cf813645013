import { Campaign } from '../../core/campaigns/campaign.ts'

/** A small campaign for tests, dated around 2022-12-01. */
export const campaign: Campaign = Campaign.parse({
  code: 'LH2022',
  title: '招商引资失信专项治理',
  document: { title: '方案', number: '〔2022〕10号', issuer: '领导小组办公室', date: '2022-11-10' },
  office: { name: '领导小组办公室', unit: null, from: '五(一)' },
  units: { who: '各县区、市直有关单位', from: '五(一)' },
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
    stages: [{ by: 'office', methods: ['现场', '书面', '回访'], from: 'setting' }],
    inspectors: 2,
    callback: 'optional',
    from: 'setting',
  },
  dispositions: [
    { kind: 'fulfil', when: '具备条件', from: 'setting' },
    { kind: 'schedule', when: '暂不具备条件', from: 'setting' },
    { kind: 'legal', when: '有争议', from: 'setting' },
  ],
  extension: { times: 1, from: 'setting' },
  nudges: { ahead: [7, 3, 1], late: [1, 3, 10, 20], repeat: 5, from: 'setting' },
})
