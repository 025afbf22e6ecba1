/** The command line `messages`: from its arguments to its exit code. */
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import type { Messages } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as Layer from "effect/Layer"
import * as Argv from "./Argv.js"
import * as Completions from "./Completions.js"
import * as Failure from "./Failure.js"
import * as Get from "./Get.js"
import * as Help from "./Help.js"
import * as Interruption from "./Interruption.js"
import * as Flags from "./Flags.js"
import * as Post from "./Post.js"
import * as Print from "./Print.js"
import * as Providers from "./Providers.js"
import * as Sandbox from "./Sandbox.js"
import * as Schema from "./Schema.js"
import { Settings } from "./Settings.js"
import type { StrictReading } from "./StrictReading.js"
import { fromParser, Usage } from "./Usage.js"

/** What the commands that talk to providers stand on; it is built only for them. */
export type Backend = Layer.Layer<Messages.Messages | StrictReading, Failure.Failure, Settings>

const name = "messages"

/** Runs a command line and gives its exit code; whatever went wrong has then been told. */
export const run = (args: ReadonlyArray<string>, backend: Backend, version: string) => {
  const argv = Argv.read(grammar, args)
  const settings = Either.getOrElse(argv, () => ({ json: Argv.wantsJson(args), sandbox: false }))
  return Effect.flatMap(argv, (asked) =>
    asked.instead ? tell(asked, backend, version) : execute(asked, backend, version)
  ).pipe(
    Effect.as(0),
    Interruption.guard,
    Effect.catchAllCause((cause) => explain(reportOf(cause))),
    Effect.provideService(Settings, { json: settings.json, sandbox: settings.sandbox }),
    Effect.withTracerEnabled(false)
  )
}

export const grammar: Argv.Grammar = {
  get: Get.flags,
  post: Post.flags,
  providers: Providers.flags,
  sandbox: Sandbox.flags,
  schema: Schema.flags
}

const helps: Readonly<Record<string, string>> = {
  get: Get.help,
  post: Post.help,
  providers: Providers.help,
  sandbox: Sandbox.help,
  schema: Schema.help
}

/** The help of a command, or of all of them. */
export const helpOf = (command: string | undefined): string => helps[command ?? ""] ?? Help.root

const root = (backend: Backend) =>
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

const tell = ({ command, instead, shell }: Argv.Argv, backend: Backend, version: string) => {
  switch (instead) {
    case "version":
      return Print.text(() => `${version}\n`)
    case "completions":
      return Effect.flatMap(Completions.script(shell ?? "", root(backend), name), (script) => Print.text(() => script))
    default:
      return Print.text(Help.render(helpOf(command)))
  }
}

const execute = Effect.fn("Cli.execute")(function* ({ command, rest }: Argv.Argv, backend: Backend, version: string) {
  if (command === undefined) {
    yield* Print.note(Help.root)
    return yield* new Usage({ problem: "No command is given" })
  }
  const run = Command.run(root(backend), { name, version, executable: name })
  // The parser expects the two words before the arguments, as a process has them.
  yield* run(["node", name, ...rest]).pipe(
    silently,
    Effect.mapError((error) => {
      if (ValidationError.isValidationError(error)) return fromParser(command)(error)
      return error._tag === "Usage" ? new Usage({ ...error, command }) : error
    }),
    Effect.provide(CliConfig.layer({ isCaseSensitive: true }))
  )
})

/** The parser prints what it also gives as an error. */
const silently = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Console.consoleWith((console) => Effect.withConsole(effect, { ...console, error: () => Effect.void }))

const reportOf = (cause: Cause.Cause<Failure.Failure>): Failure.Report =>
  Either.match(Cause.failureOrCause(cause), {
    onLeft: Failure.report,
    onRight: (rest) => Failure.ofDefect(Cause.squash(rest))
  })

const explain = Effect.fn("Cli.explain")(function* (report: Failure.Report) {
  const { json } = yield* Settings
  if (report.exit !== 0) yield* json ? Print.jsonError(report.problem) : Print.error(Failure.render(report))
  return report.exit
})
