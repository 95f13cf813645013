import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../core/issue.ts'
import { does, issueIn, lead, other, refusal, tries } from '../../support/facts.ts'

const issue = issueIn('rectifying')
const to = other.serial
const link = { type: 'link', to } as const
const unlink = { type: 'unlink', from: to, reason: '不是同一事项' } as const
const knowing = (after: Issue) => ({ other: () => ({ ...other, links: [after.serial] }) })

describe('关联', () => {
  test('stands on both issues, whatever their units and states', () => {
    for (const status of ['reported', 'closed', 'dismissed'] as const) {
      const decision = tries('officer', issueIn(status), link)
      expect(decision).toMatchObject({
        issue: { links: [to], status },
        events: [{ type: 'linked', to }],
        besides: [{ issue: { serial: to, links: ['LH2022-0001'] }, events: [{ type: 'linked', to: 'LH2022-0001' }] }],
      })
    }
  })

  test('tells nobody', () => {
    expect(tries('officer', issue, link)).toMatchObject({ ok: true, notices: [] })
    expect(tries('officer', lead(), link)).toMatchObject({ ok: true, notices: [] })
  })

  test('moves nothing that two people can collide on', () => {
    expect(does('officer', issue, link, { seen: 1 }).stateVersion).toBe(issue.stateVersion)
  })

  test.each([
    ['itself', issue.serial, '填的就是这一件，请填另一件的编号'],
    ['an issue there isn’t', 'LH2022-0404', '里的 LH2022-0404 没有找到，请核对编号'],
  ])('is refused to %s', (_, wrong, sentence) => {
    expect(refusal(tries('officer', issue, { type: 'link', to: wrong }))).toEqual({
      code: 'invalid',
      label: '关联问题',
      sentence,
    })
  })

  test('is refused a second time', () => {
    const linked = does('officer', issue, link)
    expect(refusal(tries('second', linked, link))).toMatchObject({ label: '关联问题' })
  })

  test('is the office’s alone', () => {
    expect(refusal(tries('contact', issue, link))).toEqual({ code: 'not-yours', whose: 'office' })
    expect(refusal(tries('stranger', issue, link))).toMatchObject({ code: 'not-found' })
    expect(refusal(tries('administrator', issue, link))).toEqual({ code: 'not-yours', whose: 'office' })
  })
})

describe('解除关联', () => {
  const linked = does('officer', issue, link)

  test('takes the link from both, with a reason', () => {
    expect(tries('second', linked, unlink, knowing(linked))).toMatchObject({
      issue: { links: [] },
      events: [unlinked(to)],
      besides: [{ issue: { links: [] }, events: [unlinked('LH2022-0001')] }],
    })
    expect(refusal(tries('second', linked, { ...unlink, reason: ' ' }))).toEqual({
      code: 'missing',
      labels: ['解除理由'],
    })
  })

  test('leaves what else it is linked with', () => {
    const twice: Issue = { ...linked, links: ['LH2022-0003', to] }
    expect(does('officer', twice, unlink).links).toEqual(['LH2022-0003'])
  })

  const unlinked = (from: string) => ({ type: 'unlinked', from, reason: '不是同一事项' })

  test('only of what is linked', () => {
    expect(refusal(tries('officer', issue, unlink))).toEqual({ code: 'not-linked' })
    expect(refusal(tries('officer', linked, { ...unlink, from: 'LH2022-0404' }))).toMatchObject({ code: 'missing' })
  })
})
