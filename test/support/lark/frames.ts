import { Reader, Writer } from 'protobufjs/minimal.js'

/** A frame of the long connection, `pbbp2.Frame`. */
export type Frame = {
  readonly service: number
  /** 0 control, 1 data. */
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Uint8Array
}

/** Tags are `field number << 3 | wire type`. The four numbers, SeqID and LogID among them, are required even as 0. */
const tag = { seqId: 8, logId: 16, service: 24, method: 32, header: 42, payload: 66, key: 10, value: 18 }

export function encodeFrame({ service, method, headers, payload }: Frame): Uint8Array {
  const writer = Writer.create()
  writer.uint32(tag.seqId).uint64(0).uint32(tag.logId).uint64(0)
  writer.uint32(tag.service).int32(service).uint32(tag.method).int32(method)
  for (const [key, value] of Object.entries(headers)) {
    writer.uint32(tag.header).fork().uint32(tag.key).string(key).uint32(tag.value).string(value).ldelim()
  }
  return writer.uint32(tag.payload).bytes(payload).finish()
}

/** Throws on what isn't a frame or lacks a required number. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = Reader.create(bytes)
  const numbers = new Map<number, number>()
  const headers: Record<string, string> = {}
  let payload: Uint8Array = new Uint8Array()
  while (reader.pos < reader.len) {
    const next = reader.uint32()
    if (next === tag.seqId || next === tag.logId) numbers.set(next, Number(reader.uint64()))
    else if (next === tag.service || next === tag.method) numbers.set(next, reader.int32())
    else if (next === tag.header) Object.assign(headers, decodeHeader(reader.bytes()))
    else if (next === tag.payload) payload = new Uint8Array(reader.bytes())
    else reader.skipType(next & 7)
  }
  const [, , service, method] = [tag.seqId, tag.logId, tag.service, tag.method].map((required) => {
    const number = numbers.get(required)
    if (number === undefined) throw new Error(`a frame without its required field ${required >> 3}`)
    return number
  })
  return { service: service ?? 0, method: method ?? 0, headers, payload }
}

function decodeHeader(bytes: Uint8Array): Record<string, string> {
  const reader = Reader.create(bytes)
  let key = ''
  let value = ''
  while (reader.pos < reader.len) {
    const next = reader.uint32()
    if (next === tag.key) key = reader.string()
    else if (next === tag.value) value = reader.string()
    else reader.skipType(next & 7)
  }
  return { [key]: value }
}
