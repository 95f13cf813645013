import { describe, expect, test, vi } from 'vitest'
import { dayOf } from '../../core/calendar/day.ts'
import { barredFromStep } from '../../core/permit.ts'
import { refusalText } from '../../core/texts.ts'
import { contents, detours, ordinary } from '../support/dead-ends/contents.ts'
import {
  acting,
  administrator,
  isOffice,
  joinedBy,
  loneOffices,
  offices,
  type Office,
} from '../support/dead-ends/offices.ts'
import { begin, factsOf, stuck, walk, type Node, type Walk } from '../support/dead-ends/walk.ts'
import { start } from '../support/samples.ts'

// Thousands of decisions take their time on a busy machine; how long is not what is tested.
vi.setConfig({ testTimeout: 120_000 })

const paths = Object.entries(detours).map(([name, acts]) => ({ name, acts: [...ordinary, ...acts] }))
const standing = ({ issue: { status, stage, unit, delegate, handlers }, moment }: Node) => ({
  ...{ status, stage, unit, delegate, handlers, moment },
})

const from = (all: Office) => [begin(all, 'self'), begin(all, 'letters')]

/** A walk takes its time, so each is taken once. */
const walks = new Map<string, Walk>()
function walkOf(office: keyof typeof offices, { name, acts }: (typeof paths)[number]): Walk {
  const all = offices[office]
  if (!all) throw new Error(`no office ${office}`)
  const walked = walks.get(`${office} ${name}`) ?? walk(all, from(all), acts)
  walks.set(`${office} ${name}`, walked)
  return walked
}

describe.each(Object.keys(offices))('%s', (office) => {
  test.each(paths)('with $name, an issue can be struck off from wherever it came to', (path) => {
    const walked = walkOf(office, path)
    expect(stuck(walked).map(standing)).toEqual([])
    expect(walked.forGood.map(standing), 'endings nobody can take back').toEqual([])
  })
})

test('on these ways every act there is a way for has been done', () => {
  const some = ['the director closes', 'a lead unit that reviews first']
  const done = new Set(some.flatMap((office) => paths.flatMap((path) => [...walkOf(office, path).done])))
  expect([...done].sort()).toEqual(Object.keys(contents).sort())
})

/*
 * The one exception: nobody verifies, nor approves, what they had a hand in (domain: rule 1), so an officer whom nobody
 * stands beside can come to an end. What it takes is a second person, and the refusal says so.
 */
describe.each(Object.entries(loneOffices))('%s', (_name, all) => {
  const officer = all.staff.find(isOffice)
  const said = (node: Node): string[] => {
    const refusal = officer && barredFromStep(node.issue, acting(officer), factsOf(all, node))
    return refusal ? [refusalText(refusal, dayOf(start))] : []
  }

  test.each(paths)('with $name, an issue can come to an end there, until an administrator is there', ({ acts }) => {
    const ends = stuck(walk(all, from(all), acts))
    const sentences = [...new Set(ends.flatMap(said))]
    expect(sentences.length).toBeGreaterThan(0)
    expect(sentences.filter((one) => !one.endsWith('都没有的，请技术人员先录入一位管理员。'))).toEqual([])
    expect(stuck(walk(joinedBy(all, administrator), ends, acts)).map(standing)).toEqual([])
  })
})
