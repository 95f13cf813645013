import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Figure } from '../../bench/figure.ts'
import { prepareOffice } from '../../bench/office.ts'
import { benchStart } from '../../bench/start.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiaohao-bench-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the start of the built server and its memory are measured', async () => {
  const prepared = prepareOffice(join(folder, 'office'), { issues: 60, histories: 1 })
  const figures: Figure[] = []
  for await (const figure of benchStart(prepared, { program: resolve('dist/node.js'), times: 1 })) figures.push(figure)
  const [ready, memory] = figures
  expect([ready?.ours, ready?.reference, memory?.ours]).toSatisfy((all: number[]) => all.every(Number.isFinite))
  expect(memory?.reference).toBe(null)
})
