/**
 * Reads the command line once before the parser does: what holds for all commands may stand anywhere, an unknown command or option is
 * named, and the parser meets no value that it could take for an option.
 */
import * as Either from "effect/Either"
import * as Nearest from "./Nearest.js"
import { seal } from "./Seal.js"
import * as Series from "./Series.js"
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
  readonly instead: "help" | "version" | "completions" | undefined
  readonly shell: string | undefined
  readonly command: string | undefined
  /** The command and what is its own: options by their names, and sealed whatever a person may write freely. */
  readonly rest: ReadonlyArray<string>
}

/** For every command, before or after its name. */
export const everywhere: ReadonlyArray<Flag> = [
  { name: "--json", value: false },
  { name: "--sandbox", value: false },
  { name: "--help", value: false },
  { name: "-h", value: false },
  { name: "--version", value: false },
  { name: "--completions", value: true, choices: ["bash", "zsh", "fish", "sh"] }
]

/** Whether `--json` is asked for, told of any command line, the ones that cannot be read included. */
export const wantsJson = (args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf("--")
  return (end < 0 ? args : args.slice(0, end)).includes("--json")
}

export const read = (grammar: Grammar, args: ReadonlyArray<string>): Either.Either<Argv, Usage> =>
  Either.gen(function* () {
    const asked = new Map<string, string | undefined>()
    const rest: Array<string> = []
    let command: string | undefined
    let literal = false
    const words = args.values()
    for (const word of words) {
      if (word === "--" && !literal) literal = true
      else if (isOption(word) && !literal) {
        const [name, joined] = split(word)
        const flag = flagsOf(grammar, command).find((flag) => flag.name === name)
        if (flag === undefined) return yield* unknownOption(grammar, command, name)
        const value = yield* valueOf(flag, joined, words, command)
        if (everywhere.includes(flag)) asked.set(name, value)
        else rest.push(name, ...(value === undefined ? [] : [flag.choices === undefined ? seal(value) : value]))
      } else if (command !== undefined) rest.push(seal(word))
      else if (word === "help") asked.set("--help", undefined)
      else {
        command = yield* commandOf(grammar, word)
        rest.push(command)
      }
    }
    const help = asked.has("--help") || asked.has("-h")
    return {
      json: asked.has("--json"),
      sandbox: asked.has("--sandbox"),
      instead: help
        ? "help"
        : asked.has("--version")
          ? "version"
          : asked.has("--completions")
            ? "completions"
            : undefined,
      shell: asked.get("--completions"),
      command,
      rest
    }
  })

const flagsOf = (grammar: Grammar, command: string | undefined): ReadonlyArray<Flag> => [
  ...everywhere,
  ...(command === undefined ? [] : (grammar[command] ?? []))
]

const isOption = (word: string): boolean => word.startsWith("-") && word !== "-"

const split = (word: string): readonly [name: string, value: string | undefined] => {
  const mark = word.indexOf("=")
  return mark < 0 ? [word, undefined] : [word.slice(0, mark), word.slice(mark + 1)]
}

/** The value that an option has with `=` or as the next word. */
const valueOf = (
  { choices, name, value }: Flag,
  joined: string | undefined,
  words: Iterator<string, unknown>,
  command: string | undefined
): Either.Either<string | undefined, Usage> => {
  if (!value) return joined === undefined ? Either.right(undefined) : refuse(`${name} takes no value`, command)
  const next = joined === undefined ? words.next() : { done: false, value: joined }
  if (next.done === true || typeof next.value !== "string") return refuse(`${name} needs a value`, command)
  return choices === undefined || choices.includes(next.value)
    ? Either.right(next.value)
    : refuse(`${name} takes ${Series.or(choices)}, not ${JSON.stringify(next.value)}`, command)
}

const commandOf = (grammar: Grammar, word: string): Either.Either<string, Usage> => {
  const commands = Object.keys(grammar)
  if (commands.includes(word)) return Either.right(word)
  const meant = Nearest.of(word, commands)
  const advice = meant === undefined ? `The commands are ${Series.and(commands)}` : `Did you mean "${meant}"?`
  return refuse(`There is no command "${word}"`, undefined, advice)
}

const unknownOption = (grammar: Grammar, command: string | undefined, name: string) => {
  const owners = Object.keys(grammar).filter((other) => grammar[other]?.some((flag) => flag.name === name))
  const meant = Nearest.of(
    name,
    flagsOf(grammar, command).map((flag) => flag.name)
  )
  const place = command === undefined ? ", and stands after it" : ""
  const guess = meant === undefined ? undefined : `Did you mean ${meant}?`
  return refuse(
    `${command === undefined ? "There is" : `"${command}" has`} no option ${name}`,
    command,
    owners.length > 0 ? `${name} is an option of ${Series.and(owners)}${place}` : guess
  )
}

const refuse = (problem: string, command: string | undefined, advice?: string): Either.Either<never, Usage> =>
  Either.left(new Usage({ problem, command, advice }))
