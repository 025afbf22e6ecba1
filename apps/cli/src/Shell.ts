/** Words as a POSIX shell must be given them. */

/** The word itself where it is safe, else in single quotes. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** One `export NAME=value` line for each variable. */
export const exports = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join("")
