import { afterEach, beforeEach, expect, test } from 'vitest'
import { handle } from '../../../bot/handle.ts'
import { larkPlatform } from '../../../bot/lark/index.ts'
import { transact } from '../../../db/database.ts'
import { runningHandovers } from '../../../db/handovers/find.ts'
import { ownerless } from '../../../db/handovers/holders.ts'
import { openNode } from '../../../db/open-node.ts'
import { bind, identitiesOf, unbind } from '../../../db/people.ts'
import { setSubstitute } from '../../../db/substitutes.ts'
import { chat, textOf } from '../../support/chat.ts'
import { departedEvent, envelope } from '../../support/lark/events.ts'
import { day, world, type World } from '../../support/world.ts'
import { app } from './fixtures.ts'

let opened: ReturnType<typeof openNode>
let w: World
let talk: ReturnType<typeof chat>
beforeEach(() => {
  opened = openNode(':memory:')
  w = world(opened.db)
  talk = chat(w)
})
afterEach(() => opened.close())

type Who = keyof World['people']

/** These people are on Lark alone. */
function onLark(...people: Who[]) {
  const act = { actor: w.as('administrator'), now: w.clock.now }
  for (const who of people) {
    const person = w.people[who]
    transact(w.db, (tx) => {
      unbind(tx, { platform: 'demo', externalId: `demo-${person}`, person }, act)
      bind(tx, { platform: 'lark', externalId: `ou_${who}`, person }, act)
    })
  }
}

const config = { ...app, botId: 'ou_bot', tenantKey: 'tk', tokenSeconds: 7200, now: () => w.clock.now }

/** Lark tells of somebody in its directory. */
async function tells(type: string, who: string, still = false) {
  const platform = larkPlatform({ ...app, baseUrl: 'http://127.0.0.1:9', now: () => w.clock.now })
  const read = await platform.read(envelope(config, type, departedEvent(config, { who, still })))
  if (read.kind === 'inbound') handle(talk.office, read.inbound)
  return read.kind
}

const told = (who: Who) =>
  talk
    .to(w.people[who])
    .map(({ content }) => textOf(content))
    .join('\n')

test('who leaves the directory hands over to the first responsible person, by itself', async () => {
  const { serial } = w.to('rectifying')
  onLark('responsible')
  expect(await tells('contact.user.deleted_v3', 'ou_responsible')).toBe('inbound')
  expect(runningHandovers(w.db)).toMatchObject([
    {
      from: w.people.responsible,
      to: w.people.first,
      cause: 'left',
      startedBy: null,
      items: [{ serial, state: 'open' }],
    },
  ])
  await talk.says('stranger', '帮助')
  expect(told('first')).toContain('刘具体本人已离开通讯录，名下的 1 件事项由您接手。时限、督办层级和办理经过都不变。')
  await tells('contact.user.deleted_v3', 'ou_responsible')
  expect(runningHandovers(w.db)).toHaveLength(1)
})

test('whoever stands in for long comes before the first responsible person', async () => {
  w.to('rectifying')
  onLark('responsible')
  const substitution = { person: w.people.responsible, substitute: w.people.contact, reason: '借调' }
  const act = { actor: w.as('officer'), now: w.clock.now }
  transact(w.db, (tx) => setSubstitute(tx, { ...substitution, from: day('2022-11-20'), to: day('2023-06-30') }, act))
  await tells('contact.user.updated_v3', 'ou_responsible')
  expect(runningHandovers(w.db)).toMatchObject([{ from: w.people.responsible, to: w.people.contact }])
})

test('a change in the directory that is no departure starts nothing, nor does a stranger’s', async () => {
  w.to('rectifying')
  onLark('responsible')
  expect(await tells('contact.user.updated_v3', 'ou_responsible', true)).toBe('ignored')
  expect(await tells('contact.user.deleted_v3', 'ou_nobody')).toBe('inbound')
  expect([runningHandovers(w.db), ownerless(w.db)]).toEqual([[], []])
  expect(identitiesOf(w.db, w.people.responsible)[0]?.unreachableWhy).toBeNull()
})

test('who can still be reached elsewhere has not gone', async () => {
  w.to('rectifying')
  const act = { actor: w.as('administrator'), now: w.clock.now }
  const link = { platform: 'lark', externalId: 'ou_responsible', person: w.people.responsible }
  transact(w.db, (tx) => bind(tx, link, act))
  await tells('contact.user.deleted_v3', 'ou_responsible')
  expect(runningHandovers(w.db)).toEqual([])
})

test('without anybody to take over the office hears, and it is on its list', async () => {
  w.to('rectifying')
  onLark('first')
  await tells('contact.user.deleted_v3', 'ou_first')
  expect(ownerless(w.db)).toEqual([{ person: w.people.first, unit: w.units.port, as: 'unit', count: 1 }])
  await talk.says('stranger', '帮助')
  expect(told('officer')).toContain('马主任已不在岗或联系不上，名下 1 件在办事项没有人接手。')
})
