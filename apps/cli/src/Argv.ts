/**
 * Reads the command line once before the parser does: what holds for all commands may stand anywhere, an unknown command or option is
 * named, and a value is never taken for an option.
 */
import * as Either from "effect/Either"
import * as Nearest from "./Nearest.js"
import { Usage } from "./Usage.js"

/** An option as it is typed, such as `--format`; `choices` are its only values. */
export interface Flag {
  readonly name: string
  readonly value: boolean
  readonly choices?: ReadonlyArray<string> | undefined
}

export type Grammar = Readonly<Record<string, ReadonlyArray<Flag>>>

export interface Argv {
  readonly json: boolean
  readonly sandbox: boolean
  /** Asked for instead of running the command. */
  readonly instead?: { readonly ask: "help" | "version" } | { readonly ask: "completions"; readonly shell: string }
  readonly command?: string
  /** The command and what is its own, in a form that the parser cannot mistake. */
  readonly rest: ReadonlyArray<string>
}

const shells = ["bash", "zsh", "fish", "sh"]

/** For every command, before or after its name. */
export const everywhere: ReadonlyArray<Flag> = [
  { name: "--json", value: false },
  { name: "--sandbox", value: false },
  { name: "--help", value: false },
  { name: "-h", value: false },
  { name: "--version", value: false },
  { name: "--completions", value: true, choices: shells }
]

/** Whether `--json` is asked for, told of any command line, the ones that cannot be read included. */
export const wantsJson = (args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf("--")
  return (end < 0 ? args : args.slice(0, end)).includes("--json")
}

export const read = (grammar: Grammar, args: ReadonlyArray<string>): Either.Either<Argv, Usage> => {
  const asked = new Set<string>()
  const rest: Array<string> = []
  let command: string | undefined
  let shell: string | undefined

  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ""
    if (arg === "--") {
      rest.push(...args.slice(index))
      break
    }
    if (!isOption(arg)) {
      if (command === undefined && arg === "help") asked.add("--help")
      else {
        if (command === undefined && !Object.hasOwn(grammar, arg)) return unknownCommand(grammar, arg)
        command ??= arg
        rest.push(arg)
      }
      continue
    }
    const [name, joined] = split(arg)
    const own = command === undefined ? [] : (grammar[command] ?? [])
    const flag = [...everywhere, ...own].find((known) => known.name === name)
    if (flag === undefined) return unknownOption(grammar, command, name)
    if (!flag.value) {
      if (joined !== undefined) return refuse(`${name} takes no value`, command)
      if (everywhere.includes(flag)) asked.add(name)
      else rest.push(name)
      continue
    }
    const value = joined ?? args[++index]
    if (value === undefined) return refuse(`${name} needs a value`, command)
    if (flag.choices !== undefined && !flag.choices.includes(value))
      return refuse(`${name} takes ${list(flag.choices)}, not ${JSON.stringify(value)}`, command)
    if (name === "--completions") shell = value
    else rest.push(...pair(name, value, [...everywhere, ...own]))
  }

  const base = {
    json: asked.has("--json"),
    sandbox: asked.has("--sandbox"),
    rest,
    ...(command !== undefined && { command })
  }
  if (asked.has("--help") || asked.has("-h")) return Either.right({ ...base, instead: { ask: "help" } })
  if (asked.has("--version")) return Either.right({ ...base, instead: { ask: "version" } })
  if (shell !== undefined) return Either.right({ ...base, instead: { ask: "completions", shell } })
  return Either.right(base)
}

const isOption = (arg: string): boolean => arg.startsWith("-") && arg !== "-"

const split = (arg: string): readonly [name: string, value: string | undefined] => {
  const mark = arg.indexOf("=")
  return mark < 0 ? [arg, undefined] : [arg.slice(0, mark), arg.slice(mark + 1)]
}

// The parser looks for options among values too, and its `--name=value` knows no empty value and no second line: each has its use.
const pair = (name: string, value: string, flags: ReadonlyArray<Flag>): ReadonlyArray<string> =>
  value === "--" || flags.some((flag) => flag.name === split(value)[0]) ? [`${name}=${value}`] : [name, value]

const unknownCommand = (grammar: Grammar, typed: string) => {
  const meant = Nearest.of(typed, Object.keys(grammar))
  return refuse(
    `There is no command "${typed}"`,
    undefined,
    meant === undefined ? `The commands are ${list(Object.keys(grammar), "and")}` : `Did you mean "${meant}"?`
  )
}

const unknownOption = (grammar: Grammar, command: string | undefined, name: string) => {
  const known = [...everywhere, ...(command === undefined ? [] : (grammar[command] ?? []))].map((flag) => flag.name)
  const meant = Nearest.of(name, known)
  const elsewhere = Object.keys(grammar).filter((other) => grammar[other]?.some((flag) => flag.name === name))
  const advice =
    elsewhere.length > 0
      ? `${name} is an option of ${list(elsewhere, "and")}${command === undefined ? ", and stands after it" : ""}`
      : meant === undefined
        ? undefined
        : `Did you mean ${meant}?`
  return refuse(`${command === undefined ? "There is" : `"${command}" has`} no option ${name}`, command, advice)
}

const refuse = (problem: string, command: string | undefined, advice?: string) =>
  Either.left(new Usage({ problem, command, advice }))

const list = (words: ReadonlyArray<string>, joint = "or"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`
