/** A program with commands, as data. */
import type { Section } from "../documentation/Section.js"
import type { Command } from "./Command.js"
import type { CommandOption } from "./CommandOption.js"

/** The name of the program, its commands, and what its documentation says. */
export interface Program<C extends Command> {
  readonly name: string
  /** One phrase for the first line of the manual page. */
  readonly summary: string
  /** What the program does, in a sentence. */
  readonly about: string
  /** In the order in which help shows them. */
  readonly commands: ReadonlyArray<C>
  /** The global options, apart from `--help`, `--version`, `--completions` and `--man`. */
  readonly options: ReadonlyArray<CommandOption<unknown>>
  readonly examples: ReadonlyArray<string>
  /** The last sections of the manual page. The help of the program leaves out those that a command also has. */
  readonly sections: ReadonlyArray<Section>
  /** Sentences at the end of the help. */
  readonly notes: ReadonlyArray<string>
}
