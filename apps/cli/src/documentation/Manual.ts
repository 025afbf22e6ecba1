/** The manual of the program and of each command, made from their descriptions. */
import * as Descriptors from "@org/messages-core/Descriptors"
import type { Command } from "../commandline/Command.js"
import type { CommandOption } from "../commandline/CommandOption.js"
import * as GlobalOptions from "../commandline/GlobalOptions.js"
import * as ProviderSections from "../commands/ProviderSections.js"
import * as ExitCode from "../errors/ExitCode.js"
import type { Section } from "./Section.js"

/** What the program does. */
export const about = `Reads and writes messages of ${ProviderSections.titles(Descriptors.names)} in one lossless form.`

/** The manual of one command. */
export const ofCommand = (command: Command): ReadonlyArray<Section> => [
  { title: "", blocks: [{ paragraph: command.about }] },
  { title: "USAGE", blocks: [{ lines: [usage(command)] }] },
  ...command.sections,
  ...(command.options.length === 0 ? [] : [options("OPTIONS", command.options)]),
  options("GLOBAL OPTIONS", [GlobalOptions.json, GlobalOptions.sandbox, GlobalOptions.help]),
  examples(command.examples)
]

/** The manual of the program. */
export const ofProgram = (commands: ReadonlyArray<Command>): ReadonlyArray<Section> => [
  { title: "", blocks: [{ paragraph: about }] },
  { title: "USAGE", blocks: [{ lines: ["messages [--sandbox] <command> [options]"] }] },
  { title: "COMMANDS", blocks: [{ terms: commands.map((command) => [head(command), command.summary]) }] },
  options("GLOBAL OPTIONS", GlobalOptions.all),
  examples([
    "messages sandbox",
    "messages get factory:<sessionId>/<messageId>",
    "messages get honcho:<workspaceId>/<sessionId>/<messageId> --json",
    'messages post factory:<sessionId> --text "Why does the build fail?"',
    "source <(messages --completions bash)"
  ]),
  exitCodes,
  {
    title: "",
    blocks: [
      {
        paragraph:
          "Data goes to standard output, everything else to standard error. Keys come from the environment: messages providers --help."
      }
    ]
  }
]

/** What each exit code means. */
export const exitCodes: Section = {
  title: "EXIT CODES",
  blocks: [{ terms: ExitCode.meanings.map(([code, meaning]) => [String(code), meaning]) }]
}

/** How a command is called, with what must be given. */
export const usage = (command: Command): string => {
  const required = command.options.filter((option) => option.required).map(({ name, value }) => ` ${name} ${value}`)
  return `messages ${head(command)}${required.join("")} [options]`
}

/** The options of a command, each with its meaning. */
export const options = (title: string, options: ReadonlyArray<CommandOption<unknown>>): Section => ({
  title,
  blocks: [{ terms: options.map((option) => [term(option), meaning(option)]) }]
})

const head = ({ argument, name }: Command): string => (argument === undefined ? name : `${name} ${argument.name}`)

const term = ({ alias, name, value }: CommandOption<unknown>): string =>
  [...(alias === undefined ? [] : [`${alias},`]), name, ...(value === undefined ? [] : [value])].join(" ")

const meaning = ({ choices, summary }: CommandOption<unknown>): string => {
  if (choices === undefined) return summary
  const width = Math.max(...Object.keys(choices).map((word) => word.length))
  return Object.entries(choices)
    .map(([word, meaning]) => `${`${word}:`.padEnd(width + 1)} ${meaning}`)
    .join("\n")
}

const examples = (lines: ReadonlyArray<string>): Section => ({ title: "EXAMPLES", blocks: [{ lines }] })
