import { describe, expect, test } from 'vitest'
import { leafCategories } from '../../core/campaigns/campaign.ts'
import { allRows } from '../../core/hand-ins/coverage.ts'
import { DaySchema, startOfDay } from '../../core/calendar/day.ts'
import { listCampaigns } from '../../db/campaigns.ts'
import { transact } from '../../db/database.ts'
import { coverage } from '../../db/hand-ins.ts'
import { listIssues } from '../../db/issues.ts'
import { actorOf } from '../../db/people.ts'
import { rosterOf } from '../../db/roster.ts'
import { templateNames, templateText } from '../../runtime/program-node.ts'
import { handSamplesIn } from '../../runtime/sample/hand-ins.ts'
import { tellStories } from '../../runtime/sample/issues.ts'
import { openSampleOffice, sampleCampaign } from '../../runtime/sample/office.ts'
import { inOffice } from '../support/office-node.ts'

const blobs = {
  put: async (bytes: Uint8Array) => bytes.length.toString(16).padStart(64, '0'),
  get: async () => null,
  has: async () => true,
  remove: async () => undefined,
}

/** The sample office of a template as a newcomer finds it on a day. */
const onDay = <T>(name: string, day: string, look: (sample: Awaited<ReturnType<typeof told>>) => T) =>
  inOffice(async (db) => look(await told(db, name, startOfDay(DaySchema.parse(day)) + 10 * 3_600_000)))

async function told(db: Parameters<typeof rosterOf>[0], name: string, now: number) {
  const campaign = sampleCampaign(templateText(name) ?? '', now)
  const cast = transact(db, (tx) => openSampleOffice(tx, campaign, now))
  await tellStories({ db, blobs, campaign, cast, now })
  handSamplesIn({ db, campaign, cast, now })
  const officer = actorOf(db, cast.person('officer'), 'console')
  const rows = listIssues(db, officer, { filter: {}, sort: 'newest', page: 1, size: 50 })
  const [running] = listCampaigns(db)
  const papers = running ? allRows(coverage(db, officer, running, now)).flatMap(({ cells }) => cells) : []
  return { campaign, roster: rosterOf(db), issues: rows.map(({ issue }) => issue), papers }
}

describe.each(templateNames())('the demo with %s', (name) => {
  test('is lived in on any day of the year: its stories stand in every state, under categories of the campaign', async () => {
    for (const day of ['2026-11-27', '2027-01-05']) {
      await onDay(name, day, ({ campaign, issues }) => {
        const leaves = leafCategories(campaign).map(({ id }) => id)
        expect(issues.filter(({ category }) => !leaves.includes(category))).toEqual([])
        expect(issues.length).toBeGreaterThanOrEqual(8)
        expect(new Set(issues.map(({ status }) => status)).size).toBeGreaterThanOrEqual(6)
        expect(issues.filter(({ extension }) => extension !== null)).toHaveLength(1)
      })
    }
  })

  test('has somebody who speaks for every lead unit', () =>
    onDay(name, '2026-11-27', ({ campaign, roster }) => {
      const leads = [...campaign.groups.map(({ lead }) => lead), ...campaign.tasks.flatMap(({ lead }) => lead)]
      const reviewed = roster.people.flatMap(({ posts }) =>
        posts.flatMap(({ unit, role }) =>
          role === 'reviewer' ? roster.units.find(({ id }) => id === unit)?.name : [],
        ),
      )
      expect(leads.filter((lead) => !reviewed.includes(lead))).toEqual([])
    }))
})

test('its papers stand in every state, a zero report waits to be confirmed', () =>
  onDay('luohe-2022', '2026-11-27', ({ papers }) => {
    const states = new Set(papers.map(({ state }) => state))
    expect([...states].sort()).toEqual(['accepted', 'claimed', 'handed', 'missing', 'returned'])
  }))

test('every working group of 曾都 and every recurring task of 临沂 owes its papers to a unit that is there', async () => {
  for (const name of ['zengdu-2024', 'linyi-2024'])
    await onDay(name, '2026-11-27', ({ papers }) => {
      expect(papers.length).toBeGreaterThan(0)
      expect(papers.filter(({ id }) => id === null)).toEqual([])
    })
})

test('a reviewer answers for the categories of their groups', () =>
  onDay('zengdu-2024', '2026-11-27', ({ roster }) => {
    const finance = roster.units.find(({ name }) => name === '区财政局')?.id
    const scopes = roster.people.flatMap(({ posts }) =>
      posts.filter(({ unit, role }) => unit === finance && role === 'reviewer'),
    )
    expect(scopes.map(({ scope }) => scope)).toEqual([['C3', 'C4b']])
  }))

test('where a campaign takes up judgments there is one, with its 案号', () =>
  onDay('jiaxian-2021', '2026-11-27', ({ issues }) => {
    expect(issues.filter(({ category }) => category === 'A1').map(({ caseNumber }) => caseNumber)).toEqual([
      '（2024）民初1024号',
    ])
  }))

test('a county has its own towns and bureaus, and no mayor of a city', () =>
  onDay('baofeng-2021', '2026-11-27', ({ roster }) => {
    const names = roster.units.map(({ name }) => name)
    expect(names).toContain('临河镇')
    expect(names.filter((name) => name.startsWith('市'))).toEqual([])
  }))
