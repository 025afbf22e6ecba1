/** Writes counts as text. */

/** The number with its noun, such as `1 message` or `2,500 messages`. */
export const of = (count: number, noun: string): string => `${number(count)} ${noun}${count === 1 ? "" : "s"}`

/** The number, with a comma between thousands. */
export const number = (value: number): string => value.toLocaleString("en-US")
