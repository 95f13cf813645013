import type { Context, MiddlewareHandler } from 'hono'
import { explainFault } from './faults.ts'
import type { Log } from './log.ts'
import { texts } from './texts.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** On every answer; a page that sets one of them itself keeps its own. */
export function withSecurityHeaders(publicUrl: string): MiddlewareHandler {
  const all = publicUrl.startsWith('https:') ? { ...headers, 'strict-transport-security': 'max-age=31536000' } : headers
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(all)) if (!c.res.headers.has(name)) c.header(name, value)
  }
}

/** One sentence with a number to tell the administrator; the log has the rest under that number. */
export function faultPage(c: Context, { error, log }: { error: unknown; log: Log }): Response {
  const id = crypto.randomUUID().slice(0, 8)
  log.error('request failed', { id, method: c.req.method, path: c.req.path.split('/').slice(0, 2).join('/') }, error)
  return c.text(texts.answers.fault(explainFault(error), id), 500)
}
