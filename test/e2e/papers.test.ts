import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LedgerFormat } from '../../console/papers/ledger-file.ts'
import { openNode } from '../../db/open-node.ts'
import { ledgerBytes, ledgerWorld, luohe } from '../support/ledger.ts'
import { openOffice, type Converter } from '../support/soffice.ts'
import { particulars, start, type World } from '../support/world.ts'

/** What LibreOffice reads in our files; the golden files are what a person found right. */
let office: Converter
let ledger: ReturnType<typeof openNode>
let w: World
beforeAll(async () => {
  office = await openOffice()
  ledger = openNode(':memory:')
  w = ledgerWorld(ledger.db)
})
afterAll(async () => {
  ledger.close()
  await office.close()
})

const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8')
const bytesOf = (format: LedgerFormat, unit?: string) =>
  ledgerBytes(ledger.db, { format, now: start, ...(unit === undefined ? {} : { unit }) })
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\r\n/g, '\n')

/** Comma, quotation mark, UTF-8, from line 1, no column formats, Chinese, as shown. */
const asShown = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true,false'
const labels = luohe.annex.columns.map(({ label }) => label)

describe('LibreOffice reads', () => {
  test('the workbook as we meant it', async () => {
    expect(textOf(await office.convert(await bytesOf('xlsx'), 'xlsx', asShown))).toBe(golden('ledger.xlsx.csv'))
  })

  test('the document as we meant it', async () => {
    const bytes = await office.convert(await bytesOf('docx', '临港区'), 'docx', 'txt:Text (encoded):UTF8')
    expect(textOf(bytes)).toBe(golden('annex.docx.txt'))
  })
})

test('the lines are as we meant them', async () => {
  expect(textOf(await bytesOf('csv'))).toBe(golden('ledger.csv'))
})

describe('what comes out of the printer', () => {
  beforeAll(() => {
    for (let number = 1; number <= 12; number += 1)
      w.does('stranger', w.report({ unit: w.units.park, particulars: particulars({ title: `第${number}件` }) }))
  })

  test.each(['xlsx', 'docx'] as const)('of an .%s is A4 landscape, with the head on each page', async (format) => {
    const pdf = await office.convert(await bytesOf(format), format, 'pdf')
    const { texts, size } = await office.pages(pdf)
    expect(size).toMatch(/^841\.\d+ x 595\.\d+ pts \(A4\)/)
    expect(texts.length).toBeGreaterThan(2)
    for (const [index, text] of texts.entries()) {
      const words = text.replace(/\s+/g, '')
      for (const label of labels) expect(words).toContain(label)
      expect(words).toContain(`—${index + 1}—`)
      expect(words.includes(luohe.annex.title)).toBe(index === 0)
      expect(words.includes('注：（1）')).toBe(index === texts.length - 1)
      expect(words).not.toMatch(/LH2022|是否逾期/)
    }
  })
})
