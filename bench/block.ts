/** The longest time between two turns of the event loop while some work goes on. */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let [longest, last, over] = [0, performance.now(), false]
  const turn = () => {
    const at = performance.now()
    longest = Math.max(longest, at - last)
    last = at
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  over = true
  turn()
  return longest
}
