/** Prints the manual page of the program, in the man macros of roff (man(7)). */
import type { Command } from "../commandline/Command.js"
import * as GlobalOptions from "../commandline/GlobalOptions.js"
import * as ProviderSections from "../commands/ProviderSections.js"
import * as Manual from "./Manual.js"
import type { Block, Section } from "./Section.js"

/** The whole page: every command, with its options and examples. */
export const render = (commands: ReadonlyArray<Command>, version: string): string =>
  [
    `.TH MESSAGES 1 "" "messages ${escape(version)}" "User Commands"`,
    ".SH NAME",
    "messages \\- read and write messages of AI agents",
    ".SH SYNOPSIS",
    ...commands.flatMap((command) => [".nf", `.B ${escape(Manual.usage(command))}`, ".fi"]),
    ".SH DESCRIPTION",
    escape(Manual.about),
    ...section(".SH", Manual.options("GLOBAL OPTIONS", GlobalOptions.all)),
    ".SH COMMANDS",
    ...commands.flatMap((command) => [
      `.SS ${escape(Manual.usage(command))}`,
      escape(command.about),
      ...[...command.sections, Manual.options("OPTIONS", command.options)]
        .filter(({ title }) => title !== ProviderSections.environment.title)
        .flatMap(({ blocks }) => blocks.flatMap(show)),
      ...show({ lines: command.examples })
    ]),
    ...section(".SH", ProviderSections.environment),
    ...section(".SH", { ...Manual.exitCodes, title: "EXIT STATUS" })
  ]
    .map((line) => `${line}\n`)
    .join("")

const section = (macro: string, { blocks, title }: Section): ReadonlyArray<string> => [
  `${macro} ${title}`,
  ...blocks.flatMap(show)
]

const show = (block: Block): ReadonlyArray<string> => {
  if ("paragraph" in block) return [".PP", escape(block.paragraph)]
  if ("lines" in block) return [".PP", ".nf", ...block.lines.map((line) => `  ${escape(line)}`), ".fi"]
  return block.terms.flatMap(([term, meaning]) => [
    ".TP",
    `.B ${escape(term)}`,
    ...meaning.split("\n").flatMap((line, index) => [...(index === 0 ? [] : [".br"]), escape(line.replace(/ +/g, " "))])
  ])
}

/** Characters that roff would obey. */
const escape = (text: string): string =>
  text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^([.'])/, "\\&$1")
    .replaceAll('"', "\\(dq")
