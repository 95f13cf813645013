import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameIn, readFrame } from '../../../bot/dingtalk/frame.ts'
import { readEvent, readRobot } from '../../../bot/dingtalk/parse.ts'
import type { Read } from '../../../bot/dingtalk/parse.ts'
import { answerToTap, readTap } from '../../../bot/dingtalk/tap.ts'
import type { Act, Inbound } from '../../../bot/platform.ts'
import { payload } from './fixtures.ts'

const oapiUrl = 'https://oapi.dingtalk.com'
const robot = (name: string): Read => readRobot(payload(name), oapiUrl)

function inboundOf(read: Read): Inbound {
  const [inbound] = read.kind === 'inbound' ? read.inbound : []
  if (!inbound) throw new Error(read.kind)
  return inbound
}

function message(name: string): Extract<Act, { type: 'message' }> {
  const { act } = inboundOf(robot(name))
  if (act.type !== 'message') throw new Error(act.type)
  return act
}

const token = (downloadCode: string) => JSON.stringify({ downloadCode })
const cid = 'cid6KeBBLoveMJOGXoYKF5x7EeiodoA=='

describe('what is said to the robot', () => {
  test('a text, alone with it', () => {
    expect(inboundOf(robot('text'))).toEqual({
      platform: 'dingtalk',
      id: 'msgrK2qHq8zPEwOnG4iYqw==',
      at: 1708327204136,
      sender: { id: '014725128602' },
      chat: { kind: 'p2p', id: cid },
      act: {
        type: 'message',
        messageId: 'msgrK2qHq8zPEwOnG4iYqw==',
        text: '报送 临港产业园标准厂房补贴一直没兑现，300万',
        files: [],
        mentioned: true,
        inReplyTo: [],
      },
      answerBy: JSON.stringify({
        webhook: { url: 'https://oapi.dingtalk.com/robot/sendBySession?session=6d69b3a1', until: 1708332604316 },
        chat: { kind: 'p2p', id: cid },
        sender: '014725128602',
      }),
    })
  })

  test('in a group the blank behind the mention is gone, and the group is the organisation’s own', () => {
    expect(message('text-group')).toMatchObject({ text: '待办 @张建国', mentioned: true })
    const named = { kind: 'group', id: cid, external: false, name: '临港区整改群' }
    expect(inboundOf(robot('text-group')).chat).toEqual(named)
  })

  test('a group where somebody of another organisation speaks is external', () => {
    expect(inboundOf(robot('text-foreign')).chat).toMatchObject({ kind: 'group', external: true })
  })

  test('a quote names our message as it was sent to this person, and as it is called else', () => {
    expect(message('text-quote').inReplyTo).toEqual(['pqkA1b2C3:014725128602', 'pqkA1b2C3', 'msgQuoted=='])
  })

  test('a rich text is its words, its pictures are files', () => {
    expect(message('rich-text')).toMatchObject({
      text: '现场核查\n已更换补照片',
      files: [{ name: '图片', image: true, token: token('dlPicture1') }],
    })
  })

  test('a picture and a file', () => {
    expect(message('picture')).toMatchObject({
      text: '',
      files: [{ name: '图片', image: true, token: token('dlPicture2') }],
    })
    expect(message('file')).toMatchObject({
      text: '',
      files: [{ name: '验收报告.pdf', image: false, token: token('dlFile1') }],
    })
  })

  test('a voice is its words', () => {
    expect(message('audio')).toMatchObject({ text: '首期一百五十万已经打款。', files: [] })
  })

  test.each(['audio-silent', 'video', 'unknown'])('%s can’t be read', (name) => {
    expect(inboundOf(robot(name)).act).toEqual({
      type: 'unreadable',
      messageId: 'msgrK2qHq8zPEwOnG4iYqw==',
      mentioned: true,
    })
  })

  test.each(['outsider', 'unpublished'])('somebody without a staffId (%s) is nobody of ours', (name) => {
    expect(robot(name)).toMatchObject({ kind: 'outsider', webhook: { until: 1708332604316 } })
  })

  test('a webhook on another host is none', () => {
    expect(JSON.parse(inboundOf(robot('foreign-webhook')).answerBy ?? '')).toMatchObject({ webhook: null })
  })

  test('a month’s quota used up comes without words', () => {
    expect(robot('over-quota')).toEqual({ kind: 'over-quota' })
  })

  test('anything else is malformed, and nothing throws', () => {
    const whole = payload('text') as Record<string, unknown>
    for (const field of ['msgId', 'conversationId', 'conversationType', 'createAt', 'msgtype']) {
      expect(readRobot({ ...whole, [field]: undefined }, oapiUrl)).toEqual({ kind: 'malformed' })
    }
    expect(readRobot({ ...whole, senderStaffId: '../x' }, oapiUrl)).toEqual({ kind: 'malformed' })
    fc.assert(fc.property(fc.jsonValue(), (value) => void readRobot(value, oapiUrl)))
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue()),
        (odd) => void readRobot({ ...whole, ...odd }, oapiUrl),
      ),
    )
  })
})

describe('what is tapped', () => {
  const tap = (name: string) => readTap(payload(name), { id: 'm1', at: 5 })

  test.each(['tap', 'tap-value', 'tap-object'])(
    '%s: under either name, and with its parameters in either place',
    (name) => {
      expect(inboundOf(tap(name))).toEqual({
        platform: 'dingtalk',
        id: 'tap:m1',
        at: 5,
        sender: { id: '014725128602' },
        chat: { kind: 'p2p', id: '' },
        act: { type: 'tap', cardId: 'xh-0123456789abcdef', value: { do: 'view', serial: 'LH2022-0007' }, form: {} },
      })
    },
  )

  test('a form comes with its values: words, numbers, days, what was chosen by its value', () => {
    expect(inboundOf(tap('tap-form')).act).toMatchObject({
      value: { do: 'submit', draft: 'd1' },
      form: { text: '首期150万已打款', amount: '150', on: '2026-06-13', kind: 'o3', kinds: ['o1', 'o2'] },
    })
  })

  test('a value that nests too deep is none, and nothing throws', () => {
    expect(inboundOf(tap('tap-hostile')).act).toMatchObject({ type: 'tap', value: undefined })
    expect(readTap({ outTrackId: 'x', userId: 'chen', content: '{' }, { id: 'm', at: 1 })).toEqual({
      kind: 'malformed',
    })
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (content) => void readTap({ outTrackId: 'x', userId: 'chen', content }, { id: 'm', at: 1 }),
      ),
    )
  })

  test('is answered with the card’s status, every value a text and short', () => {
    expect(answerToTap({ toast: { tone: 'good', text: '已签收' } })).toEqual({
      cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      cardData: { cardParamMap: { status: '已签收' } },
      userPrivateData: { cardParamMap: {} },
    })
    expect(answerToTap({})).toMatchObject({ cardData: { cardParamMap: {} } })
    const long = JSON.stringify(answerToTap({ toast: { tone: 'bad', text: '好'.repeat(2_000) } }))
    expect(Buffer.byteLength(long)).toBeLessThan(1_200)
  })
})

describe('what the directory tells', () => {
  test('several people leave by one event, each under an id of their own', () => {
    const read = readEvent({ type: 'user_leave_org', id: 'e1', at: 7, data: payload('event-left') })
    if (read.kind !== 'inbound') throw new Error(read.kind)
    expect(read.inbound.map(({ id, sender, act }) => [id, sender.id, act.type])).toEqual([
      ['e1:014725128602', '014725128602', 'left'],
      ['e1:014725128603', '014725128603', 'left'],
    ])
  })

  test('a message was seen, at that instant', () => {
    expect(
      inboundOf(readEvent({ type: 'robot_msg_read', id: 'e2', at: 7, data: payload('event-seen') })),
    ).toMatchObject({
      at: 1654641965416,
      sender: { id: '014725128602' },
      act: { type: 'read', messageIds: ['pqkA1b2C3:014725128602', 'pqkA1b2C3'] },
    })
  })

  test('others are nobody’s business, and half an event is none', () => {
    expect(readEvent({ type: 'chat_update_title', id: 'e', at: 1, data: {} })).toEqual({ kind: 'ignored' })
    expect(readEvent({ type: 'user_leave_org', id: 'e', at: 1, data: { userId: 'a' } })).toEqual({ kind: 'malformed' })
  })
})

test('a frame is read by its topic; whatever else comes over the socket is none', () => {
  const headers = { topic: '/v1.0/card/instances/callback', messageId: 'm9', time: '1690000000000' }
  const frame = frameIn(
    JSON.stringify({ specVersion: '1.0', type: 'CALLBACK', headers, data: JSON.stringify(payload('tap')) }),
  )
  if (!frame) throw new Error('no frame')
  const read = (more: object) => readFrame({ ...frame, ...more }, { oapiUrl, now: 3 })
  expect(inboundOf(read({}))).toMatchObject({ id: 'tap:m9', at: 1690000000000 })
  expect(read({ headers: { topic: '/v1.0/card/instances/callback' } })).toEqual({ kind: 'malformed' })
  expect(read({ headers: { topic: '/v1.0/other' } })).toEqual({ kind: 'ignored' })
  expect(read({ type: 'EVENT', headers: { topic: '*', eventType: 'user_leave_org' } })).toEqual({ kind: 'malformed' })
  fc.assert(fc.property(fc.string(), (text) => void frameIn(text)))
})
