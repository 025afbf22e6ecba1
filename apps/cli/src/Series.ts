/** Words in a row, as a sentence has them: `a, b and c`. */

type Series = (words: ReadonlyArray<string>) => string

const joined =
  (last: string): Series =>
  (words) =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`

export const and: Series = joined("and")
export const or: Series = joined("or")
