/** Makes the manual of a program and of each command from their descriptions. */
import * as BuiltInOptions from "../commandline/BuiltInOptions.js"
import type { Argument, Command } from "../commandline/Command.js"
import type { CommandOption } from "../commandline/CommandOption.js"
import type { Program } from "../commandline/Program.js"
import type { Section } from "./Section.js"

/** The manual of one command, or of the program. */
export const of = (program: Program<Command>, command: Command | undefined): ReadonlyArray<Section> =>
  command === undefined ? ofProgram(program) : ofCommand(program, command)

/** The usage line of a command, with everything that is required. */
export const usage = (program: Program<Command>, command: Command): string => {
  const required = command.options.filter((option) => option.required).map(({ name, value }) => ` ${name} ${value}`)
  return `${program.name} ${head(command)}${required.join("")} [options]`
}

/** The section with the global options. */
export const globalOptions = (program: Program<Command>): Section =>
  options("GLOBAL OPTIONS", [...program.options, ...BuiltInOptions.all])

/** A section with options and their meanings. */
export const options = (title: string, options: ReadonlyArray<CommandOption<unknown>>): Section => ({
  title,
  blocks: [{ terms: options.map((option) => [term(option), meaning(option)]) }]
})

const ofCommand = (program: Program<Command>, command: Command): ReadonlyArray<Section> => [
  { title: "", blocks: [{ paragraph: command.about }] },
  { title: "USAGE", blocks: [{ lines: [usage(program, command)] }] },
  ...command.sections,
  ...(command.options.length === 0 ? [] : [options("OPTIONS", command.options)]),
  options("GLOBAL OPTIONS", [...program.options, BuiltInOptions.help]),
  examples(command.examples)
]

const ofProgram = (program: Program<Command>): ReadonlyArray<Section> => {
  const shown = new Set(program.commands.flatMap(({ sections }) => sections.map(({ title }) => title)))
  return [
    { title: "", blocks: [{ paragraph: program.about }] },
    { title: "USAGE", blocks: [{ lines: [`${program.name} <command> [options]`] }] },
    { title: "COMMANDS", blocks: [{ terms: program.commands.map((command) => [head(command), command.summary]) }] },
    globalOptions(program),
    examples(program.examples),
    ...program.sections.filter(({ title }) => !shown.has(title)),
    { title: "", blocks: program.notes.map((paragraph) => ({ paragraph })) }
  ]
}

const head = ({ argument, name, second }: Command): string =>
  [
    name,
    ...(argument === undefined ? [] : [place(argument)]),
    ...(second === undefined ? [] : [`[${second.name}]`])
  ].join(" ")

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

const examples = (lines: ReadonlyArray<string>): Section => ({ title: "EXAMPLES", blocks: [{ lines }] })
