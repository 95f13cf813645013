import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { describe, expect, test } from 'vitest'
import { type Import, importsOf, sourcesIn } from './support/imports.ts'

const root = new URL('../', import.meta.url)
const folders = ['core', 'db', 'bot', 'console', 'runtime']
const sources = sourcesIn(root, folders)
const imports = sources.flatMap(importsOf)

type Rule = {
  readonly title: string
  readonly isBrokenBy: (found: Import & { readonly target: string }) => boolean
  /** file → a line of it; each must break the rule, or the rule proves nothing. */
  readonly planted: readonly (readonly [file: string, line: string])[]
  readonly allowed: readonly (readonly [file: string, line: string])[]
}

const nodePackages = [
  'better-sqlite3',
  'drizzle-orm/better-sqlite3',
  '@hono/node-server',
  'node-cron',
  'ws',
  '@larksuiteoapi/node-sdk',
]

const rules: Rule[] = [
  {
    title: 'core imports zod and itself, nothing else',
    isBrokenBy: ({ file, target }) => isIn(file, 'core') && target !== 'zod' && !isIn(target, 'core'),
    planted: [
      ['core/issue.ts', "import { randomUUID } from 'node:crypto'"],
      ['core/issue.ts', "import type { Db } from '../db/database.ts'"],
      ['core/rules/plan.ts', "import { parse } from 'yaml'"],
      ['core/rules/plan.ts', "export * from '../../bot/texts.ts'"],
      ['core/campaigns/campaign.ts', "const later = () => import('hono')"],
      ['core/campaigns/campaign.ts', "let context: import('hono').Context"],
      ['core/campaigns/campaign.ts', "const fs = require('fs')"],
    ],
    allowed: [
      ['core/issue.ts', "import { z } from 'zod'"],
      ['core/rules/plan.ts', "import { apply } from '../issue.ts'"],
    ],
  },
  {
    title: 'db imports core and itself, no folder above it',
    isBrokenBy: ({ file, target }) => isIn(file, 'db') && isIn(target, 'bot', 'console', 'runtime'),
    planted: [
      ['db/outbox.ts', "import type { Content } from '../bot/platform.ts'"],
      ['db/issues.ts', "import { texts } from '../console/texts.ts'"],
      ['db/open-node.ts', "import { config } from '../runtime/config.ts'"],
    ],
    allowed: [['db/ledger.ts', "import { decide } from '../core/decide.ts'"]],
  },
  {
    title: 'bot imports neither console nor runtime nor the schema',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'bot') && (isIn(target, 'console', 'runtime') || target === 'db/schema.ts'),
    planted: [
      ['bot/handle.ts', "import { page } from '../console/layout.tsx'"],
      ['bot/handle.ts', "import type { Config } from '../runtime/config.ts'"],
      ['bot/tick.ts', "import { outbox } from '../db/schema.ts'"],
      ['bot/lark/client.ts', "import { outbox } from '../../db/schema.ts'"],
    ],
    allowed: [['bot/handle.ts', "import { record } from '../db/ledger.ts'"]],
  },
  {
    title: 'console imports neither bot nor runtime nor the schema',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'console') && (isIn(target, 'bot', 'runtime') || target === 'db/schema.ts'),
    planted: [
      ['console/ledger.tsx', "import { present } from '../bot/present.ts'"],
      ['console/routes.tsx', "import type { Config } from '../runtime/config.ts'"],
      ['console/papers/annex.ts', "import { issues } from '../../db/schema.ts'"],
    ],
    allowed: [['console/ledger.tsx', "import { issuesOf } from '../db/issues.ts'"]],
  },
  {
    title: 'only db imports Drizzle',
    isBrokenBy: ({ file, target }) => !isIn(file, 'db') && /^drizzle-/.test(target),
    planted: [
      ['bot/handle.ts', "import { eq } from 'drizzle-orm'"],
      ['runtime/app.ts', "import { drizzle } from 'drizzle-orm/better-sqlite3'"],
      ['console/ledger.tsx', "import type { SQL } from 'drizzle-orm'"],
    ],
    allowed: [['db/issues.ts', "import { eq } from 'drizzle-orm'"]],
  },
  {
    title:
      'only *-node.ts, blob-disk.ts, runtime/commands and the programs of runtime (node, cli, demo) import what is of Node',
    isBrokenBy: ({ file, target }) => !mayUseNode(file) && isOfNode(target),
    planted: [
      ['db/database.ts', "import Database from 'better-sqlite3'"],
      ['db/ledger.ts', "import { createHash } from 'node:crypto'"],
      ['bot/routes.ts', "import { Buffer } from 'buffer'"],
      ['console/routes.tsx', "import { readFile } from 'fs/promises'"],
      ['runtime/app.ts', "import { serve } from '@hono/node-server'"],
      ['runtime/config.ts', "import type { Server } from 'node:http'"],
      ['bot/node.ts', "import 'node:fs'"],
      ['bot/dingtalk/index.ts', "import { WebSocket } from 'ws'"],
    ],
    allowed: [
      ['db/open-node.ts', "import Database from 'better-sqlite3'"],
      ['db/blob-disk.ts', "import { open } from 'node:fs/promises'"],
      ['runtime/commands/backup.ts', "import { statfs } from 'node:fs/promises'"],
      ['runtime/cli.ts', "import { parseArgs } from 'node:util'"],
      ['runtime/app.ts', "import { Hono } from 'hono'"],
    ],
  },
  {
    title: 'only *-durable.ts, blob-r2.ts and worker.ts import what is of Cloudflare',
    isBrokenBy: ({ file, target }) => !/(-durable|\/blob-r2|\/worker)\.ts$/.test(file) && isOfCloudflare(target),
    planted: [
      ['db/database.ts', "import { drizzle } from 'drizzle-orm/durable-sqlite'"],
      ['runtime/app.ts', "import { env } from 'cloudflare:workers'"],
      ['bot/fetch.ts', "import type { R2Bucket } from '@cloudflare/workers-types'"],
    ],
    allowed: [
      ['db/open-durable.ts', "import { drizzle } from 'drizzle-orm/durable-sqlite'"],
      ['runtime/worker.ts', "import { DurableObject } from 'cloudflare:workers'"],
      ['db/blob-r2.ts', "import type { R2Bucket } from '@cloudflare/workers-types'"],
    ],
  },
  {
    title: 'a platform sees bot/platform.ts, wire.ts and token.ts, its own folder and types of core, never the ledger',
    isBrokenBy: ({ file, target, typeOnly }) => {
      const own = /^bot\/[^/]+\//.exec(file)?.[0]
      if (!own || own === 'bot/page/' || !isIn(target, ...folders)) return false
      const shared = ['bot/platform.ts', 'bot/wire.ts', 'bot/token.ts'].includes(target)
      return !target.startsWith(own) && !shared && !(typeOnly && isIn(target, 'core'))
    },
    planted: [
      ['bot/lark/index.ts', "import { record } from '../../db/ledger.ts'"],
      ['bot/lark/index.ts', "import type { Db } from '../../db/database.ts'"],
      ['bot/lark/parse.ts', "import { intentOf } from '../intent.ts'"],
      ['bot/demo/render.tsx', "import { card } from '../lark/render.ts'"],
      ['bot/lark/render.ts', "import { labels } from '../../core/texts.ts'"],
    ],
    allowed: [
      ['bot/lark/index.ts', "import { verify } from './verify.ts'"],
      ['bot/lark/index.ts', "import { refused } from '../platform.ts'"],
      ['bot/dingtalk/verify.ts', "import { sameText } from '../wire.ts'"],
      ['bot/lark/render.ts', "import type { Form } from '../../core/form.ts'"],
      ['bot/lark/render.ts', "import { type Form, type Field } from '../../core/form.ts'"],
      ['bot/handle.ts', "import { record } from '../db/ledger.ts'"],
      ['bot/page/submit.ts', "import { transact } from '../../db/database.ts'"],
    ],
  },
  {
    title: 'nothing that ships imports the tests, the benchmarks or the build',
    isBrokenBy: ({ file, target }) => isIn(file, ...folders) && isIn(target, 'test', 'bench', 'scripts'),
    planted: [
      ['runtime/demo.ts', "import { world } from '../test/support/world.ts'"],
      ['runtime/cli.ts', "await import('../bench/run.ts')"],
    ],
    allowed: [['test/db/ledger.test.ts', "import { world } from '../support/world.ts'"]],
  },
]

describe.each(rules)('$title', ({ isBrokenBy, planted, allowed }) => {
  const broken = (found: readonly Import[]) =>
    found.filter(
      (one): one is Import & { target: string } =>
        one.target !== undefined && isBrokenBy({ ...one, target: one.target }),
    )

  test('holds in every file', () => {
    expect(broken(imports).map(inWords)).toEqual([])
  })

  test.each(planted)('is broken in %s by %s', (file, text) => {
    expect(broken(importsOf({ file, text }))).toHaveLength(1)
  })

  test.each(allowed)('is kept in %s by %s', (file, text) => {
    const found = importsOf({ file, text })
    expect(found).toHaveLength(1)
    expect(broken(found)).toEqual([])
  })
})

test('every folder of the architecture is read', () => {
  expect(folders.filter((folder) => !sources.some(({ file }) => isIn(file, folder)))).toEqual([])
})

test('an import whose target is computed is seen as such', () => {
  const text = 'await import(`./${name}.ts`)'
  expect(importsOf({ file: 'runtime/app.ts', text }).map(({ target }) => target)).toEqual([undefined])
})

test('no import is computed while the program runs', () => {
  expect(imports.filter(({ target }) => target === undefined).map(inWords)).toEqual([])
})

test('a relative import names its file with the suffix', () => {
  const local = imports.filter(({ target }) => target !== undefined && isIn(target, ...folders))
  expect(local.filter(({ target = '' }) => !existsSync(new URL(target, root))).map(inWords)).toEqual([])
})

test('a file has at most 300 lines, schema.ts and texts.ts excepted', () => {
  const sizes = sources
    .filter(({ file }) => !/\/(schema|texts)\.ts$/.test(file))
    .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
  expect(sizes.filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines} lines`)).toEqual([])
})

function isIn(path: string, ...names: readonly string[]): boolean {
  return names.some((name) => path.startsWith(`${name}/`))
}

function mayUseNode(file: string): boolean {
  return /-node\.tsx?$|\/blob-disk\.ts$|^runtime\/(node|cli|demo)\.ts$|^runtime\/commands\//.test(file)
}

function isOfNode(target: string): boolean {
  return (
    target.startsWith('node:') ||
    builtinModules.includes(target) ||
    nodePackages.some((name) => target === name || target.startsWith(`${name}/`))
  )
}

function isOfCloudflare(target: string): boolean {
  return (
    target.startsWith('cloudflare:') ||
    target.startsWith('@cloudflare/') ||
    target === 'drizzle-orm/durable-sqlite' ||
    target.startsWith('drizzle-orm/durable-sqlite/')
  )
}

function inWords({ file, line, target }: Import): string {
  return `${file}:${line} imports ${target ?? 'something computed'}`
}
