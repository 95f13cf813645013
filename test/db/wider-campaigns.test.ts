import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Campaign } from '../../core/campaigns/campaign.ts'
import { campaign } from '../support/campaign.ts'

const sql = readFileSync(new URL('../../db/migrations/0005_wider_campaigns.sql', import.meta.url), 'utf8')

/** A campaign as it was kept before files had groups, deliverables, stages … */
const { code, title, document, phases, rectify_by, categories, sources, plan, signoff, annex } = campaign
const narrow = {
  ...{ code, title, document, phases, rectify_by, categories, sources, plan, signoff },
  annex: { ...annex, notes: ['如实填报；'] },
  verification: { methods: ['现场', '书面'], inspectors: 2, callback: 'optional', director: false, from: '四(二)' },
  dispositions: { kinds: ['fulfil', 'legal'], from: '二(8)' },
}

test('a campaign that runs already is a campaign still', () => {
  const db = new Database(':memory:')
  db.exec('create table campaigns (code text, campaign text)')
  db.prepare('insert into campaigns values (?, ?)').run(code, JSON.stringify(narrow))
  db.exec(sql)
  db.exec(sql)
  const kept = db.prepare('select campaign from campaigns').get() as { campaign: string }
  const read = Campaign.parse(JSON.parse(kept.campaign))
  expect(read.verification.stages).toEqual([{ by: 'office', methods: ['现场', '书面'], from: '四(二)' }])
  expect(read.dispositions.map(({ kind, from }) => [kind, from])).toEqual([
    ['fulfil', '二(8)'],
    ['legal', '二(8)'],
  ])
  expect(read.annex.notes).toEqual([{ text: '如实填报；' }])
  expect(read.office.name).toBe('领导小组办公室')
})
