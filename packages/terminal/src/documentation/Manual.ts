/** Makes the manual of a program and of each command from their descriptions. */
import * as BuiltInOptions from "../commandline/BuiltInOptions.js"
import type { Argument, Command } from "../commandline/Command.js"
import type { CommandOption } from "../commandline/CommandOption.js"
import * as Programs from "../commandline/Program.js"
import type { Program } from "../commandline/Program.js"
import type { ManualSection } from "./ManualSection.js"

/** The manual of one command, of a group of commands, or of the program. */
export const of = (
  program: Program<Command>,
  command: Command | undefined,
  group?: Programs.Group
): ReadonlyArray<ManualSection> => {
  if (command !== undefined) return ofCommand(program, command)
  return group === undefined ? ofProgram(program) : ofGroup(program, group)
}

/** The usage line of a command, with everything that is required. */
export const usage = (program: Program<Command>, command: Command): string => {
  const required = command.options.filter((option) => option.required).map(({ name, value }) => ` ${name} ${value}`)
  return `${program.name} ${head(command)}${required.join("")} [options]`
}

/** The section with the global options. */
export const globalOptions = (program: Program<Command>): ManualSection =>
  options("GLOBAL OPTIONS", [...program.options, ...BuiltInOptions.all])

/** A section with options and their meanings. */
export const options = (title: string, options: ReadonlyArray<CommandOption<unknown>>): ManualSection => ({
  title,
  blocks: [{ terms: options.map((option) => [term(option), meaning(option)]) }]
})

const ofCommand = (program: Program<Command>, command: Command): ReadonlyArray<ManualSection> => [
  { title: "", blocks: [{ paragraph: command.about }] },
  { title: "USAGE", blocks: [{ lines: [usage(program, command)] }] },
  ...command.sections,
  ...(command.options.length === 0 ? [] : [options("OPTIONS", command.options)]),
  options("GLOBAL OPTIONS", [...program.options, BuiltInOptions.help]),
  examples(command.examples)
]

const ofGroup = (program: Program<Command>, group: Programs.Group): ReadonlyArray<ManualSection> => {
  const commands = Programs.membersOf(program, group)
  return [
    { title: "", blocks: [{ paragraph: group.about }] },
    { title: "USAGE", blocks: [{ lines: [`${program.name} ${group.name} <command> [options]`] }] },
    { title: "COMMANDS", blocks: [{ terms: commands.map((command) => [head(command), command.summary]) }] },
    options("GLOBAL OPTIONS", [...program.options, BuiltInOptions.help]),
    examples(commands.flatMap(({ examples }) => examples.slice(0, 1)))
  ]
}

const ofProgram = (program: Program<Command>): ReadonlyArray<ManualSection> => {
  const shown = new Set(program.commands.flatMap(({ sections }) => sections.map(({ title }) => title)))
  return [
    { title: "", blocks: [{ paragraph: program.about }] },
    { title: "USAGE", blocks: [{ lines: [`${program.name} <command> [options]`] }] },
    { title: "COMMANDS", blocks: [{ terms: Programs.heads(program).map((one) => [headOf(one), one.summary]) }] },
    globalOptions(program),
    examples(program.examples),
    ...program.sections.filter(({ title }) => !shown.has(title)),
    { title: "", blocks: program.notes.map((paragraph) => ({ paragraph })) }
  ]
}

const headOf = (one: Command | Programs.Group): string => ("options" in one ? head(one) : `${one.name} <command>`)

const head = ({ argument, name, second }: Command): string =>
  [name, ...[argument, second].flatMap((one) => (one === undefined ? [] : [place(one)]))].join(" ")

const place = ({ isOptional, name, repeated }: Argument): string => {
  const word = repeated === true ? `${name}...` : name
  return isOptional === true ? `[${word}]` : word
}

const term = ({ alias, name, value }: CommandOption<unknown>): string =>
  [alias === undefined ? name : `${name}, ${alias}`, ...(value === undefined ? [] : [value])].join(" ")

const meaning = ({ choices, summary }: CommandOption<unknown>): string => {
  if (choices === undefined) return summary
  const width = Math.max(...Object.keys(choices).map((word) => word.length))
  const lines = Object.entries(choices).map(([word, meaning]) => `${`${word}:`.padEnd(width + 1)} ${meaning}`)
  return [summary, ...lines].join("\n")
}

const examples = (lines: ReadonlyArray<string>): ManualSection => ({ title: "EXAMPLES", blocks: [{ lines }] })
