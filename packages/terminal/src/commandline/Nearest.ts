/** Suggests what a user meant by a word that is not known. */

/** The candidate with the fewest letters to change, if they are two at most and not all that was typed. */
export const of = (typed: string, candidates: ReadonlyArray<string>): string | undefined =>
  candidates
    .map((candidate) => ({ candidate, distance: distance(typed.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= 2 && distance < typed.replace(/^-+/, "").length)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate

/** Levenshtein's distance; one row of the table at a time. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
