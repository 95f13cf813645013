import { frameIn } from '../../../bot/dingtalk/frame.ts'
import type { Frame } from '../../../bot/dingtalk/frame.ts'
import type { Push } from '../../support/dingtalk/line.ts'

/** A push as its frame would come over Stream. */
export function frameOf({ type, topic, headers, data }: Push): Frame {
  const all = { topic, messageId: 'frame-1', time: '1690000000000', ...headers }
  const frame = frameIn(JSON.stringify({ specVersion: '1.0', type, headers: all, data: JSON.stringify(data) }))
  if (!frame) throw new Error('no frame')
  return frame
}
