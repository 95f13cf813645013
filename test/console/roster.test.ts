import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { askForGroup, groupOf } from '../../db/groups.ts'
import { findIssue } from '../../db/ledger.ts'
import { bind, peopleNamed, personOf, postsOf, unitName, unitNamed } from '../../db/people.ts'
import { changePerson } from '../../db/roster.ts'
import { redeem } from '../../db/codes.ts'
import { unitHistory } from '../../db/units.ts'
import { prefer } from '../../db/unreachable.ts'
import { type Browser, desk, type Desk, hidden, wordsOn } from '../support/console.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

/** Opens a form of the roster and sends it with these fields over what stands in it. */
async function sends(
  who: Browser,
  path: string,
  fields: Record<string, string | string[]>,
  to = path.split('?')[0] ?? '',
) {
  const page = await who.get(path)
  return who.post(to, { ...hidden(page.text), ...fields })
}

const zhang = { name: '张伟', duty: '科员', phone: '13800138000', unit0: '3', role0: 'contact', scope0: '' }
const order = { reason: '漯编〔2022〕8号', on: '2022-10-10' }

describe('the list', () => {
  test('shows units with their people to the office, leaders and auditors, and to nobody else', async () => {
    for (const who of ['officer', 'director', 'administrator', 'auditor', 'leader'] as const) {
      const page = await (await office.signIn(who)).get('/roster')
      expect([page.status, wordsOn(page.text).includes('临港区')]).toEqual([200, true])
    }
    const issue = office.world.to('verifying')
    office.exec(`update issues set delegate = ${office.world.people.stranger} where serial = '${issue.serial}'`)
    const delegate = await office.signIn('stranger')
    const missing = (await delegate.get('/nothing')).text
    for (const path of ['/roster', '/roster/people/1', '/roster/units/2']) {
      const answer = await delegate.get(path)
      expect([answer.status, answer.text]).toEqual([404, missing])
    }
  })

  test('masks phones for whoever only looks on', async () => {
    const { db, people } = office.world
    const act = { actor: office.world.as('administrator'), now: office.world.clock.now }
    transact(db, (tx) => changePerson(tx, people.contact, { phone: '13800138000' }, act))
    for (const path of ['/roster', `/roster/people/${people.contact}`, `/roster/units/${office.world.units.port}`]) {
      const auditor = (await (await office.signIn('auditor')).get(path)).text
      expect([auditor.includes('138****8000'), auditor.includes('13800138000')]).toEqual([true, false])
      expect((await (await office.signIn('officer')).get(path)).text).toContain('13800138000')
    }
  })

  test('finds a person by what the reader may see of the phone: whoever reads it masked, by its last four digits', async () => {
    const { db, people } = office.world
    const act = { actor: office.world.as('administrator'), now: office.world.clock.now }
    transact(db, (tx) => changePerson(tx, people.contact, { phone: '13800138000' }, act))
    const finds = async (who: Browser, words: string) =>
      wordsOn((await who.get(`/roster?q=${words}`)).text).includes('138****8000')
    for (const role of ['auditor', 'leader'] as const) {
      const who = await office.signIn(role)
      expect([await finds(who, '8000'), await finds(who, '38000'), await finds(who, '13800138000')]).toEqual([
        true,
        false,
        false,
      ])
    }
    const officer = await office.signIn('officer')
    expect((await officer.get('/roster?q=0138000')).text).toContain('13800138000')
  })

  test('finds a unit by the name it had', async () => {
    const officer = await office.signIn('officer')
    await sends(officer, `/roster/units/${office.world.units.port}/rename`, { name: '临港新区', ...order })
    expect(wordsOn((await officer.get('/roster?q=临港区')).text)).toContain('“临港区”已更名为“临港新区”。')
  })
})

describe('a person', () => {
  test('is added once, however often the form is sent, and then bound by a code shown once', async () => {
    const officer = await office.signIn('officer')
    const page = await officer.get('/roster/people/new?unit=3')
    const form = { ...hidden(page.text), ...zhang }
    const first = await officer.post('/roster/people/new', form)
    const again = await officer.post('/roster/people/new', form)
    expect([first.status, first.headers.get('location')]).toEqual([303, again.headers.get('location')])
    const [person] = peopleNamed(office.world.db, '张伟@临港区')
    const path = `/roster/people/${person?.id}`
    expect(first.headers.get('location')).toBe(path)

    const opened = await officer.get(path)
    await officer.post(`${path}/code`, hidden(opened.text))
    const shown = wordsOn((await officer.get(path)).text)
    const code = /绑定 (\d{3} \d{3})/.exec(shown)?.[1] ?? ''
    expect((await officer.get(path)).text).not.toContain(code)
    const redeeming = { platform: 'lark' as const, externalId: 'ou_1', code, now: office.world.clock.now }
    expect(transact(office.world.db, (tx) => redeem(tx, redeeming))).toMatchObject({ outcome: 'bound' })
    expect(wordsOn((await officer.get(path)).text)).toContain('飞书，2022-12-01 绑定')
    await officer.post(`${path}/unbind`, { ...hidden(opened.text), platform: 'lark' })
    expect(personOf(office.world.db, 'lark', 'ou_1')).toBeNull()
  })

  test('somebody with two accounts is told in one, and their page says in which', async () => {
    const { world: w } = office
    const person = w.people.contact
    const act = { actor: w.as('administrator'), now: w.clock.now + 1 }
    transact(w.db, (tx) => {
      bind(tx, { platform: 'dingtalk', externalId: 'staff7', person }, act)
      prefer(tx, { platform: 'dingtalk', sender: 'staff7', now: w.clock.now + 2 })
    })
    const page = wordsOn((await (await office.signIn('officer')).get(`/roster/people/${person}`)).text)
    expect(page).toMatch(/钉钉，2022-12-01 绑定\s*消息发到这里；发不到时改发另一个/)
    expect(page.match(/消息发到这里/g)).toHaveLength(1)
  })

  test('of a known name is looked at first', async () => {
    const officer = await office.signIn('officer')
    const form = { ...zhang, name: '陈联络' }
    const asked = await sends(officer, '/roster/people/new', { ...form, rows: '1' })
    expect([asked.status, wordsOn(asked.text).includes('已经有同名的人')]).toEqual([422, true])
    expect(wordsOn(asked.text)).toContain('临港区 联络员')
    const added = await officer.post('/roster/people/new', { ...hidden(asked.text), ...form, another: 'yes' })
    expect([added.status, peopleNamed(office.world.db, '陈联络').length]).toEqual([303, 2])
  })

  test('changed by two people at once: the second is told and sees what stands', async () => {
    const path = `/roster/people/${office.world.people.contact}`
    const [one, two] = [await office.signIn('officer'), await office.signIn('second')]
    const opened = hidden((await two.get(path)).text)
    const form = { name: '陈联络', unit0: String(office.world.units.port), role0: 'contact' }
    expect((await sends(one, path, { ...form, duty: '科长' })).status).toBe(303)
    const late = await two.post(path, { ...opened, ...form, duty: '主任' })
    expect([late.status, wordsOn(late.text).includes('刚刚有人改过')]).toEqual([422, true])
    expect(late.text).toContain('value="科长"')
  })

  test('ends a post, and keeps the others', async () => {
    const { db, people, units } = office.world
    const officer = await office.signIn('officer')
    const path = `/roster/people/${people.contact}`
    const both = {
      name: '陈联络',
      unit0: String(units.port),
      role0: 'contact',
      unit1: String(units.park),
      role1: 'contact',
    }
    expect((await sends(officer, path, { ...both, rows: '2' })).status).toBe(303)
    expect((await sends(officer, path, { ...both, rows: '2', end0: 'yes' })).status).toBe(303)
    expect(postsOf(db, people.contact)).toEqual([{ unit: units.park, role: 'contact', scope: [] }])
  })

  const wrong: [string, Record<string, string>, string][] = [
    ['no name', { name: ' ' }, '请填写姓名'],
    ['half a phone', { phone: '12345' }, '不是 11 位手机号'],
    ['a post without a unit', { unit0: '' }, '岗位要同时选单位和角色'],
    ['a unit there is not', { unit0: '99' }, '岗位要同时选单位和角色'],
    ['a scope nobody knows', { scope0: '火星' }, '“火星”不是现有的单位'],
    ['no post at all', { unit0: '', role0: '' }, '请至少填一个岗位'],
    ['a post of the office', { role0: 'officer' }, '由管理员维护'],
  ]
  test.each(wrong)('is not added with %s', async (_, fields, sentence) => {
    const officer = await office.signIn('officer')
    const answer = await sends(officer, '/roster/people/new', { ...zhang, rows: '1', ...fields })
    expect([answer.status, wordsOn(answer.text).includes(sentence)]).toEqual([422, true])
    expect(peopleNamed(office.world.db, '张伟')).toEqual([])
  })

  test('the last administrator can’t leave', async () => {
    const { people, units } = office.world
    const administrator = await office.signIn('administrator')
    const post = { name: '钱管理', unit0: String(units.office), role0: 'administrator', end0: 'yes' }
    const answer = await sends(administrator, `/roster/people/${people.administrator}`, post)
    expect(wordsOn(answer.text)).toContain('没有别的管理员了')
  })

  test('of the office gives no code away to an officer', async () => {
    const officer = await office.signIn('officer')
    const { text } = await officer.get(`/roster/people/${office.world.people.contact}`)
    const answer = await officer.post(`/roster/people/${office.world.people.director}/code`, hidden(text))
    expect(answer.status).toBe(404)
  })
})

describe('a unit', () => {
  test('is renamed by the administrator too; merging and dividing move issues and are the office’s', async () => {
    const { port } = office.world.units
    const administrator = await office.signIn('administrator')
    const renamed = await sends(administrator, `/roster/units/${port}/rename`, { name: '临港新区', ...order })
    expect([renamed.status, unitName(office.world.db, port)]).toEqual([303, '临港新区'])
    for (const act of ['merge', 'divide'])
      expect((await administrator.get(`/roster/units/${port}/${act}`)).status).toBe(404)
  })

  test('is merged: what moves is shown first', async () => {
    const issue = office.world.to('rectifying')
    const { port, park } = office.world.units
    const officer = await office.signIn('officer')
    const path = `/roster/units/${port}/merge?into=${park}&name=`
    const preview = wordsOn((await officer.get(path)).text)
    expect(preview).toContain('临港区 并入 高新区')
    expect(preview).toContain('1 件在办问题')
    expect((await sends(officer, path, { ...order, reason: '' })).status).toBe(422)
    expect((await sends(officer, path, order)).status).toBe(303)
    expect(findIssue(office.world.db, issue.serial)?.unit).toBe(park)
    expect(wordsOn((await officer.get(`/issues/${issue.serial}`)).text)).toContain('转由新单位办理')
    expect(wordsOn((await officer.get(`/roster/units/${port}`)).text)).toContain('并入 高新区')
  })

  test('is divided: what came up meanwhile is asked about', async () => {
    const issue = office.world.to('planning')
    const { port } = office.world.units
    const officer = await office.signIn('officer')
    const path = `/roster/units/${port}/divide?parts=${encodeURIComponent('临港东区\n临港西区')}`
    const page = await officer.get(path)
    const { people } = office.world
    const persons = [people.contact, people.responsible, people.first].map((id): [string, string] => [
      `person-${id}`,
      '0',
    ])
    const form: Record<string, string> = {
      ...hidden(page.text),
      parts: '临港东区\n临港西区',
      ...order,
      [`issue-${issue.serial}`]: '1',
      ...Object.fromEntries(persons),
    }
    const later = office.world.does('contact', office.world.report())
    const asked = await officer.post(path, form)
    expect([asked.status, wordsOn(asked.text).includes('这期间又有新的在办问题')]).toEqual([422, true])
    expect((await officer.post(path, { ...form, [`issue-${later.serial}`]: '0' })).status).toBe(303)
    expect(findIssue(office.world.db, issue.serial)?.unit).toBe(unitNamed(office.world.db, '临港西区')?.id)
    expect(findIssue(office.world.db, later.serial)?.unit).toBe(unitNamed(office.world.db, '临港东区')?.id)
  })

  test.each([
    ['renamed', 'rename', { name: '临港新区' }],
    ['merged', 'merge?into=PARK&name=', {}],
    ['divided', `divide?parts=${encodeURIComponent('临港东区\n临港西区')}`, { parts: '临港东区\n临港西区' }],
  ])('is %s once, however often the form is sent', async (_, act, fields) => {
    const { port, park } = office.world.units
    const { contact, responsible, first: head } = office.world.people
    const path = `/roster/units/${port}/${act.replace('PARK', String(park))}`
    const shares = Object.fromEntries([contact, responsible, head].map((id) => [`person-${id}`, '0']))
    const officer = await office.signIn('officer')
    const form: Record<string, string> = { ...hidden((await officer.get(path)).text), ...shares, ...fields, ...order }
    const to = path.split('?')[0] ?? ''
    const first = await officer.post(to, form)
    const history = unitHistory(office.world.db, port)
    const again = await officer.post(to, form)
    expect([first.status, again.status]).toEqual([303, 303])
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(unitHistory(office.world.db, port)).toEqual(history)
    const other = await office.signIn('second')
    expect(
      (
        await other.post(to, {
          ...form,
          ...hidden((await other.get('/roster/units/new')).text),
          draft: form['draft'] ?? '',
        })
      ).status,
    ).not.toBe(303)
  })

  test('that somebody else has just changed is shown as it stands', async () => {
    const { port } = office.world.units
    const [one, two] = [await office.signIn('officer'), await office.signIn('second')]
    const opened = hidden((await two.get(`/roster/units/${port}/edit`)).text)
    await sends(one, `/roster/units/${port}/edit`, { kind: '功能区', parent: '1' })
    const late = await two.post(`/roster/units/${port}/edit`, { ...opened, kind: '县区', parent: '1' })
    expect([late.status, late.text.includes('value="功能区"')]).toEqual([422, true])
  })

  test('is added below another, once', async () => {
    const officer = await office.signIn('officer')
    const form = {
      ...hidden((await officer.get('/roster/units/new')).text),
      name: '临港区商务局',
      parent: '3',
      kind: '县直部门',
    }
    const [first, again] = [
      await officer.post('/roster/units/new', form),
      await officer.post('/roster/units/new', form),
    ]
    expect(first.headers.get('location')).toBe(again.headers.get('location'))
    expect(unitNamed(office.world.db, '临港区商务局')).toMatchObject({ parent: 3, kind: '县直部门' })
  })
})

describe('group chats', () => {
  const place = { platform: 'demo', chatId: 'g1' }
  const waits = () => {
    const { db, clock, people } = office.world
    transact(db, (tx) => askForGroup(tx, { ...place, name: '整改群', person: people.contact }, clock.now))
  }
  const form = (page: string) => ({
    csrf: /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '',
    platform: 'demo',
    chat: 'g1',
  })

  test('an officer says whose the group is; until then it is nobody’s', async () => {
    waits()
    const officer = await office.signIn('officer')
    const page = (await officer.get('/roster/groups')).text
    expect(wordsOn(page)).toContain('整改群 陈联络')
    const missing = await officer.post('/roster/groups/confirm', { ...form(page), owner: '' })
    expect([missing.status, groupOf(office.world.db, 'demo', 'g1')]).toEqual([422, null])
    const owner = String(office.world.units.port)
    expect((await officer.post('/roster/groups/confirm', { ...form(page), owner })).status).toBe(303)
    expect(groupOf(office.world.db, 'demo', 'g1')?.unit).toBe(office.world.units.port)
    await officer.post('/roster/groups/release', form(page))
    expect(groupOf(office.world.db, 'demo', 'g1')).toBeNull()
  })

  test('a group may be that of all contacts', async () => {
    waits()
    const officer = await office.signIn('officer')
    const page = (await officer.get('/roster/groups')).text
    await officer.post('/roster/groups/confirm', { ...form(page), owner: 'contacts' })
    expect(groupOf(office.world.db, 'demo', 'g1')).toMatchObject({ unit: null, kind: 'contacts' })
    expect(wordsOn((await officer.get('/roster/groups')).text)).toContain('联络员总群 登记时间')
  })

  test('the administrator gives a group hours of its own, and the office’s again', async () => {
    waits()
    const [officer, administrator] = [await office.signIn('officer'), await office.signIn('administrator')]
    await officer.post('/roster/groups/confirm', {
      ...form((await officer.get('/roster/groups')).text),
      owner: 'office',
    })
    const sets = async (who: Browser, opens: string, closes: string) =>
      who.post('/roster/groups/hours', { ...form((await who.get('/roster/groups')).text), opens, closes })
    expect((await sets(officer, '09:00', '12:00')).status).toBe(404)
    expect((await sets(administrator, '09:00', '12:00')).status).toBe(303)
    expect(wordsOn((await officer.get('/roster/groups')).text)).toContain('本群时间 09:00–12:00')
    const wrong = await sets(administrator, '12:00', '09:00')
    expect([wrong.status, wordsOn(wrong.text).includes('群的时间没有保存：结束时间要晚于开始时间。')]).toEqual([
      422,
      true,
    ])
    expect(wordsOn((await sets(administrator, '19:00', '20:00')).text)).toContain('要与办公时间有重叠')
    expect((await sets(administrator, '09:00', '')).status).toBe(422)
    expect((await sets(administrator, '', '')).status).toBe(303)
    expect(wordsOn((await officer.get('/roster/groups')).text)).toContain('按办公时间 08:30–18:00')
  })

  test('the administrator may refuse and not confirm; auditors see neither', async () => {
    waits()
    const administrator = await office.signIn('administrator')
    const page = (await administrator.get('/roster/groups')).text
    expect((await administrator.post('/roster/groups/confirm', { ...form(page), owner: 'office' })).status).toBe(404)
    expect((await administrator.post('/roster/groups/refuse', form(page))).status).toBe(303)
    expect(wordsOn((await administrator.get('/roster/groups')).text)).toContain('没有同意的群')
    expect((await (await office.signIn('auditor')).get('/roster/groups')).status).toBe(404)
  })

  test('a chat nobody wrote from can’t be made a group', async () => {
    const officer = await office.signIn('officer')
    const page = (await officer.get('/roster/groups')).text
    const answer = await officer.post('/roster/groups/confirm', { ...form(page), chat: 'g9', owner: 'office' })
    expect([answer.status, groupOf(office.world.db, 'demo', 'g9')]).toEqual([404, null])
  })
})
