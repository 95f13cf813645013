type Asked = {
  /** Headers of the request, undefined where there is none. */
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly host: string
}

/** Whether a browser says that a request came from a page of another site than ours, which stands at `publicUrl`. */
export function isForeignOrigin({ origin, fetchSite, host }: Asked, publicUrl: string): boolean {
  if (origin === undefined) return fetchSite === 'cross-site'
  if (!URL.canParse(origin)) return true
  const from = new URL(origin).host
  return from !== new URL(publicUrl).host && from !== host
}
