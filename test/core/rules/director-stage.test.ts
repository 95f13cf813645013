import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../core/issue.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import { permitted } from '../../../core/permit.ts'
import { eligibleVerifiers, nobodyVerifies } from '../../../core/separation.ts'
import { campaign } from '../../support/campaign.ts'
import {
  acts,
  as,
  closedByDirector,
  does,
  everyone,
  factsFor,
  ids,
  issueIn,
  person,
  refusal,
  tries,
} from '../../support/facts.ts'
import { verification } from '../../support/samples.ts'

const two = { campaign: closedByDirector(campaign) }
const waiting = issueIn('verifying')
const look = verification({ method: '书面', place: null, inspectors: ['赵主任'], finding: '同意销号' })
const close = { type: 'close', verification: look } as const
const verified = does('second', waiting, acts.verify, two)

describe('where the director closes', () => {
  test('an officer verifies, which closes nothing yet', () => {
    expect(verified).toMatchObject({
      status: 'verifying',
      stage: 'director',
      verifiedBy: ids.second,
      verifications: [verification()],
      closed: null,
    })
    expect(refusal(tries('second', waiting, acts.close, two))).toEqual({ code: 'awaits-director' })
  })

  test('the director then closes alone, on a look of their own', () => {
    expect(does('director', verified, close, two)).toMatchObject({
      status: 'closed',
      closed: { by: ids.director },
      verifications: [verification(), look],
    })
  })

  test('the look is by a method the campaign gives the director', () => {
    const called = { type: 'close', verification: { ...look, method: '回访' } } as const
    expect(refusal(tries('director', verified, called, two))).toEqual({ code: 'missing', labels: ['核查方式'] })
  })

  test('the director may send it back instead; then both look again', () => {
    const back = does('director', verified, { ...acts.sendBack, verification: look }, two)
    expect(back).toMatchObject({ status: 'rectifying', stage: 'office', verifiedBy: null })
    expect(does('contact', back, acts.submit, two)).toMatchObject({ status: 'verifying', stage: 'office' })
  })

  test('an officer can neither close nor send back what is the director’s', () => {
    const refused = { code: 'not-yours', whose: 'director' }
    expect(refusal(tries('officer', verified, close, two))).toEqual(refused)
    expect(refusal(tries('officer', verified, acts.sendBack, two))).toEqual(refused)
    expect(refusal(tries('officer', verified, acts.verify, two))).toEqual(refused)
  })

  test('nobody does both: a director who verified does not close', () => {
    const own = does('director', waiting, acts.verify, two)
    expect(refusal(tries('director', own, close, two))).toEqual({ code: 'barred', why: 'verified' })
    expect(refusal(tries('director', own, acts.sendBack, two))).toEqual({ code: 'barred', why: 'verified' })
  })

  test('what the enterprise says counts at both looks', () => {
    const denied = does('officer', verified, acts.denied, two)
    expect(refusal(tries('director', denied, close, two))).toMatchObject({ code: 'enterprise-denies' })
    expect(refusal(tries('second', does('officer', waiting, acts.denied), acts.verify, two))).toMatchObject({
      code: 'enterprise-denies',
    })
  })

  test('elsewhere there is no 核查通过', () => {
    expect(refusal(tries('second', waiting, acts.verify))).toEqual({ code: 'no-director-stage' })
    expect(permitted(waiting, as('second'), factsFor(waiting))).not.toContain('verify')
    expect(permitted(waiting, as('second'), factsFor(waiting, two))).not.toContain('close')
  })

  test('the director hears of it, and it is watched as theirs', () => {
    const decision = tries('second', waiting, acts.verify, two)
    expect(decision.ok && decision.notices.map(({ to }) => to)).toEqual([ids.director])
    expect(watchedOf(verified)).toEqual([{ kind: 'closing', within: 3 }])
  })
})

describe('where no director is able', () => {
  const own: Issue = does('director', waiting, acts.verify, two)
  const name = (id: number) => ({ type: 'name-verifier', person: id, reason: '主任核查过' }) as const

  test('the desk lists it, and the director names somebody of another unit, who closes', () => {
    expect(eligibleVerifiers(own, factsFor(own, two))).toEqual([])
    expect(nobodyVerifies(own, factsFor(own, two))).toBe(true)
    const named = does('director', own, name(ids.outsider), two)
    expect(nobodyVerifies(named, factsFor(named, two))).toBe(false)
    expect(does('outsider', named, close, two)).toMatchObject({ status: 'closed', closed: { by: ids.outsider } })
  })

  test('nobody is named while a director is left', () => {
    expect(refusal(tries('director', verified, name(ids.outsider), two))).toEqual({ code: 'verifier-left' })
  })

  test('whoever was named for the first look is not the second, and is not named for it again', () => {
    const orphan: Issue = { ...waiting, handlers: [ids.officer, ids.second, ids.director], delegate: ids.outsider }
    const looked = does('outsider', orphan, acts.verify, two)
    expect(refusal(tries('outsider', looked, close, two))).toEqual({ code: 'barred', why: 'verified' })
    expect(nobodyVerifies(looked, factsFor(looked, two))).toBe(true)
    expect(refusal(tries('director', looked, name(ids.outsider), two))).toEqual({ code: 'unfit-verifier' })
    const named = does('director', looked, name(ids.strangerFirst), two)
    expect(does('strangerFirst', named, close, two).status).toBe('closed')
  })

  test('without any director the administrator names somebody', () => {
    const staff = everyone.filter((who) => who !== 'director').map(person)
    const named = does('administrator', verified, name(ids.outsider), { ...two, staff })
    expect(does('outsider', named, close, { ...two, staff }).status).toBe('closed')
  })
})
