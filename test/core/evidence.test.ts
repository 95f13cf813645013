import { describe, expect, test } from 'vitest'
import { isPicture, judgeFile, maxFileBytes, safeName } from '../../core/evidence.ts'
import { fileRefusalText } from '../../core/texts.ts'

const signs = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

const office = 'application/vnd.openxmlformats-officedocument'
const old = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

/** What is taken: its media type, how it begins, and the endings its name may have. */
const files: readonly (readonly [type: string, content: string, ...endings: string[]])[] = [
  ['image/jpeg', '\xff\xd8\xff\xe0', 'jpg', 'jpeg', 'jfif', 'JPG'],
  ['image/png', '\x89PNG\r\n\x1a\n', 'png'],
  ['image/gif', 'GIF87a', 'gif'],
  ['image/gif', 'GIF89a', 'gif'],
  ['image/webp', 'RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['image/bmp', `BM${'\0'.repeat(12)}\x28\0\0\0`, 'bmp'],
  ['image/heic', '\0\0\0\x18ftypheic', 'heic', 'heif'],
  ['application/pdf', '%PDF-1.7', 'pdf'],
  ['application/msword', old, 'doc'],
  ['application/vnd.ms-excel', old, 'xls', 'et'],
  ['application/vnd.ms-powerpoint', old, 'ppt', 'dps'],
  ['application/vnd.ms-works', old, 'wps', 'WPS'],
  [`${office}.wordprocessingml.document`, 'PK\x03\x04...word/document.xml', 'docx'],
  [`${office}.spreadsheetml.sheet`, 'PK\x03\x04...xl/workbook.xml', 'xlsx'],
  [`${office}.presentationml.presentation`, 'PK\x03\x04..ppt/presentation.xml', 'pptx'],
  ['application/ofd', 'PK\x03\x04...OFD.xml', 'ofd'],
  ['text/plain', 'plain\r\n\ttext \xe4\xb8\xad', 'txt', 'csv'],
]

describe('a file is what its bytes say', () => {
  test.each(files)('%s, and keeps a name that says the same', (type, content, ...endings) => {
    for (const ending of endings) {
      const name = `材料.${ending}`
      expect(judgeFile({ name, bytes: signs(content) })).toEqual({ ok: true, type })
      expect(safeName({ name, type })).toBe(name)
    }
  })

  test.each(files)('%s is handed out as that where its name says another thing', (type, _, ending) => {
    expect(safeName({ name: '材料.hta', type })).toBe(`材料.hta.${ending}`)
  })

  test.each(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'])('a phone’s picture of the make %s', (make) => {
    expect(judgeFile({ name: '照片', bytes: signs(`\0\0\0\x18ftyp${make}`) })).toEqual({ ok: true, type: 'image/heic' })
  })

  test('a document whose parts are named far behind its beginning', () => {
    for (const far of [8180, 8192, 40_000]) {
      const content = `PK\x03\x04${'.'.repeat(far - 4)}word/document.xml`
      expect(judgeFile({ name: '报告', bytes: signs(content) })).toMatchObject({ ok: true })
    }
  })
})

describe('what nobody can look at on a page is refused', () => {
  test.each([
    ['a program with the name of a photo', '照片.jpg', 'MZ\x90\0'],
    ['a page with the name of a photo', '照片.jpg', '<html><script>'],
    ['an archive', '材料.zip', 'PK\x03\x04....a.exe'],
    ['an old archive of installers', '安装.msi', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['text with control signs', '说明.txt', 'a\0b'],
    ['a program with much nothing in it', '照片.bmp', `MZ\x90${'\0'.repeat(30)}`],
    ['a film', '现场.mp4', '\0\0\0\x18ftypmp42'],
    ['a recording', '录音.wav', 'RIFF\0\0\0\0WAVEfmt '],
    ['words that speak of a kind of picture', '说明.md', 'all of aWEBP'],
    ['words that speak of another', '说明.md', 'all of aheic'],
    ['a table that begins like a picture', '宝马.md', 'BMW 320i, 2 seats, 15 more'],
    ['a drawing that can run scripts', '图.svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ])('%s', (_, name, content) => {
    expect(judgeFile({ name, bytes: signs(content) })).toEqual({ ok: false, why: 'type' })
  })

  test('an empty file', () => {
    expect(judgeFile({ name: '照片.jpg', bytes: new Uint8Array() })).toEqual({ ok: false, why: 'empty' })
  })

  test('a file of 30 MB is taken, one byte more is not', () => {
    const bytes = new Uint8Array(maxFileBytes + 1)
    bytes.set([0xff, 0xd8, 0xff])
    expect(judgeFile({ name: 'a.jpg', bytes: bytes.subarray(0, maxFileBytes) })).toEqual({
      ok: true,
      type: 'image/jpeg',
    })
    expect(judgeFile({ name: 'a.jpg', bytes })).toEqual({ ok: false, why: 'too-large' })
  })
})

test('a refused file is named, with its limit', () => {
  expect(fileRefusalText('现场.mov', 'too-large')).toBe('“现场.mov”超过 30 MB，没有收下。请压缩或分成几份再传。')
})

test('only what browsers draw themselves is a picture', () => {
  const drawn = [...new Set(files.map(([type]) => type)), 'image/svg+xml'].filter(isPicture)
  expect(drawn).toEqual(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp'])
})

test.each([
  ['照片', 'image/jpeg', '照片.jpg'],
  ['宏.docm', `${office}.wordprocessingml.document`, '宏.docm.docx'],
  ['旧材料', 'video/mp4', '旧材料.bin'],
])('%s is handed out under a name that says what it is', (name, type, shown) => {
  expect(safeName({ name, type })).toBe(shown)
})
