import { z } from 'zod'

/** What a person's file is asked for by. */
const Code = z.object({ downloadCode: z.string().min(1) })

/** The opaque token of a `FileRef`. */
export function fileToken(downloadCode: string): string {
  return JSON.stringify({ downloadCode } satisfies z.infer<typeof Code>)
}

/** The code a token stands for, or undefined where it isn't one of ours. */
export function downloadCodeOf(token: string): string | undefined {
  try {
    return Code.safeParse(JSON.parse(token)).data?.downloadCode
  } catch {
    return undefined
  }
}
