import type { Looked } from '../command.ts'
import type { FieldReader } from './read-field.ts'
import { lengthOf } from '../text.ts'
import { calledWith } from './read-call-back.ts'

export function lookOf(read: FieldReader): Looked {
  const on = read.mustDay('on')
  const verification = {
    method: read.text('method'),
    on,
    place: read.optional('place'),
    inspectors: namesIn(read.text('inspectors')),
    finding: read.text('finding'),
    callback: read.optional('callback'),
  }
  return { verification, ...calledWith(read, on) }
}

/** 王强、李敏 and 王强 李敏 are two people; a name of two characters is often written apart, as 王 强. */
function namesIn(typed: string): string[] {
  return typed
    .split(/[、,，;；/\n]+/)
    .map((part) => part.split(/\s+/).filter((piece) => piece !== ''))
    .flatMap((pieces) => (pieces.every((piece) => lengthOf(piece) >= 2) ? pieces : [pieces.join('')]))
    .filter((name) => name !== '')
}
