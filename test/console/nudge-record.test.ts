import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { transact } from '../../db/database.ts'
import { bindGroup } from '../../db/groups.ts'
import { acknowledge } from '../../db/nudges/bundles.ts'
import { nudgesAbout } from '../../db/nudges/history.ts'
import { markRead } from '../../db/outbox-ends.ts'
import { setSubstitute } from '../../db/substitutes.ts'
import { datedItems, watchItems } from '../../db/nudges/watches.ts'
import { desk, type Desk, wordsOn } from '../support/console.ts'
import { fromLedger, owing } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { at, deliver, hour, look } from '../support/nudges.ts'
import { day, terms } from '../support/samples.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

/** What is said on a day has been said. */
function on(text: string): void {
  const { world: w } = office
  w.clock.now = at(text)
  look(w.db, at(text))
  deliver(w, at(text))
}

/** The record as somebody reads it; null where it isn't shown to them. */
async function record(who: Parameters<Desk['signIn']>[0], page: string): Promise<string | null> {
  const { text } = await (await office.signIn(who)).get(page)
  const part = /<section class="card told" id="nudges">[\s\S]*?<\/section>/.exec(text)?.[0]
  return part === undefined ? null : wordsOn(part).replace(/\s+/g, '')
}

const of = ({ serial }: Pick<Issue, 'serial'>) => `/issues/${serial}`

describe('who was told what of an issue', () => {
  test('is read by the office, administrators and auditors alone', async () => {
    const page = of(office.world.to('rectifying'))
    for (const who of ['officer', 'director', 'administrator', 'auditor'] as const)
      expect(await record(who, page)).toContain('催办记录')
    expect(await record('leader', page)).toBeNull()
  })

  test('names receiver, date and rung, and when each was raised, arrived, seen and acknowledged', async () => {
    const { world: w } = office
    const issue = w.to('rectifying')
    on('2023-03-28')
    const { said: rows } = nudgesAbout(w.db, { kind: 'issue', id: issue.serial }, 100)
    const outboxId = rows.find(({ kind, state }) => kind === 'deadline' && state === 'sent')?.outbox ?? 0
    transact(w.db, (tx) => {
      markRead(tx, { platform: 'demo', reader: 'x', messageIds: [`m${outboxId}`], at: at('2023-03-28') + hour })
      acknowledge(tx, { outboxId, person: w.people.responsible, now: at('2023-03-28') + 2 * hour })
    })
    const said = await record('officer', `${of(issue)}?nudges=all`)
    expect(said).toContain(
      '完成时限2023-03-31到期前第3个工作日已送达送达2023-03-2809:00已读2023-03-2810:00已知悉2023-03-2811:00',
    )
    expect(said).toContain('完成时限2023-03-31到期前第7个工作日已跳过（同时到了更高一级，只发那一级）')
  })

  test('says for whom a substitute was told, and names a group by whose it is', async () => {
    const { world: w } = office
    const issue = w.to('rectifying')
    const away = { person: w.people.responsible, substitute: w.people.contact, reason: '外出培训' }
    const act = { actor: w.as('administrator'), now: w.clock.now }
    transact(w.db, (tx) => {
      setSubstitute(tx, { ...away, from: day('2023-03-29'), to: day('2023-04-10') }, act)
      bindGroup(tx, { platform: 'demo', chatId: 'oc_port', unit: w.units.port }, act)
    })
    on('2023-03-31')
    const said = await record('officer', of(issue))
    expect(said).toContain('陈联络代刘具体接收')
    expect(said).toContain('临港区群')
  })

  test('what was queued and no longer stands is withdrawn in plain sight', async () => {
    const { world: w } = office
    const issue = w.to('rectifying')
    look(w.db, at('2023-03-31'))
    w.clock.now = at('2023-03-31') + hour
    w.does('officer', w.on(issue, { type: 'correct', changed: { deadline: day('2023-05-31') }, reason: '统一顺延' }))
    expect(await record('officer', `${of(issue)}?nudges=all`)).toContain('已撤回（日期变了或已办结）')
  })

  test('shows the latest, and the others and what a higher rung stood in for on demand', async () => {
    const { world: w } = office
    const issue = w.to('rectifying')
    for (const text of ['2022-12-20', '2022-12-28', '2023-01-03', '2023-01-05', '2023-01-13']) on(text)
    on('2023-04-14')
    const { total } = nudgesAbout(w.db, { kind: 'issue', id: issue.serial }, 1)
    expect(total).toBeGreaterThan(20)
    const latest = await record('officer', of(issue))
    expect(latest).toMatch(/还有\d+条/)
    expect(latest).not.toContain('已跳过（同时到了更高一级')
    const all = await record('officer', `${of(issue)}?nudges=all`)
    expect(all).not.toContain('还有')
    expect(all).toContain('已跳过（同时到了更高一级')
    expect(all?.match(/个工作日|到期日/g)?.length).toBeGreaterThanOrEqual(total)
  })
})

describe('what is watched of an issue', () => {
  test('the next rungs of its deadline, with their days and who hears then', async () => {
    const { world: w } = office
    const issue = w.to('rectifying')
    on('2023-03-28')
    const said = await record('officer', of(issue))
    expect(said).toContain(
      '完成时限2023-03-31责任单位办理接下来：2023-03-30（到期前第1个工作日）告知具体责任人' +
        '2023-03-31（到期日）告知具体责任人、本单位群2023-04-03（逾期第1个工作日）告知具体责任人、本单位群、第一责任人',
    )
    expect(said).toContain('时间节点“')
    expect(said).toContain('本产品设定')
  })

  test.each(['reported', 'planning', 'rectifying', 'verifying'] as const)(
    'what has become %s just now is said with its next rung, as the clock finds it a moment later',
    async (status) => {
      const page = of(office.world.to(status))
      const watched = async () => (await record('officer', page))?.split('催过谁')[0]
      const atOnce = await watched()
      expect(atOnce).toMatch(/接下来：2022-12-\d\d（/)
      look(office.world.db, office.world.clock.now)
      expect(await watched()).toBe(atOnce)
    },
  )

  test('what is due today is foreseen for today until the clock has said it', async () => {
    const { world: w } = office
    const issue = w.does('officer', w.report({ source: 'letters' }))
    w.does('officer', w.on(issue, { type: 'assign', unit: w.units.port, ...terms(), signoffDue: day('2022-12-01') }))
    expect(await record('officer', of(issue))).toContain('签收期限2022-12-01责任单位办理接下来：2022-12-01（到期日）')
    look(w.db, w.clock.now)
    expect(await record('officer', of(issue))).toContain('接下来：2022-12-02（逾期第1个工作日）')
  })

  test('a request that holds the late rungs is said', async () => {
    const { world: w } = office
    const issue = w.to('rectifying')
    w.clock.now = at('2023-03-30')
    w.does('responsible', w.on(issue, { type: 'extend', to: day('2023-05-15'), reason: '财政资金月底到位' }))
    on('2023-03-31')
    expect(await record('officer', of(issue))).toContain('延期申请还没有答复，逾期提醒先不发')
  })

  test('nothing of one that is struck off', async () => {
    expect(await record('officer', of(office.world.to('closed')))).toContain('现在没有要盯的日期')
  })
})

describe('a paper that is owed', () => {
  const opened = () => {
    office.close()
    office = desk({}, owing)
    const { world: w } = office
    transact(w.db, (tx) => watchItems(tx, datedItems(w.db, w.clock.now), w.clock.now))
    return paper(w)
  }

  test('shows what is watched of it and who was told', async () => {
    const p = opened()
    on('2022-12-05')
    const said = await record('officer', `/hand-ins/${p.of('D1')}`)
    expect(said).toContain('报送期限2022-12-05责任单位办理接下来：2022-12-06（逾期第1个工作日）')
    expect(said).toContain('陈联络报送期限2022-12-05到期日已送达')
    expect(await record('leader', `/hand-ins/${p.of('D1')}`)).toBeNull()
  })

  test('once handed in, what others still owe is not its any more: the office is waited for', async () => {
    const p = opened()
    on('2022-12-02')
    p.does('contact', p.of('D2'), fromLedger)
    const said = await record('officer', `/hand-ins/${p.of('D2')}`)
    expect(said).not.toContain('责任单位办理')
    expect(said).toContain('报送确认期限2022-12-07办公室办理接下来：')
  })
})
