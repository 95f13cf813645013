import { z } from 'zod'

/** Where a person's file lies on Lark: in which message, under which key. Images and files are asked for differently. */
const Place = z.object({
  messageId: z.string().regex(/^[A-Za-z0-9_-]+$/),
  key: z.string().regex(/^[A-Za-z0-9_-]+$/),
  type: z.enum(['image', 'file']),
})

export type Place = z.infer<typeof Place>

/** The opaque token of a `FileRef`. */
export function fileToken(place: Place): string {
  return JSON.stringify(place)
}

/** The place a token stands for, or undefined where it isn't one of ours. */
export function placeOf(token: string): Place | undefined {
  try {
    return Place.safeParse(JSON.parse(token)).data
  } catch {
    return undefined
  }
}
