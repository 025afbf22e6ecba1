/** Keeps what a person may write freely apart from options: the parser looks for options among values, too. */

/** The value as a word that looks like no option, and is never empty. */
export const seal = (value: string): string => `=${value}`

export const unseal = (sealed: string): string => sealed.slice(1)
