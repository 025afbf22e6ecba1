/** Renders the manual page of a program with roff's man macros (man(7)). */
import type { Command } from "../commandline/Command.js"
import type { Program } from "../commandline/Program.js"
import * as Manual from "./Manual.js"
import type { ManualBlock, ManualSection } from "./ManualSection.js"

/** The whole page: every command, with its options and examples. */
export const render = (program: Program<Command>, version: string): string => {
  const { commands, name, sections, summary } = program
  const atTheEnd = new Set(sections.map(({ title }) => title))
  return [
    `.TH ${name.toUpperCase()} 1 "" "${name} ${escape(version)}" "User Commands"`,
    ".SH NAME",
    `${name} \\- ${escape(summary)}`,
    ".SH SYNOPSIS",
    ...commands.flatMap((command) => [".nf", `.B ${escape(Manual.usage(program, command))}`, ".fi"]),
    ".SH DESCRIPTION",
    escape(program.about),
    ...section(".SH", Manual.globalOptions(program)),
    ".SH COMMANDS",
    ...commands.flatMap((command) => [
      `.SS ${escape(Manual.usage(program, command))}`,
      escape(command.about),
      ...[...command.sections, Manual.options("OPTIONS", command.options)]
        .filter(({ title }) => !atTheEnd.has(title))
        .flatMap(({ blocks }) => blocks.flatMap(show)),
      ...show({ lines: command.examples })
    ]),
    ...sections.flatMap((one) => section(".SH", one))
  ]
    .map((line) => `${line}\n`)
    .join("")
}

const section = (macro: string, { blocks, title }: ManualSection): ReadonlyArray<string> => [
  `${macro} ${title}`,
  ...blocks.flatMap(show)
]

const show = (block: ManualBlock): ReadonlyArray<string> => {
  if ("paragraph" in block) return [".PP", escape(block.paragraph)]
  if ("lines" in block) return [".PP", ".nf", ...block.lines.map((line) => `  ${escape(line)}`), ".fi"]
  return block.terms.flatMap(([term, meaning]) => [
    ".TP",
    `.B ${escape(term)}`,
    ...meaning.split("\n").flatMap((line, index) => [...(index === 0 ? [] : [".br"]), escape(line.replace(/ +/g, " "))])
  ])
}

/** Escapes the characters that roff would interpret. */
const escape = (text: string): string =>
  text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^([.'])/, "\\&$1")
    .replaceAll('"', "\\(dq")
