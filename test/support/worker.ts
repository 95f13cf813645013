import { DurableObject } from 'cloudflare:workers'

/** An empty office: the suite reaches into its storage, nobody calls it. */
export class OfficeObject extends DurableObject {}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler
