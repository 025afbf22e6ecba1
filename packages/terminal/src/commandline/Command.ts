/** A command as data. Parsing, help, completions and the manual page come from it. */
import type { ManualSection } from "../documentation/ManualSection.js"
import type { CommandOption } from "./CommandOption.js"

/** How a command is called, and what it does. */
export interface Command {
  /** One word, or two for a command of a group, such as `archive search`. */
  readonly name: string
  /** One phrase for the list of commands. */
  readonly summary: string
  /** What the command does, in a few sentences. */
  readonly about: string
  /** The first argument, which is required unless it says so; absent if the command takes none. */
  readonly argument?: Argument
  /** The second argument, required unless `isOptional` is true. Absent if the command takes at most one. */
  readonly second?: Argument
  /** In the order in which help shows them. */
  readonly options: ReadonlyArray<CommandOption<unknown>>
  /** What else a user must know, such as how refs are written. */
  readonly sections: ReadonlyArray<ManualSection>
  /** Command lines that work unchanged, except for their ids. */
  readonly examples: ReadonlyArray<string>
}

/** A value that is given by its position. Completions offer its prefixes, or files, or nothing. */
export interface Value {
  /** What it is called, such as `<ref>`. */
  readonly name: string
  /** The beginnings of its values, such as `factory:`. */
  readonly prefixes?: ReadonlyArray<string>
  /** Whether it is the path of a file. */
  readonly file?: boolean
}

/** The argument of a command. */
export interface Argument extends Value {
  /** Whether more of its kind may follow. */
  readonly repeated?: boolean
  /** Whether it may be left out, because an option can take its place. */
  readonly isOptional?: boolean
}

/** The values of one command line. */
export interface Given {
  /** The argument, or an empty text if the command takes none. */
  readonly argument: string
  /** All arguments of that kind, if it may be repeated. */
  readonly all?: ReadonlyArray<string>
  /** The second argument, if it is given. */
  readonly second?: string
  /** The value of one of the options. */
  readonly value: <A>(option: CommandOption<A>) => A
}
