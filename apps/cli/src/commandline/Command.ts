/** A command as data: parsing, help, completions and the manual all come from it. */
import type { Messages } from "@org/messages-core"
import type { StrictReading } from "@org/messages-runtime"
import type * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type { Section } from "../documentation/Section.js"
import type { Failure } from "../errors/Failure.js"
import type { Posting } from "../Interruption.js"
import type { Streams } from "../output/Streams.js"
import type { CommandOption } from "./CommandOption.js"
import type { GlobalOptions } from "./GlobalOptions.js"

/** What a command is called with. */
export interface Command {
  readonly name: string
  /** One phrase for the list of commands. */
  readonly summary: string
  /** What the command does, in a few sentences. */
  readonly about: string
  /** The one argument, which must be given; absent where the command takes none. */
  readonly argument?: Argument
  readonly options: ReadonlyArray<CommandOption<unknown>>
  /** What else a user must know. */
  readonly sections: ReadonlyArray<Section>
  /** Command lines that work as they stand, but for their ids. */
  readonly examples: ReadonlyArray<string>
  /** Loads the code that runs it, which help and completions do not need. */
  readonly load: () => Promise<{ readonly run: Run }>
}

/** The argument of a command. */
export interface Argument {
  /** What it is called, such as `<ref>`. */
  readonly name: string
  /** How its values begin, such as `factory:`. */
  readonly prefixes: ReadonlyArray<string>
}

/** The values of one command line. */
export interface Given {
  /** The argument, or an empty text where the command takes none. */
  readonly argument: string
  /** The value of one of the command's options. */
  readonly value: <A>(option: CommandOption<A>) => A
}

/** What commands that read or post messages need; it is built by those commands alone. */
export type Backend = Layer.Layer<Messages.Messages | StrictReading.StrictReading, Failure, GlobalOptions>

/** Runs a command that was parsed. */
export type Run = (given: Given, backend: Backend) => Effect.Effect<void, Failure, Streams | GlobalOptions | Posting>
