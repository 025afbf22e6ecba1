/** Prints the times of a test: they depend on the machine, so the tests assert only their bars. */

/** How long it took since a moment of `performance.now()`. */
export const since = (what: string, from: number): void => print(what, [performance.now() - from])

/** The least, the median and the most of some times in milliseconds, or the only one. */
export const print = (what: string, milliseconds: ReadonlyArray<number>): void => {
  const sorted = milliseconds.toSorted((a, b) => a - b).map((time) => `${(time / 1000).toFixed(2)} s`)
  const [first = "none"] = sorted
  const text =
    sorted.length < 2
      ? first
      : `${first} at least, ${sorted[Math.floor(sorted.length / 2)]} in the median, ${sorted.at(-1)} at most`
  process.stdout.write(`${what}: ${text}\n`)
}
