import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partsOf, workbookOf, zipOf } from '../support/workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiaohao-sheets-'))
const reader = join(folder, 'read-sheet.mjs')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => {
  await build({
    entryPoints: [resolve('console/papers/read-sheet.ts')],
    outfile: reader,
    bundle: true,
    format: 'esm',
    platform: 'node',
  })
})

/** Reads the file in a process of its own: what came of it, and the most memory the process ever had, in MB. */
function readAlone(bytes: Uint8Array): { answer: string; memory: number } {
  const file = join(folder, 'hostile.xlsx')
  writeFileSync(file, bytes)
  const program = `
    import { existsSync, readFileSync } from 'node:fs'
    import { readSheet } from ${JSON.stringify(pathToFileURL(reader))}
    const reading = await readSheet(readFileSync(${JSON.stringify(file)}), () => true)
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
    const memory = Number(/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.memoryUsage.rss() / 1024) / 1024
    console.log(JSON.stringify({ answer: reading.ok ? 'read ' + reading.sheet.rows.length : reading.fault, memory }))`
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the reader ended with ${done.status} ${done.signal}: ${done.stderr}`)
  return JSON.parse(done.stdout) as { answer: string; memory: number }
}

const MB = 1024 * 1024
const rows = (count: number, row: string) => `<sheetData>${row.repeat(count)}</sheetData>`
const sheet = (data: string) => workbookOf({ sheets: { 台账: data } })
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
/** Chinese text that does not compress into nothing: neighbours differ. */
const prose = (length: number) =>
  Array.from({ length }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000))).join('')
const merged = (count: number) => `<mergeCells>${'<mergeCell ref="A1:B1048576"/>'.repeat(count)}</mergeCells>`

describe('a hostile sheet is refused within 200 MB', () => {
  test.each<[string, () => Uint8Array, string]>([
    ['50 MB of anything', () => Buffer.concat([sheet('<sheetData/>'), Buffer.alloc(50 * MB, 1)]), 'too-large'],
    ['a bomb of 400 MB', () => sheet(rows(1, ' '.repeat(400 * MB))), 'too-large'],
    ['60 MB between two tags', () => sheet(rows(1, ' '.repeat(60 * MB))), 'unsafe'],
    ['60 MB in one tag', () => sheet(`<a b="${'x'.repeat(60 * MB)}"/>`), 'unsafe'],
    ['1,048,576 empty rows', () => sheet(rows(1_048_576, '<row/>')), 'too-large'],
    [
      'a billion laughs',
      () => {
        const content = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><x>${rows(1, `<row>${cell('&l9;')}</row>`)}</x>`
        const parts = partsOf({ sheets: { 台账: '' } })
        return zipOf(parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content } : part)))
      },
      'unsafe',
    ],
    ['16,384 columns', () => sheet(rows(400, `<row>${'<c><v>1</v></c>'.repeat(16_384)}</row>`)), 'too-large'],
    [
      'millions of shared strings',
      () => workbookOf({ sheets: { 台账: rows(1, '') }, strings: '<si/>'.repeat(12_000_000) }),
      'too-large',
    ],
    [
      'shared strings of 60 MB',
      () => workbookOf({ sheets: { 台账: rows(1, '') }, strings: `<si><t>${prose(30_000)}</t></si>`.repeat(650) }),
      'too-large',
    ],
    [
      'one long string in a million cells',
      () =>
        workbookOf({
          sheets: { 台账: rows(50_000, `<row>${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`) },
          strings: `<si><t>${prose(30_000)}</t></si>`,
        }),
      'too-large',
    ],
    ['merged ranges over one another', () => sheet(rows(50_000, `<row>${cell('1')}</row>`) + merged(50_000)), 'unsafe'],
    ['a tag that is never an attribute', () => sheet(`<a ${'x'.repeat(200_000)}/>`.repeat(300)), 'broken'],
  ])('%s', (_, bytes, answer) => {
    const seen = readAlone(bytes())
    expect(seen.answer).toBe(answer)
    expect(seen.memory).toBeLessThan(200)
  })

  test('while the largest honest one is read within as much', () => {
    const row = `<row>${cell(`项目${prose(90)}`).repeat(5)}${'<c><v>123</v></c>'.repeat(11)}</row>`
    const seen = readAlone(sheet(rows(15_000, row)))
    expect(seen.answer).toBe('read 15000')
    expect(seen.memory).toBeLessThan(200)
  })
})
