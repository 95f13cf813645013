import { describe, expect, test } from 'vitest'
import { takenOn } from '../../core/photograph.ts'
import { photograph } from '../support/photograph.ts'

describe('the day a photograph says it was taken', () => {
  test.each([true, false])('is read in either order of bytes (little: %s)', (little) => {
    expect(takenOn(photograph('2022:10:08 09:12:33', { little }))).toBe('2022-10-08')
  })

  test('is found behind other segments', () => {
    const comment = [0xff, 0xfe, 0, 6, 1, 2, 3, 4]
    expect(takenOn(photograph('2022:10:08 23:59:59', { before: comment }))).toBe('2022-10-08')
  })

  test('is found behind a segment with nothing in it, and behind another that begins like its own', () => {
    expect(takenOn(photograph('2022:10:08 23:59:59', { before: [0xff, 0xfe, 0, 2] }))).toBe('2022-10-08')
    const alike = [0xff, 0xe2, 0, 12, ...new TextEncoder().encode('Exif\0\0'), 1, 2, 3, 4]
    expect(takenOn(photograph('2022:10:08 23:59:59', { before: alike }))).toBe('2022-10-08')
  })

  test('is found among everything else a camera writes down', () => {
    expect(takenOn(photograph('2022:10:08 09:12:33', { others: 11 }))).toBe('2022-10-08')
  })

  test('is found in bytes that are part of something larger', () => {
    const whole = Uint8Array.from([1, 2, 3, ...photograph('2022:10:08 09:12:33')])
    expect(takenOn(whole.subarray(3))).toBe('2022-10-08')
  })

  test.each([
    '0000:00:00 00:00:00',
    '2022:02:30 09:00:00',
    '2022-10-08 09:12:33',
    '    :  :     :  :  ',
    ' 2022:10:08 09:12:3',
  ])('is none where a camera wrote %o', (written) => {
    expect(takenOn(photograph(written))).toBeNull()
  })

  test('is none in a picture without the block, or of another kind', () => {
    expect(takenOn(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2]))).toBeNull()
    expect(takenOn(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]))).toBeNull()
    expect(takenOn(new Uint8Array())).toBeNull()
  })

  test.each([
    ['its first byte is another', 0, 0x00],
    ['its second byte is another', 1, 0xd9],
    ['the order of its bytes is none', 12, 0x58],
  ])('is none where %s', (_, at, byte) => {
    const altered = photograph('2022:10:08 09:12:33', { little: false })
    altered[at] = byte
    expect(takenOn(altered)).toBeNull()
  })

  test('is not looked for behind what is no segment', () => {
    expect(takenOn(photograph('2022:10:08 09:12:33', { before: [0, 0xe0, 0, 2] }))).toBeNull()
  })

  test('is not looked for behind the beginning of the picture itself', () => {
    expect(takenOn(photograph('2022:10:08 09:12:33', { before: [0xff, 0xda, 0, 2] }))).toBeNull()
  })
})

describe('bytes made to do harm', () => {
  const whole = photograph('2022:10:08 09:12:33')

  test('cut off anywhere, it is read or it is not, and nothing is thrown', () => {
    const read = whole.map((_, length) => (takenOn(whole.subarray(0, length)) === null ? 0 : 1))
    const behindTheDate = '\0'.length + 6
    expect(read.indexOf(1)).toBe(whole.length - behindTheDate)
  })

  test('with any byte altered, nothing is thrown', () => {
    for (let at = 0; at < whole.length; at += 1) {
      for (const byte of [0, 0x7f, 0xff]) {
        const altered = whole.slice()
        altered[at] = byte
        expect(() => takenOn(altered)).not.toThrow()
      }
    }
  })

  test('a directory that names itself as the next one ends', () => {
    expect(takenOn(photograph('2022:10:08 09:12:33', { part: 8 }))).toBeNull()
  })

  test('more entries than the block has room for, and places outside of it, find nothing', () => {
    expect(takenOn(photograph('2022:10:08 09:12:33', { count: 0xffff, part: 0xffffffff }))).toBeNull()
    expect(takenOn(photograph('2022:10:08 09:12:33', { date: 0xfffffff0 }))).toBeNull()
  })

  test('a segment of no length is not waited for', () => {
    expect(takenOn(Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0xff, 0xe1, 0, 0]))).toBeNull()
  })
})
