import type { CounterName } from '../bot/office.ts'

/** Where the office counts; what it becomes is the runtime's business. */
export type Metrics = {
  count(name: CounterName, labels: Readonly<Record<string, string>>): void
  request(answered: { route: string; status: number; seconds: number }): void
  text(): Promise<{ type: string; body: string }>
}

/** Whoever asks, as the transport knows it. */
export type Peer = { readonly address: string | null }

type Asked = {
  readonly headers: Headers
  /** As the request was addressed, with its port. */
  readonly host: string
  readonly peer: Peer
  readonly token: string | null
  readonly publicUrl: string
}

/**
 * Who may read /metrics: the bearer of the token. Without a token this machine only, and nobody once a proxy
 * may stand in front, since everyone comes from this machine then; nor a foreign page whose name resolves to here.
 */
export function mayReadMetrics({ headers, host, peer, token, publicUrl }: Asked): boolean {
  if (token !== null) return isSame(headers.get('authorization') ?? '', `Bearer ${token}`)
  const forwarded = forwardingHeaders.some((name) => headers.has(name))
  return isLoopback(peer.address) && !forwarded && isLoopback(new URL(publicUrl).hostname) && isLoopback(nameIn(host))
}

function nameIn(host: string): string | null {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null
}

const forwardingHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cf-connecting-ip',
]

export function isLoopback(address: string | null): boolean {
  return address !== null && /^(127(\.\d{1,3}){3}|localhost|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/.test(address)
}

/** Takes the same time wherever the texts differ. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => new TextEncoder().encode(text))
  if (!a || !b || a.length !== b.length) return false
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0
}
