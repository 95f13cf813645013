import { Hono } from 'hono'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import type { Env } from './session.ts'

/** Parts of the one stylesheet, in the order they override one another. */
const styles = [
  'tokens',
  'base',
  'frame',
  'words',
  'bar',
  'field',
  'form',
  'menu',
  'ledger',
  'rows',
  'issue',
  'cases',
  'facts',
  'linked-evidence',
  'history',
  'money',
  'plan',
  'secrecy',
  'campaign',
  'hand-ins',
  'digest',
  'roster',
  'calendar',
  'deliveries',
  'import',
  'print',
]

/** A file as it is sent: its address changes with its content. */
type Sent = { readonly url: string; readonly name: string; readonly body: string; readonly type: string }

export type Assets = { readonly style: Sent; readonly script: Sent }

/** The console's stylesheet, joined from its parts so that a page asks once, and its script. */
export function readAssets({ asset }: Office): Assets {
  const text = (name: string) => textOf(asset(name)?.body ?? '')
  const style = styles.map((name) => text(`${name}.css`)).join('\n')
  return {
    style: sent('console.css', style, 'text/css; charset=utf-8'),
    script: sent('console.js', text('console.js'), 'text/javascript; charset=utf-8'),
  }
}

function sent(name: string, body: string, type: string): Sent {
  return { name, body, type, url: paths.asset(name, versionOf(body)) }
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

/** FNV-1a: a name for a content, not a protection. */
function versionOf(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(36)
}

/** Kept by browsers for a year, since a new version has a new address. */
export function assetRoutes({ style, script }: Assets): Hono<Env> {
  const app = new Hono<Env>()
  for (const { name, body, type, url } of [style, script]) {
    app.get(`/${name}`, (c) => {
      const current = url === paths.asset(name, c.req.query('v') ?? '')
      const cache = current ? 'public, max-age=31536000, immutable' : 'no-cache'
      return c.body(body, 200, { 'content-type': type, 'cache-control': cache, 'x-content-type-options': 'nosniff' })
    })
  }
  app.get('*', (c) => c.notFound())
  return app
}
