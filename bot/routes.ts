import { Hono } from 'hono'
import { handle } from './handle.ts'
import type { ListeningOffice, Office } from './office.ts'
import type { Handled, Inbound, Platform } from './platform.ts'
import { say } from './texts.ts'

/** Handles one inbound act and starts delivery once it is answered. What every transport calls. */
export type Handler = (inbound: Inbound) => Handled

/**
 * The handler of every transport. A tap is never sent again by its platform, so its fault is told to the person;
 * a message's fault is thrown, and the platform sends it again.
 */
export function answering(office: ListeningOffice, kick: () => void): Handler {
  return (inbound) => {
    office.count('chat_received', { platform: inbound.platform })
    try {
      const handled = handle(office, inbound)
      kick()
      return handled
    } catch (fault) {
      office.log('error', 'handling failed', { platform: inbound.platform, fault })
      if (inbound.act.type !== 'tap') throw fault
      return { toast: { tone: 'bad', text: say.busy } }
    }
  }
}

/** POST /chat/:platform: verify, handle, answer; delivery comes after the answer. */
export function chatRoutes(office: Office, handler: Handler): Hono {
  const app = new Hono()
  app.post('/:platform', async (c) => {
    const platform = [...office.platforms.values()].find((known) => known.name === c.req.param('platform'))
    if (!platform || platform.name === 'demo') return c.notFound()
    const received = await platform.receive(c.req.raw)
    if (received.kind === 'answered') return received.response
    if (received.kind === 'inbound') return respond(handler, received)
    office.count('chat_rejected', { platform: platform.name, reason: received.reason })
    return c.body(null, received.status)
  })
  return app
}

type Arrived = Extract<Awaited<ReturnType<Platform['receive']>>, { kind: 'inbound' }>

function respond(handler: Handler, { inbound, respond: answer }: Arrived): Response {
  try {
    return answer(handler(inbound))
  } catch {
    return new Response(null, { status: 500 })
  }
}
