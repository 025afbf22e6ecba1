/** Joins words to a list, as in a sentence. */

const joined =
  (last: string) =>
  (words: ReadonlyArray<string>): string =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`

/** `a, b and c`. */
export const and = joined("and")

/** `a, b or c`. */
export const or = joined("or")
