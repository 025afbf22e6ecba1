/** The options of commands as data, each with the type of its value. */

/** One option. `A` is the type of its value. */
export interface CommandOption<A> {
  /** As it is typed, such as `--format`. */
  readonly name: string
  /** A short form, such as `-h`. */
  readonly alias?: string
  /** What its value is called, such as `<file>`; absent if it takes none. */
  readonly value?: string
  /** One phrase for help, completions and the manual. */
  readonly summary: string
  /** The only values that it takes, each with its meaning. */
  readonly choices?: Readonly<Record<string, string>>
  /** Whether its value is the path of a file. */
  readonly file?: boolean
  /** Whether a command line without it is refused. */
  readonly required?: boolean
  /** Whether it may be given more than once. */
  readonly repeated?: boolean
  /** Makes the value for the command from the texts that were given. */
  readonly read: (given: ReadonlyArray<string>) => A
}

/** An option without a value: whether it is given. */
export const flag = (name: string, summary: string, alias?: string): CommandOption<boolean> => ({
  name,
  summary,
  ...(alias !== undefined && { alias }),
  read: (given) => given.length > 0
})

/** An option that takes any text. */
export const text = (name: string, value: string, summary: string): CommandOption<string | undefined> => ({
  name,
  value,
  summary,
  read: ([first]) => first
})

/** A required option that takes any text. */
export const requiredText = (name: string, value: string, summary: string): CommandOption<string> => ({
  name,
  value,
  summary,
  required: true,
  read: ([first]) => first ?? ""
})

/** An option that takes any text and may be repeated. */
export const texts = (name: string, value: string, summary: string): CommandOption<ReadonlyArray<string>> => ({
  name,
  value,
  summary,
  repeated: true,
  read: (given) => given
})

/** An option that takes the path of a file and may be repeated. */
export const files = (name: string, summary: string): CommandOption<ReadonlyArray<string>> => ({
  name,
  value: "<file>",
  summary,
  file: true,
  repeated: true,
  read: (given) => given
})

/** An option that takes the path of a file. */
export const file = (name: string, summary: string): CommandOption<string | undefined> => ({
  name,
  value: "<file>",
  summary,
  file: true,
  read: ([first]) => first
})

/** A required option that takes one of a few words, as a text; `choices` has the meaning of each. */
export const requiredChoice = (
  name: string,
  value: string,
  summary: string,
  choices: Readonly<Record<string, string>>
): CommandOption<string> => ({ ...requiredText(name, value, summary), choices })

/** An option that takes one of a few words; `choices` has the meaning of each. */
export const choice = <C extends string>(
  name: string,
  value: string,
  summary: string,
  choices: Readonly<Record<C, string>>,
  alias?: string
): CommandOption<C | undefined> => {
  const isChoice = (word: string): word is C => Object.hasOwn(choices, word)
  return {
    name,
    value,
    summary,
    choices,
    ...(alias !== undefined && { alias }),
    read: (given) => given.find(isChoice)
  }
}
