import { evidenceLinkLives, signEvidenceLink } from '../db/evidence-links.ts'
import { viewIssue } from '../db/issues.ts'
import { refused } from './form.ts'
import type { Handled } from './platform.ts'
import { toast, type Talk } from './talk.ts'
import { evidenceTexts } from './texts.ts'

/** 查看佐证: a link of this person's own to the evidence of an issue they may see, alone with them wherever it was tapped. */
export function showEvidence(talk: Talk, serial: string): Handled {
  const { tx, actor, person, now, signer } = talk
  const view = viewIssue(tx, actor, serial, now)
  if (!view) return refused(talk, null, { code: 'not-found', serial })
  if (view.issue.evidence.length === 0) return toast('plain', evidenceTexts.none)
  const until = now + evidenceLinkLives
  const token = signEvidenceLink({ person: person.id, serial, until }, signer)
  talk.reply({ type: 'evidence', serial, token, until }, serial)
  return toast('plain', evidenceTexts.sent)
}
