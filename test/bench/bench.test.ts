import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Figure, lineOf } from '../../bench/figure.ts'
import { benchDigest } from '../../bench/digest.ts'
import { benchExport } from '../../bench/export.ts'
import { benchCoverage } from '../../bench/hand-ins.ts'
import { benchLedgerPage } from '../../bench/ledger-page.ts'
import { prepareOffice, type Prepared } from '../../bench/office.ts'
import { benchPeople } from '../../bench/people.ts'
import { benchRecord } from '../../bench/record.ts'
import { benchTick } from '../../bench/tick.ts'
import { benchWebhook } from '../../bench/webhook.ts'

const shortest = { rounds: 1, turns: 2 }
const folder = mkdtempSync(join(tmpdir(), 'xiaohao-bench-'))
let small: Prepared

beforeAll(() => {
  small = prepareOffice(join(folder, 'small'), { issues: 60, histories: 2 })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function expectFinite({ ours, reference, ratio, spread, goal }: Figure) {
  for (const value of [ours, reference, ratio, ...spread, goal]) expect(value).toSatisfy(Number.isFinite)
}

test('record() and its reference write the same log, and both are timed', async () => {
  expectFinite(await benchRecord(small, shortest))
})

test('an import of people and its reference write as many rows, and both are timed', async () => {
  expectFinite(await benchPeople(join(folder, 'people'), { people: 40, units: 5 }, shortest))
})

test('a webhook event and its reference write the same log, and both are timed', async () => {
  expectFinite(await benchWebhook(small, shortest))
})

test('a digest counts what its reference counts, and both are timed', async () => {
  const figures: Figure[] = []
  for await (const figure of benchDigest(small, shortest)) figures.push(figure)
  const [ratio, block] = figures
  if (ratio) expectFinite(ratio)
  expect(block?.ours).toSatisfy(Number.isFinite)
})

test('a tick finds what is due in either ledger, and tells as many people as its reference', async () => {
  const figures: Figure[] = []
  const sizes = { large: 150, due: 5, people: 30 }
  for await (const figure of benchTick(small, sizes, shortest)) figures.push(figure)
  expect(figures.map(({ ours }) => Number.isFinite(ours))).toEqual([true, true, true])
})

test('every ledger page of two ledgers is read, without reading either whole', async () => {
  const large = prepareOffice(join(folder, 'large'), { issues: 200, histories: 2 })
  const figures: Figure[] = []
  for await (const figure of benchLedgerPage(large, small, shortest)) figures.push(figure)
  figures.forEach(expectFinite)
  expect(figures.map(({ plan = [] }) => plan.length > 0)).toEqual(Array(9).fill(true))
})

test('the page of hand-ins takes as many statements for many units as for few', async () => {
  const figureOf = (units: number) =>
    benchCoverage(join(folder, `coverage${units}`), { units, deliverables: 3 }, shortest)
  const [few, many] = [await figureOf(5), await figureOf(50)]
  expectFinite(many)
  expect(few.plan).toEqual([expect.stringMatching(/^[1-9]\d* statements$/)])
  expect(many.plan).toEqual(few.plan)
})

test('an export has the cells its reference is given, and both are timed', async () => {
  expectFinite(await benchExport(small, shortest))
})

test('a figure is one line with what was compared, the goal and whether it is met', () => {
  const figure = { name: 'record()', unit: 'ms', spread: [1.9, 2.25], goal: 3 } as const
  const ratio = { ...figure, ours: 0.9, reference: 0.45, ratio: 2, met: true }
  expect(lineOf(ratio)).toBe('record(): ours 0.900 ms, reference 0.450 ms, ratio 2.00 (1.90–2.25), goal ≤ 3, met')
  const limit = { ...figure, name: 'ready', ours: 1234.5, reference: null, ratio: null, goal: 1000, met: false }
  expect(lineOf(limit)).toBe('ready: ours 1235 ms (1.90–2.25), goal ≤ 1000 ms, NOT MET')
  const scaled = 'ready: ours 1235 ms (1.90–2.25), reference 40.0 ms, goal ≤ 1000 ms, NOT MET'
  expect(lineOf({ ...limit, reference: 40 })).toBe(scaled)
})
