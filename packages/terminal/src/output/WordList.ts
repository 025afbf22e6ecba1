/** Joins words as a sentence does: `a, b and c`. */

const joined =
  (last: string) =>
  (words: ReadonlyArray<string>): string =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`

/** `a, b and c`. */
export const and = joined("and")

/** `a, b or c`. */
export const or = joined("or")
