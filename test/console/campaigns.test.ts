import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Campaign } from '../../core/campaigns/campaign.ts'
import { campaignEvents, findCampaign } from '../../db/campaigns.ts'
import { campaign } from '../support/campaign.ts'
import { desk, hidden, type Browser, type Desk } from '../support/console.ts'

const whole = Campaign.parse({
  ...campaign,
  deliverables: [
    {
      ...{ id: 'D1', name: '自查清单', owes: 'unit', content: 'issues', to: '办公室' },
      ...{ due: '2022-12-09', phase: 'P1', from: '四(一)' },
    },
  ],
  groups: [{ id: 'G1', name: '承诺兑现组', lead: '市商务局', support: ['市财政局'], categories: ['C2'], from: '三' }],
  supervision: [{ kind: 'talk', name: '约谈', when: '瞒报漏报', from: '四(三)' }],
  scoring: [{ id: 's1', when: '整改不到位', direction: 'minus', points: 2, number: 'setting', from: '五(三)' }],
  tasks: [{ id: 'T1', part: '一、机制', name: '信用评价', lead: ['市发展改革委'], every: 'quarter', from: '一、3' }],
})

let office: Desk
beforeEach(() => {
  office = desk({}, whole)
})
afterEach(() => office.close())

const page = '/campaigns/LH2022'
const running = () => findCampaign(office.world.db, 'LH2022')

async function send(browser: Browser, path: string, fields: Record<string, string>) {
  const form = await browser.get(path)
  return browser.post(path, { ...hidden(form.text), ...fields })
}

describe('reading campaigns', () => {
  test.each(['officer', 'director', 'administrator', 'auditor', 'leader'] as const)(
    'the %s finds them in the bar and reads everything a campaign says',
    async (who) => {
      const browser = await office.signIn(who)
      expect((await browser.get('/campaigns')).text).toContain('href="/campaigns/LH2022"')
      const { status, text } = await browser.get(page)
      expect(status).toBe(200)
      for (const words of [
        ...['进行中', '〔2022〕10号', '问题梳理', '自查清单', '承诺兑现组', '市商务局', '承诺与合同履行', '来信来访'],
        ...[
          '2 个工作日内',
          '核查人员不少于 2 人',
          '最多 1 次',
          '约谈',
          '扣分 2',
          '本产品设定',
          '每季度',
          '市发展改革委',
        ],
      ])
        expect(text).toContain(words)
    },
  )

  test('a campaign that is not there is not found', async () => {
    expect((await (await office.signIn('officer')).get('/campaigns/XX1')).status).toBe(404)
  })

  test('how many issues there are is told to those who see them all', async () => {
    office.world.to('rectifying')
    const counts = (text: string) => text.includes('问题 1 件')
    for (const who of ['officer', 'leader'] as const) {
      const browser = await office.signIn(who)
      const read = [await browser.get('/campaigns'), await browser.get(page)].map(({ text }) => counts(text))
      expect(read).toEqual(who === 'officer' ? [true, true] : [false, false])
    }
  })

  test('signed out nobody reads them', async () => {
    expect((await office.open().get('/campaigns')).status).toBe(302)
  })
})

describe('leading a campaign to its end', () => {
  test('an officer winds it up, only the director ends it, and both stand in its history', async () => {
    office.world.to('rectifying')
    const [officer, director] = [await office.signIn('officer'), await office.signIn('director')]
    expect((await officer.get(`${page}/move`)).text).toContain('还有 1 件问题没有办结')
    expect(await send(officer, `${page}/move`, { reason: '到期' })).toMatchObject({ status: 303 })
    expect(running()?.state).toBe('closing')
    expect((await officer.get(`${page}/move`)).status).toBe(404)
    expect((await officer.get(page)).text).not.toContain('结束专项行动')
    expect(await send(director, `${page}/move`, { reason: '' })).toMatchObject({ status: 303 })
    expect(running()?.state).toBe('ended')
    const { text } = await officer.get(page)
    expect(text).toContain('已结束')
    expect(text).toMatch(/转入收尾[\s\S]*李敏[\s\S]*到期/)
  })

  test('the same form sent twice leads on only once', async () => {
    const director = await office.signIn('director')
    const form = hidden((await director.get(`${page}/move`)).text)
    await director.post(`${page}/move`, { ...form, reason: '' })
    await director.post(`${page}/move`, { ...form, reason: '' })
    expect(running()?.state).toBe('closing')
    expect((await director.get(page)).text).toContain('已经有人先办了')
  })

  test.each(['auditor', 'leader', 'administrator'] as const)('the %s is offered no change and may not', async (who) => {
    const browser = await office.signIn(who)
    const { text } = await browser.get(page)
    expect(text).not.toContain(`${page}/change`)
    expect(text).not.toContain(`${page}/move`)
    expect([(await browser.get(`${page}/change`)).status, (await browser.get(`${page}/move`)).status]).toEqual([
      404, 404,
    ])
  })

  test('a form that is not ours is refused and nothing changes', async () => {
    const officer = await office.signIn('officer')
    expect((await officer.post(`${page}/move`, { to: 'closing', reason: '' })).status).toBe(403)
    const { csrf = '' } = hidden((await officer.get(`${page}/move`)).text)
    expect((await officer.post(`${page}/move`, { csrf, to: 'gone', reason: '' })).status).toBe(400)
    expect(running()?.state).toBe('running')
  })
})

describe('amending a campaign', () => {
  test('a date as people write it and a number, with a reason; before and after stand in its history', async () => {
    const officer = await office.signIn('officer')
    const fields = { 'deliverable.D1.due': '12月16日', 'plan.days': '7', reason: '疫情延后' }
    expect(await send(officer, `${page}/change`, fields)).toMatchObject({ status: 303 })
    expect(running()?.campaign).toMatchObject({ deliverables: [{ due: '2022-12-16' }], plan: { days: 7 } })
    const { text } = await officer.get(page)
    expect(text).toContain('疫情延后')
    expect(text.replaceAll(/<[^>]+>/g, '')).toContain('自查清单期限：2022-12-09 → 2022-12-16')
  })

  test('without a reason, or with what cannot be, it comes back with what was typed and nothing is changed', async () => {
    const officer = await office.signIn('officer')
    const fields = { 'phase.P1.end': '2022-11-01', 'plan.days': '很快', reason: '' }
    const { status, text } = await send(officer, `${page}/change`, fields)
    expect(status).toBe(422)
    expect(text).toContain('请写明调整的理由')
    expect(text).toContain('很快')
    const again = await send(officer, `${page}/change`, { 'phase.P1.end': '2022-11-01', reason: '提前' })
    expect(again.text.replaceAll(/<[^>]+>/g, '')).toContain('问题梳理阶段的结束日期 2022-11-01 早于开始日期 2022-11-10')
    expect(campaignEvents(office.world.db, 'LH2022')).toHaveLength(1)
  })

  test('whoever is slower sees what the other did, and nothing of theirs is done', async () => {
    const [officer, director] = [await office.signIn('officer'), await office.signIn('director')]
    const form = hidden((await officer.get(`${page}/change`)).text)
    await send(director, `${page}/change`, { 'plan.days': '7', reason: '太短' })
    const slower = await officer.post(`${page}/change`, { ...form, 'plan.days': '9', reason: '五天来不及' })
    expect([slower.status, slower.text.includes('已经有人先调整过了')]).toEqual([422, true])
    expect([slower.text.includes('：9'), slower.text.includes('五天来不及')]).toEqual([true, true])
    expect(running()?.campaign.plan.days).toBe(7)
  })

  test('the code cannot be changed by a field of one’s own', async () => {
    const officer = await office.signIn('officer')
    expect((await send(officer, `${page}/change`, { code: 'XX1', reason: '换代号' })).status).toBe(422)
    expect(running()?.code).toBe('LH2022')
  })
})
