import { holds, isOffice, unitsOf, type ActingPerson } from '../core/actor.ts'
import { campaignsTaking } from '../db/campaigns.ts'
import { help, helpGroups, type HelpGroup } from './help-texts.ts'
import type { Action, Card } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons } from './texts.ts'

/** 帮助: the words of those posts the reader holds, then those of everybody. `lead` stands above where one was not understood. */
export function helpCard(reader: Reader, lead?: string): Card {
  const { actor, db } = reader
  const mayReport = unitsOf(actor).length > 0 || isOffice(actor)
  const reports = mayReport && campaignsTaking(db, actor).length > 0
  const actions: Action[] = [
    ...(reports ? [{ label: buttons.report, style: 'primary' as const, value: { do: 'report' } }] : []),
    { label: buttons.mine, style: 'default', value: { do: 'mine' } },
  ]
  const fields = helpGroups
    .filter((group) => isIn(group, actor))
    .map((group) => ({ label: help.groups[group].label, value: help.groups[group].lines.join('\n') }))
  const title = lead ?? help.title
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [
      { type: 'fields', fields },
      { type: 'note', text: help.note },
    ],
    actions,
    fallback: [title, ...fields.map(({ label, value }) => `【${label}】\n${value}`), help.note].join('\n'),
  }
}

function isIn(group: HelpGroup, actor: ActingPerson): boolean {
  switch (group) {
    case 'unit':
      return unitsOf(actor).length > 0
    case 'office':
      return isOffice(actor)
    case 'reviewer':
    case 'leader':
      return holds(actor, group)
    case 'everybody':
      return true
    default:
      return group satisfies never
  }
}
