/** Every command of the program. */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import type { Messages } from "@org/messages-core"
import type * as Layer from "effect/Layer"
import * as Record from "effect/Record"
import type * as Argv from "./Argv.js"
import type * as Failure from "./Failure.js"
import * as Flags from "./Flags.js"
import * as Get from "./Get.js"
import * as Help from "./Help.js"
import * as Post from "./Post.js"
import * as Providers from "./Providers.js"
import * as Sandbox from "./Sandbox.js"
import * as Schema from "./Schema.js"
import type { Settings } from "./Settings.js"
import type { StrictReading } from "./StrictReading.js"

/** What the commands that talk to providers stand on; it is built only for them. */
export type Backend = Layer.Layer<Messages.Messages | StrictReading, Failure.Failure, Settings>

export const name = "messages"

const all = { get: Get, post: Post, providers: Providers, sandbox: Sandbox, schema: Schema }

/** The options of each command, as they are typed. */
export const grammar: Argv.Grammar = Record.map(all, ({ flags }) => flags)

const helps: ReadonlyMap<string | undefined, string> = new Map(Record.toEntries(Record.map(all, ({ help }) => help)))

/** The help of a command, or of the program. */
export const helpOf = (command: string | undefined): string => helps.get(command) ?? Help.root

/** The program as the parser has it. */
export const root = (backend: Backend) =>
  Command.make(name, {
    json: Flags.json,
    sandbox: Options.boolean("sandbox").pipe(Options.withDescription("simulate the providers in this process"))
  }).pipe(
    Command.withSubcommands([
      Get.command.pipe(Command.provide(backend)),
      Post.command.pipe(Command.provide(backend)),
      Providers.command.pipe(Command.provide(backend)),
      Sandbox.command,
      Schema.command
    ])
  )
