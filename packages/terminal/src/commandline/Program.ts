/** A program with commands, as data. */
import type { ManualSection } from "../documentation/ManualSection.js"
import type { Command } from "./Command.js"
import type { CommandOption } from "./CommandOption.js"

/** Commands that belong together: the name of each begins with the name of the group, as in `archive search`. */
export interface Group {
  /** The first word of its commands. */
  readonly name: string
  /** One phrase for the list of commands. */
  readonly summary: string
  /** What the commands have in common, in a few sentences. */
  readonly about: string
}

/** The name of the program, its commands, and what its documentation says. */
export interface Program<C extends Command> {
  /** The name of the executable. */
  readonly name: string
  /** One phrase for the first line of the manual page. */
  readonly summary: string
  /** What the program does, in a sentence. */
  readonly about: string
  /** In the order in which help shows them. */
  readonly commands: ReadonlyArray<C>
  /** The groups of commands whose names have two words. */
  readonly groups?: ReadonlyArray<Group>
  /** The global options, apart from `--help`, `--version`, `--completions` and `--man`. */
  readonly options: ReadonlyArray<CommandOption<unknown>>
  /** Command lines for the help of the program. */
  readonly examples: ReadonlyArray<string>
  /** The last sections of the manual page. The help of the program leaves out those that a command also has. */
  readonly sections: ReadonlyArray<ManualSection>
  /** Sentences at the end of the help. */
  readonly notes: ReadonlyArray<string>
}

/** The group that a command belongs to, if its name has two words. */
export const groupOf = ({ groups = [] }: Program<Command>, command: string): Group | undefined =>
  groups.find(({ name }) => command.startsWith(`${name} `))

/** The first words of the command line, each once: the commands without a group, and the groups. */
export const heads = (program: Program<Command>): ReadonlyArray<Command | Group> => [
  ...new Set(program.commands.map((command) => groupOf(program, command.name) ?? command))
]

/** The commands of a group. */
export const membersOf = <C extends Command>({ commands }: Program<C>, { name }: Group): ReadonlyArray<C> =>
  commands.filter((command) => command.name.startsWith(`${name} `))

/** The name of a command of a group without the name of the group. */
export const lastWord = (command: string): string => command.slice(command.lastIndexOf(" ") + 1)
