/** Work in steps, so that whoever waits for it may let others work in between. */
export type Steps<T> = Generator<undefined, T>

/** All steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Milliseconds of work after which others get their turn. */
const SLICE = 15

/** The same, letting whatever else waits in the process run in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (let began = performance.now(); ;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - began < SLICE) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    began = performance.now()
  }
}
