/**
 * Parses the arguments of a program. Options are allowed anywhere, `--x=y` and `--x y` are the same, and after `--` nothing is an option.
 * The word after an option that takes a value is that value, whatever it looks like.
 */
import * as Either from "effect/Either"
import * as WordList from "../output/WordList.js"
import * as BuiltInOptions from "./BuiltInOptions.js"
import type { Command, Given } from "./Command.js"
import type { CommandOption } from "./CommandOption.js"
import * as Nearest from "./Nearest.js"
import * as Programs from "./Program.js"
import type { Program } from "./Program.js"
import type { UsageProblem } from "./UsageProblem.js"

type AnyOption = CommandOption<unknown>

/** What the user asks for. */
export type Request<C extends Command> =
  | {
      readonly _tag: "Help"
      /** The command whose help is asked for; `undefined` for the help of a group or of the program. */
      readonly command: C | undefined
      /** The group of commands whose help is asked for. */
      readonly group?: Programs.Group
    }
  | { readonly _tag: "Version" }
  | {
      readonly _tag: "Completions"
      /** The shell that the completions are for. */
      readonly shell: "bash" | "zsh" | "fish" | "sh"
    }
  | { readonly _tag: "Manual" }
  | { readonly _tag: "Nothing" }
  | {
      readonly _tag: "Run"
      /** The command to run. */
      readonly command: C
      /** The arguments of the command. */
      readonly given: Given
    }

/** Arguments that were parsed. */
export interface Parsed<C extends Command> {
  /** The value of an option, also of a global one. */
  readonly value: Given["value"]
  /** What the command line asks for: a command to run, or a text to print. */
  readonly request: Request<C>
}

/** Whether an option without a value is given, even if the other arguments cannot be parsed. */
export const isGiven = ({ name }: AnyOption, args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf("--")
  return (end < 0 ? args : args.slice(0, end)).includes(name)
}

/** Parses the arguments, or says what is wrong with them and what the user may have meant. */
export const parse = <C extends Command>(
  program: Program<C>,
  args: ReadonlyArray<string>
): Either.Either<Parsed<C>, UsageProblem> =>
  Either.gen(function* () {
    const given = new Map<AnyOption, Array<string>>()
    const positional: Array<string> = []
    let command: C | undefined
    let group: Programs.Group | undefined
    let literal = false
    const words = args.values()
    for (const word of words) {
      if (word === "--" && !literal) literal = true
      else if (isOption(word) && !literal) {
        const [name, joined] = split(word)
        const option = optionsOf(program, command).find((option) => option.name === name || option.alias === name)
        if (option === undefined) return yield* unknownOption(program, command, name)
        const value = yield* valueOf(option, joined, words, command)
        given.set(option, [...(given.get(option) ?? []), value])
      } else if (command !== undefined) positional.push(word)
      else if (word === "help") given.set(BuiltInOptions.help, [""])
      else {
        const first = group === undefined ? program.groups?.find(({ name }) => name === word) : undefined
        if (first === undefined) command = yield* commandOf(program, group, word)
        else group = first
      }
    }
    const value = <A>(option: CommandOption<A>): A => option.read(given.get(option) ?? [])
    return { value, request: yield* requestOf({ program, command, group }, positional, value, given) }
  })

interface Chosen<C extends Command> {
  readonly program: Program<C>
  readonly command: C | undefined
  readonly group: Programs.Group | undefined
}

const requestOf = <C extends Command>(
  { command, group, program }: Chosen<C>,
  positional: ReadonlyArray<string>,
  value: Given["value"],
  given: ReadonlyMap<AnyOption, ReadonlyArray<string>>
): Either.Either<Request<C>, UsageProblem> => {
  const shell = value(BuiltInOptions.completions)
  if (value(BuiltInOptions.help))
    return Either.right({ _tag: "Help", command, ...(command === undefined && group !== undefined && { group }) })
  if (value(BuiltInOptions.version)) return Either.right({ _tag: "Version" })
  if (shell !== undefined) return Either.right({ _tag: "Completions", shell })
  if (value(BuiltInOptions.manual)) return Either.right({ _tag: "Manual" })
  if (command === undefined)
    return group === undefined ? Either.right({ _tag: "Nothing" }) : refuseGroup(program, group)
  const isRepeated = command.argument?.repeated === true
  const named = [command.argument, command.second].filter((place) => place !== undefined)
  const places = isRepeated ? positional.length : named.length
  const [argument, second] = positional.slice(0, places)
  const extra = positional[places]
  const missing = named.find(({ isOptional }, index) => isOptional !== true && positional[index] === undefined)
  if (missing !== undefined) return refuse(`${missing.name} is missing`, command)
  for (const option of command.options) {
    const count = given.get(option)?.length ?? 0
    if (option.required === true && count === 0) return refuse(`${option.name} is missing`, command)
    if (option.repeated !== true && count > 1) return refuse(`${option.name} is given more than once`, command)
  }
  if (extra !== undefined)
    return refuse(`"${extra}" is one argument too many`, command, "Put quotes around an argument with spaces")
  return Either.right({
    _tag: "Run",
    command,
    given: {
      argument: argument ?? "",
      ...(isRepeated ? { all: positional } : second !== undefined && { second }),
      value
    }
  })
}

const optionsOf = (program: Program<Command>, command: Command | undefined): ReadonlyArray<AnyOption> => [
  ...program.options,
  ...BuiltInOptions.all,
  ...(command?.options ?? [])
]

const isOption = (word: string): boolean => word.startsWith("-") && word !== "-"

const split = (word: string): readonly [name: string, value: string | undefined] => {
  const mark = word.indexOf("=")
  return mark < 0 ? [word, undefined] : [word.slice(0, mark), word.slice(mark + 1)]
}

/** The value after `=`, or the next word; an empty text for an option without a value. */
const valueOf = (
  { choices, name, value }: AnyOption,
  joined: string | undefined,
  words: Iterator<string, unknown>,
  command: Command | undefined
): Either.Either<string, UsageProblem> => {
  if (value === undefined) return joined === undefined ? Either.right("") : refuse(`${name} takes no value`, command)
  const next = joined === undefined ? words.next() : { done: false, value: joined }
  if (next.done === true || typeof next.value !== "string") return refuse(`${name} needs a value`, command)
  if (choices === undefined || Object.hasOwn(choices, next.value)) return Either.right(next.value)
  return refuse(`${name} takes ${WordList.or(Object.keys(choices))}, not ${JSON.stringify(next.value)}`, command)
}

const commandOf = <C extends Command>(
  program: Program<C>,
  group: Programs.Group | undefined,
  word: string
): Either.Either<C, UsageProblem> => {
  const { commands } = program
  const typed = group === undefined ? word : `${group.name} ${word}`
  const command = commands.find(({ name }) => name === typed)
  if (command !== undefined) return Either.right(command)
  const candidates = group === undefined ? Programs.heads(program) : Programs.membersOf(program, group)
  const names = candidates.map(({ name }) => name)
  const nearest =
    Nearest.of(typed, names) ?? commands.find(({ name }) => group === undefined && name.endsWith(` ${word}`))?.name
  const advice = nearest === undefined ? `The commands are ${WordList.and(names)}` : `Did you mean "${nearest}"?`
  return Either.left({ problem: `There is no command "${typed}"`, command: group?.name, advice })
}

const refuseGroup = (program: Program<Command>, group: Programs.Group): Either.Either<never, UsageProblem> =>
  Either.left({
    problem: `"${group.name}" needs a command`,
    command: group.name,
    advice: `The commands are ${WordList.and(Programs.membersOf(program, group).map(({ name }) => name))}`
  })

const unknownOption = (program: Program<Command>, command: Command | undefined, name: string) => {
  const owners = program.commands.filter(({ options }) => options.some((option) => option.name === name))
  const nearest = Nearest.of(
    name,
    optionsOf(program, command).flatMap(({ alias, name }) => (alias === undefined ? [name] : [name, alias]))
  )
  const place = command === undefined ? ", and comes after it" : ""
  const guess = nearest === undefined ? undefined : `Did you mean ${nearest}?`
  return refuse(
    `${command === undefined ? "There is" : `"${command.name}" has`} no option ${name}`,
    command,
    owners.length > 0 ? `${name} is an option of ${WordList.and(owners.map(({ name }) => name))}${place}` : guess
  )
}

const refuse = (problem: string, command: Command | undefined, advice?: string): Either.Either<never, UsageProblem> =>
  Either.left({ problem, command: command?.name, advice })
