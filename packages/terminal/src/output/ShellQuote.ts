/** Writes words as a POSIX shell reads them. */

/** The word itself where it is safe, else in single quotes. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** One line `export NAME=value` for each variable. */
export const exports = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join("")
