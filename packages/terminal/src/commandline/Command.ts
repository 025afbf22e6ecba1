/** A command as data: parsing, help, completions and the manual all come from it. */
import type { Section } from "../documentation/Section.js"
import type { CommandOption } from "./CommandOption.js"

/** How a command is called, and what it does. */
export interface Command {
  readonly name: string
  /** One phrase for the list of commands. */
  readonly summary: string
  /** What the command does, in a few sentences. */
  readonly about: string
  /** The one argument, which must be given; absent where the command takes none. */
  readonly argument?: Argument
  /** A second argument, which may be left out. */
  readonly second?: { readonly name: string }
  readonly options: ReadonlyArray<CommandOption<unknown>>
  /** What else a user must know. */
  readonly sections: ReadonlyArray<Section>
  /** Command lines that work as they stand, but for their ids. */
  readonly examples: ReadonlyArray<string>
}

/** The argument of a command. */
export interface Argument {
  /** What it is called, such as `<ref>`. */
  readonly name: string
  /** How its values begin, such as `factory:`; completions offer them. */
  readonly prefixes: ReadonlyArray<string>
}

/** The values of one command line. */
export interface Given {
  /** The argument, or an empty text where the command takes none. */
  readonly argument: string
  /** The second argument, where it is given. */
  readonly second?: string
  /** The value of one of the options. */
  readonly value: <A>(option: CommandOption<A>) => A
}
