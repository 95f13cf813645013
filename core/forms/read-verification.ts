import type { Verification } from '../issue.ts'
import type { FieldReader } from '../read-field.ts'
import { lengthOf } from '../text.ts'

export function verificationOf(read: FieldReader): Verification {
  return {
    method: read.text('method'),
    on: read.mustDay('on'),
    place: read.optional('place'),
    inspectors: namesIn(read.text('inspectors')),
    finding: read.text('finding'),
    callback: read.optional('callback'),
  }
}

/** 王强、李敏 and 王强 李敏 are two people; a name of two characters is often written apart, as 王 强. */
function namesIn(typed: string): string[] {
  return typed
    .split(/[、,，;；/\n]+/)
    .map((part) => part.split(/\s+/).filter((piece) => piece !== ''))
    .flatMap((pieces) => (pieces.every((piece) => lengthOf(piece) >= 2) ? pieces : [pieces.join('')]))
    .filter((name) => name !== '')
}
