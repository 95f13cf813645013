import { describe, expect, onTestFinished, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { signEvidenceLink } from '../../db/evidence-links.ts'
import { openNode } from '../../db/open-node.ts'
import { setPosts, unbind } from '../../db/people.ts'
import { buttonsOf, chat, textOf, type SentMessage } from '../support/chat.ts'
import { deskOver, wordsOn } from '../support/console.ts'
import { day, terms, world } from '../support/world.ts'

const MINUTE = 60_000
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1])
const html = new TextEncoder().encode('<script>alert(1)</script>')

type O = Awaited<ReturnType<typeof office>>
type Asking = Parameters<ReturnType<typeof chat>['taps']>[0]

/** An issue being put right with a photograph and a text sent by its unit, and a phone that opens links. */
async function office() {
  const file = openNode(':memory:')
  const w = world(file.db)
  const c = chat(w)
  const { blobs, publicUrl } = c.office
  const desk = deskOver(file, w, { blobs, publicUrl })
  onTestFinished(desk.close)
  const issue = w.to('rectifying')
  const files = [
    { name: '拨付凭证.jpg', bytes: jpeg },
    { name: '说明.txt', bytes: html },
  ]
  await c.says('responsible', `进展 ${issue.serial} 首期已拨付`, { files })
  const phone = desk.open()
  const act = { actor: w.as('officer'), now: w.clock.now }
  return { w, c, act, db: file.db, phone, serial: issue.serial, linkOf }

  /** 查看佐证 beside what was found, then the address in the answer. */
  async function linkOf(who: Asking): Promise<string> {
    const [found] = await c.says(who, `查 ${issue.serial}`)
    if (!found) throw new Error(`nothing found of ${issue.serial}`)
    return addressIn((await c.taps(who, found, '查看佐证')).answers.at(-1))
  }

  function addressIn(message: SentMessage | undefined): string {
    const actions = message?.content.kind === 'card' ? buttonsOf(message.content) : []
    const url = actions.flatMap((action) => ('url' in action ? [action.url] : []))[0] ?? ''
    return url.replace(publicUrl, '')
  }
}

describe('查看佐证 of chat', () => {
  test.each(['contact', 'responsible', 'above', 'leader', 'officer'] as const)(
    'brings %s to the evidence, without signing in',
    async (who) => {
      const { phone, linkOf, serial } = await office()
      const { status, text, headers } = await phone.get(await linkOf(who))
      expect(status).toBe(200)
      expect(wordsOn(text)).toContain(`${serial} 佐证材料`)
      expect(wordsOn(text)).toContain('拨付凭证.jpg')
      expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
      // Chat programs read the title of what they preview.
      expect(/<title>(.*)<\/title>/.exec(text)?.[1]).not.toContain(serial)
    },
  )

  test('hands out a picture as one, and a text only to be saved, whatever it says', async () => {
    const { phone, linkOf } = await office()
    const { text } = await phone.get(await linkOf('contact'))
    const [picture = ''] = /(?<=<img src=")[^"]+/.exec(text) ?? []
    const [file = ''] = /(?<=class="file" href=")[^"]+/.exec(text) ?? []
    const answers = [await phone.get(picture), await phone.get(file)]
    expect(answers.map(({ bytes }) => bytes)).toEqual([jpeg, html])
    const told = (name: string) => answers.map(({ headers }) => headers.get(name))
    expect(told('content-type')).toEqual(['image/jpeg', 'application/octet-stream'])
    expect(told('content-disposition').every((one) => one?.startsWith('attachment'))).toBe(true)
    expect(told('cache-control')).toEqual(['no-store', 'no-store'])
    expect(told('referrer-policy')).toEqual(['no-referrer', 'no-referrer'])
    expect(told('content-security-policy')).toEqual(Array(2).fill("default-src 'none'; sandbox"))
  })

  test('stands on no card of somebody who may not see the issue, nor of one without evidence', async () => {
    const { w, c, serial } = await office()
    const { answers, handled } = await c.tapsValue('stranger', { do: 'evidence', serial })
    const invented = await c.tapsValue('stranger', { do: 'evidence', serial: 'LH2022-0404' })
    expect(handled.toast?.text.replace(serial, 'LH2022-0404')).toBe(invented.handled.toast?.text)
    expect(answers.map(({ content }) => textOf(content).replace(serial, 'LH2022-0404'))).toEqual(
      invented.answers.map(({ content }) => textOf(content)),
    )
    const bare = w.to('reported')
    const [card] = await c.says('contact', `查 ${bare.serial}`)
    expect(textOf(card?.content ?? { kind: 'text', text: '' })).not.toContain('查看佐证')
  })
})

describe('a link reads as any dead one', () => {
  const dead = async (phone: O['phone'], address: string) => {
    const { status, text, headers } = await phone.get(address)
    const never = await phone.get('/e/never-was')
    expect(text).toBe(never.text)
    expect(wordsOn(text)).toContain('链接已失效 请回到对话里，再点“查看佐证”。')
    expect([status, headers.get('cache-control'), never.status]).toEqual([404, 'no-store', 404])
  }

  test('after a quarter of an hour, its files too', async () => {
    const { w, phone, linkOf } = await office()
    const link = await linkOf('contact')
    const { text } = await phone.get(link)
    const [picture = ''] = /(?<=<img src=")[^"]+/.exec(text) ?? []
    w.clock.now += 14 * MINUTE
    expect((await phone.get(link)).status).toBe(200)
    w.clock.now += MINUTE
    await dead(phone, link)
    await dead(phone, picture)
  })

  test('altered anywhere, or for a file that is not there', async () => {
    const { phone, linkOf } = await office()
    const link = await linkOf('contact')
    for (let at = '/e/'.length; at < link.length; at += 1) {
      const other = link[at] === 'A' ? 'B' : 'A'
      await dead(phone, link.slice(0, at) + other + link.slice(at + 1))
    }
    for (const address of [`${link}.x`, `${link}/f404`, `${link}/f1/more`, '/e/', '/e/.']) await dead(phone, address)
  })

  test('signed by another office, or with another secret', async () => {
    const { w, c, phone, serial } = await office()
    const bound = { person: w.people.contact, serial, until: w.clock.now + MINUTE }
    const { secret, publicUrl } = c.office
    expect((await phone.get(`/e/${signEvidenceLink(bound, { secret, publicUrl })}`)).status).toBe(200)
    await dead(phone, `/e/${signEvidenceLink(bound, { secret, publicUrl: 'https://other.gov.cn' })}`)
    await dead(phone, `/e/${signEvidenceLink(bound, { secret: 's'.repeat(40), publicUrl })}`)
  })

  test.each([
    ['has lost every post', (o) => transact(o.db, (tx) => setPosts(tx, o.w.people.responsible, [], o.act))],
    ['went to another unit', moved],
    ['has unbound the phone', unbound],
    ['has had the issue taken to another unit', reassigned],
  ] as const satisfies readonly (readonly [string, (o: O) => void])[])(
    'once whoever asked for it %s',
    async (_, happens) => {
      const o = await office()
      const link = await o.linkOf('responsible')
      expect((await o.phone.get(link)).status).toBe(200)
      happens(o)
      await dead(o.phone, link)
    },
  )

  test('of a lead before 交办, for its unit', async () => {
    const { w, c, phone } = await office()
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null, unit: w.units.park }))
    const { secret, publicUrl } = c.office
    const bound = { person: w.people.stranger, serial: lead.serial, until: w.clock.now + MINUTE }
    await dead(phone, `/e/${signEvidenceLink(bound, { secret, publicUrl })}`)
  })
})

function moved({ db, w, act }: O): void {
  transact(db, (tx) => setPosts(tx, w.people.responsible, [{ unit: w.units.park, role: 'contact', scope: [] }], act))
}

function unbound({ db, w, act }: O): void {
  const person = w.people.responsible
  transact(db, (tx) => unbind(tx, { platform: 'demo', externalId: `demo-${person}`, person }, act))
}

function reassigned({ w, serial }: O): void {
  const signoffDue = day('2022-12-05')
  w.does(
    'officer',
    w.on({ serial }, { type: 'reassign', unit: w.units.park, reason: '职责调整', signoffDue, ...terms() }),
  )
}
