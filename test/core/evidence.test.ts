import { describe, expect, test } from 'vitest'
import { isPicture, judgeFile, maxFileBytes, safeName } from '../../core/evidence.ts'
import { fileRefusalText } from '../../core/texts.ts'

const signs = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

describe('the type of a file is told by its bytes', () => {
  test.each([
    ['image/jpeg', '照片', '\xff\xd8\xff\xe0'],
    ['image/png', '照片', '\x89PNG\r\n\x1a\n'],
    ['image/gif', '照片', 'GIF89a'],
    ['image/webp', '照片', 'RIFF\0\0\0\0WEBPVP8 '],
    ['image/heic', '照片', '\0\0\0\x18ftypheic'],
    ['image/bmp', '照片', `BM${'\0'.repeat(12)}\x28\0\0\0`],
    ['application/pdf', '扫描件', '%PDF-1.7'],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      '报告',
      'PK\x03\x04...word/document.xml',
    ],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '台账', 'PK\x03\x04...xl/workbook.xml'],
    [
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      '汇报',
      'PK\x03\x04..ppt/presentation.xml',
    ],
    ['application/ofd', '公文', 'PK\x03\x04...OFD.xml'],
    ['application/msword', '报告.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['application/vnd.ms-works', '报告.WPS', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['text/plain', '说明.txt', 'plain\r\n\ttext \xe4\xb8\xad'],
  ])('%s', (type, name, content) => {
    expect(judgeFile({ name, bytes: signs(content) })).toEqual({ ok: true, type })
  })
})

describe('what nobody can look at on a page is refused', () => {
  test.each([
    ['a program with the name of a photo', '照片.jpg', 'MZ\x90\0'],
    ['a page with the name of a photo', '照片.jpg', '<html><script>'],
    ['an archive', '材料.zip', 'PK\x03\x04....a.exe'],
    ['an old archive of installers', '安装.msi', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['text with control signs', '说明.txt', 'a\0b'],
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
  expect(['image/png', 'image/heic', 'image/svg+xml', 'application/pdf'].map(isPicture)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test.each([
  ['照片.JPG', 'image/jpeg', '照片.JPG'],
  ['照片', 'image/jpeg', '照片.jpg'],
  ['报告.hta', 'image/png', '报告.hta.png'],
  ['宏.docm', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '宏.docm.docx'],
  ['表.et', 'application/vnd.ms-excel', '表.et'],
  ['旧材料', 'video/mp4', '旧材料.bin'],
])('%s is handed out under a name that says what it is', (name, type, shown) => {
  expect(safeName({ name, type })).toBe(shown)
})
