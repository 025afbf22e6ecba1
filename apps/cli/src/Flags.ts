/** The options that several commands share, and what the first reading of the command line must know of any option. */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Flag } from "./Argv.js"
import { unseal } from "./Seal.js"
import { Settings } from "./Settings.js"
import { Streams } from "./Streams.js"
import { Usage } from "./Usage.js"

export const formats = ["pretty", "json"] as const
export const formatsOfGet = ["pretty", "json", "raw"] as const

/** Read before the parser runs; it stands in each command so that shells complete it. */
export const json = Options.boolean("json").pipe(Options.withDescription("results and errors as JSON"))

export const format = <F extends string>(known: ReadonlyArray<F>) =>
  Options.choice("format", known).pipe(Options.optional, Options.withDescription("how to print"))

/** An option that takes any text. */
export const value = (name: string, description: string) => Options.map(sealed(name, description), unseal)

/** The same, as often as it is given. */
export const values = (name: string, description: string) =>
  Options.map(Options.repeated(sealed(name, description)), (all) => all.map(unseal))

/** An argument, which is any text. */
export const argument = (name: string) => Args.map(Args.text({ name }), unseal)

/** The format that was asked for; else pretty for a terminal, JSON for a pipe. */
export const choose = Effect.fn("Flags.choose")(function* <F extends string>(asked: Option.Option<F>) {
  const { json } = yield* Settings
  const { stdout } = yield* Streams
  if (json && Option.isSome(asked) && asked.value !== "json")
    return yield* new Usage({ problem: `--json and --format ${asked.value} exclude each other` })
  return Option.getOrElse(asked, () => (json || !stdout.terminal ? "json" : "pretty"))
})

/** How each option is typed. */
export const typed = (
  options: Readonly<Record<string, Options.Options<unknown>>>,
  choices: Readonly<Record<string, ReadonlyArray<string>>> = {}
): ReadonlyArray<Flag> =>
  Object.values(options).map((option) => {
    const name = Option.getOrElse(Options.getIdentifier(option), () => "")
    return { name, value: !Options.isBool(option), choices: choices[name] }
  })

const sealed = (name: string, description: string) => Options.text(name).pipe(Options.withDescription(description))
