/** The command line `messages`: from its arguments to its exit code. */
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Argv from "./Argv.js"
import * as Commands from "./Commands.js"
import * as Completions from "./Completions.js"
import * as Failure from "./Failure.js"
import * as Help from "./Help.js"
import * as Interruption from "./Interruption.js"
import * as Print from "./Print.js"
import * as Report from "./Report.js"
import { Settings } from "./Settings.js"
import { fromParser, Usage } from "./Usage.js"

/** Runs a command line and gives its exit code; whatever went wrong has then been told. */
export const run = (args: ReadonlyArray<string>, backend: Commands.Backend, version: string) => {
  const argv = Argv.read(Commands.grammar, args)
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

const tell = ({ command, instead, shell }: Argv.Argv, backend: Commands.Backend, version: string) => {
  switch (instead) {
    case "version":
      return Print.text(() => `${version}\n`)
    case "completions":
      return Effect.flatMap(Completions.script(shell ?? "", Commands.root(backend), Commands.name), (script) =>
        Print.text(() => script)
      )
    default:
      return Print.text(Help.render(Commands.helpOf(command)))
  }
}

const execute = Effect.fn("Cli.execute")(function* (
  { command, rest }: Argv.Argv,
  backend: Commands.Backend,
  version: string
) {
  if (command === undefined) {
    yield* Print.note(Help.root)
    return yield* new Usage({ problem: "No command is given" })
  }
  const run = Command.run(Commands.root(backend), { name: Commands.name, version, executable: Commands.name })
  // The parser expects the two words before the arguments, as a process has them.
  yield* run(["node", Commands.name, ...rest]).pipe(
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

const reportOf = (cause: Cause.Cause<Failure.Failure>): Report.Report =>
  Either.match(Cause.failureOrCause(cause), {
    onLeft: Failure.report,
    onRight: (rest) => Failure.ofDefect(Cause.squash(rest))
  })

const explain = Effect.fn("Cli.explain")(function* (report: Report.Report) {
  const { json } = yield* Settings
  const quiet = report.exit === 0 && report.says === ""
  if (!quiet) yield* json ? Print.jsonError(report.problem) : Print.error(Report.render(report))
  return report.exit
})
