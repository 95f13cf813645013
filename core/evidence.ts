/** A file larger than this is refused: 30 MB is what Lark lets a bot download at ease and a county's line upload. */
export const maxFileBytes = 30 * 1024 * 1024

export type FileFault = 'empty' | 'too-large' | 'type'

export type JudgedFile = { readonly ok: true; readonly type: string } | { readonly ok: false; readonly why: FileFault }

/** Types a browser shows as a picture without running anything. */
const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']

export function isPicture(type: string): boolean {
  return pictures.includes(type)
}

/**
 * Whether a file may become evidence, and its media type: told by its bytes, since names lie. The name only
 * tells apart what looks alike inside (old Office formats, plain text). Archives are refused: nobody sees what is in them.
 */
export function judgeFile({ name, bytes }: { name: string; bytes: Uint8Array }): JudgedFile {
  if (bytes.length === 0) return { ok: false, why: 'empty' }
  if (bytes.length > maxFileBytes) return { ok: false, why: 'too-large' }
  const type = pictureType(bytes) ?? documentType(bytes, name)
  return type ? { ok: true, type } : { ok: false, why: 'type' }
}

/** The name a file is handed out under: its ending says what its bytes are, so that nothing opens as a program. */
export function safeName({ name, type }: { name: string; type: string }): string {
  const known = endings[type] ?? []
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return known.includes(ending) ? name : `${name}.${known[0] ?? 'bin'}`
}

function pictureType(bytes: Uint8Array): string | null {
  if (starts(bytes, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(bytes, 'GIF87a') || starts(bytes, 'GIF89a')) return 'image/gif'
  if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return 'image/webp'
  if (starts(bytes, 'BM') && starts(bytes, '\0\0\0', 15)) return 'image/bmp'
  const heic = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'].some((brand) => starts(bytes, brand, 8))
  return starts(bytes, 'ftyp', 4) && heic ? 'image/heic' : null
}

function documentType(bytes: Uint8Array, name: string): string | null {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (latin(bytes.subarray(0, 1024)).includes('%PDF-')) return 'application/pdf'
  if (starts(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oldOffice[extension] ?? null
  if (starts(bytes, 'PK\x03\x04')) return packed(latin(bytes))
  return (extension === 'txt' || extension === 'csv') && isText(bytes) ? 'text/plain' : null
}

const oldOffice: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  wps: 'application/vnd.ms-works',
  et: 'application/vnd.ms-excel',
  dps: 'application/vnd.ms-powerpoint',
}

const office = 'application/vnd.openxmlformats-officedocument'

const endings: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/bmp': ['bmp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'application/msword': ['doc'],
  'application/vnd.ms-excel': ['xls', 'et'],
  'application/vnd.ms-powerpoint': ['ppt', 'dps'],
  'application/vnd.ms-works': ['wps'],
  [`${office}.wordprocessingml.document`]: ['docx'],
  [`${office}.spreadsheetml.sheet`]: ['xlsx'],
  [`${office}.presentationml.presentation`]: ['pptx'],
  'application/ofd': ['ofd'],
  'text/plain': ['txt', 'csv'],
}

/** Today's Office formats and 版式文件 are archives; the names of their parts stand in them uncompressed. */
function packed(content: string): string | null {
  if (content.includes('word/document.xml')) return `${office}.wordprocessingml.document`
  if (content.includes('xl/workbook.')) return `${office}.spreadsheetml.sheet`
  if (content.includes('ppt/presentation.xml')) return `${office}.presentationml.presentation`
  return content.includes('OFD.xml') ? 'application/ofd' : null
}

/** UTF-8 or GB 18030, but no control signs other than tab and ends of lines. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}

function starts(bytes: Uint8Array, signs: string, at = 0): boolean {
  return latin(bytes.subarray(at, at + signs.length)) === signs
}

/** A byte a character, so that bytes can be looked for as text. */
function latin(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return pieces.join('')
}
