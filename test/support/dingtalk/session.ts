import { sessionMessage } from './message-rules.ts'
import { errcode, jsonIn, ok } from './replies.ts'
import type { Reply, Request } from './replies.ts'
import { asText, calledIn } from './view.ts'
import { newId } from './world.ts'
import type { World } from './world.ts'

/** An answer where a message was said: the one kind of message that really calls people by `@`. It wants no token. */
export function sendBySession(world: World, request: Request): Reply {
  const session = world.sessions.get(request.query.get('session') ?? '')
  if (!session || session.until <= world.app.now()) return errcode(300005, 'token is not exist')
  const chat = world.chats.get(session.chatId)
  if (chat?.state !== 'there') return errcode(310000, 'the bot is not there')
  const sent = sessionMessage(jsonIn(request))
  if ('status' in sent) return sent
  const { content, at } = sent
  const said = asText(content.params['content']) + asText(content.params['text'])
  const mentions = content.type === 'actionCard' ? [] : calledIn(said, at)
  world.meter.push()
  const id = newId('msgSession')
  world.put({
    id,
    chatId: session.chatId,
    from: 'bot',
    by: 'webhook',
    sentAt: world.app.now(),
    earlier: [],
    content,
    mentions,
  })
  return ok({ errcode: 0, errmsg: 'ok' })
}
