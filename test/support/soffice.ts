import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const places = ['/usr/bin/soffice', '/usr/bin/libreoffice']

export type Converter = {
  /** The file as LibreOffice saves it under another name; `filter` as its --convert-to takes it. */
  convert(bytes: Uint8Array, from: string, filter: string): Promise<Uint8Array>
  /** Text of a PDF, page by page, and the size of its first page. */
  pages(pdf: Uint8Array): Promise<{ texts: string[]; size: string }>
  close(): Promise<void>
}

/** A LibreOffice with a profile of its own: another one on the machine must not answer in its place. */
export async function openOffice(): Promise<Converter> {
  const program = process.env['SOFFICE'] ?? places.find((place) => existsSync(place))
  if (!program) throw new Error('no LibreOffice here: see .ci/run for what to install, or set SOFFICE')
  const folder = await mkdtemp(join(tmpdir(), 'xiaohao-soffice-'))
  const file = (name: string) => join(folder, name)
  return {
    async convert(bytes, from, filter) {
      const to = /^\w+/.exec(filter)?.[0] ?? ''
      await writeFile(file(`in.${from}`), bytes)
      const profile = `-env:UserInstallation=file://${file('profile')}`
      const { stderr } = await run(program, [
        ...[profile, '--headless', '--convert-to', filter, '--outdir', file('out'), file(`in.${from}`)],
      ])
      if (/error/i.test(stderr)) throw new Error(stderr)
      return readFile(file(`out/in.${to}`))
    },
    async pages(pdf) {
      await writeFile(file('in.pdf'), pdf)
      const [{ stdout: text }, { stdout: info }] = await Promise.all([
        run('pdftotext', ['-layout', file('in.pdf'), '-']),
        run('pdfinfo', [file('in.pdf')]),
      ])
      return { texts: text.split('\f').slice(0, -1), size: /Page size:\s+(.*)/.exec(info)?.[1] ?? '' }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
