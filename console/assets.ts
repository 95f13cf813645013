import { Hono } from 'hono'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import type { Env } from './session.ts'

export const stylesheets = [
  'tokens.css',
  'base.css',
  'words.css',
  'ledger.css',
  'issue.css',
  'history.css',
  'form.css',
  'print.css',
] as const
export const script = 'console.js'

/** Addresses of the stylesheets and the script, each with a version that changes with its content. */
export type AssetUrls = { readonly [name: string]: string }

export function assetUrls({ asset }: Office): AssetUrls {
  return Object.fromEntries(
    [...stylesheets, script].map((name) => [name, paths.asset(name, versionOf(asset(name)?.body ?? ''))]),
  )
}

/** FNV-1a: a name for a content, not a protection. */
function versionOf(body: string | Uint8Array): string {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(36)
}

/** The files themselves: kept by browsers for a year, since a new version has a new address. */
export function assetRoutes(office: Office, urls: AssetUrls): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/:name', (c) => {
    const name = c.req.param('name')
    const found = /^[a-z]+\.(css|js)$/.test(name) ? office.asset(name) : null
    if (!found) return c.notFound()
    const current = urls[name] === paths.asset(name, c.req.query('v') ?? '')
    const cache = current ? 'public, max-age=31536000, immutable' : 'no-cache'
    return c.body(found.body, 200, {
      'content-type': found.type,
      'cache-control': cache,
      'x-content-type-options': 'nosniff',
    })
  })
  return app
}
