/** The command line `messages`, from its arguments to its exit code. */
import { ArgumentParser, Documentation, Print, Style, UsageError } from "@org/messages-terminal"
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as ArchiveOptions from "./commandline/ArchiveOptions.js"
import * as CallOptions from "./commandline/CallOptions.js"
import * as GlobalFlags from "./commandline/GlobalFlags.js"
import { GlobalOptions } from "./commandline/GlobalOptions.js"
import type { Backend, RunnableCommand } from "./commandline/RunnableCommand.js"
import { program } from "./commands/MessagesProgram.js"
import type { CommandFailure } from "./errors/CommandFailure.js"
import * as Interruption from "./Interruption.js"
import * as Note from "./output/Note.js"
import * as Progress from "./output/Progress.js"

/** Runs a command line, reports its error if it fails, and returns its exit code. */
export const run = (args: ReadonlyArray<string>, backend: Backend, version: string) => {
  const parsed = ArgumentParser.parse(program, args)
  const globals = Either.match(parsed, {
    onLeft: () => ({
      json: ArgumentParser.isGiven(GlobalFlags.json, args),
      archive: undefined,
      sandbox: false,
      timeout: undefined,
      verbose: false
    }),
    onRight: ({ request, value }) => ({
      json: value(GlobalFlags.json),
      archive:
        value(ArchiveOptions.archive) || (request._tag === "Run" && request.command.isOfArchive === true)
          ? { file: value(ArchiveOptions.file) }
          : undefined,
      sandbox: value(GlobalFlags.sandbox),
      timeout: value(CallOptions.timeout),
      verbose: value(CallOptions.verbose)
    })
  })
  return Effect.mapError(parsed, (problem) => new UsageError(problem)).pipe(
    Effect.flatMap(({ request }) => execute(request, backend, version)),
    Effect.as(0),
    Interruption.guard,
    Effect.provideServiceEffect(Progress.Progress, Progress.make),
    Effect.catchAllCause(explain),
    Effect.provideService(GlobalOptions, globals),
    Effect.withTracerEnabled(false)
  )
}

const execute = Effect.fn("Cli.execute")(function* (
  request: ArgumentParser.Request<RunnableCommand>,
  backend: Backend,
  version: string
) {
  switch (request._tag) {
    case "Run": {
      const { run } = yield* Effect.promise(request.command.load)
      const { archive } = yield* GlobalOptions
      return yield* run(request.given, archive === undefined ? backend : archived(archive.file))
    }
    case "Nothing": {
      const help = Documentation.render(program, version, { _tag: "Help", command: undefined })
      yield* Note.note((columns) => help(Style.none, columns).trimEnd())
      return yield* new UsageError({ problem: "No command is given" })
    }
    default:
      return yield* Print.text(Documentation.render(program, version, request))
  }
})

/** The archive is loaded only by commands that read it. */
const archived = (file: string | undefined): Backend =>
  Layer.unwrapEffect(
    Effect.map(
      Effect.promise(() => import("./archive/ArchiveBackend.js")),
      ({ layer }) => layer(file)
    )
  )

// Loaded only when it is needed, so that a command starts sooner.
const explain = (cause: Cause.Cause<CommandFailure>) =>
  Effect.flatMap(
    Effect.promise(() => import("./errors/Explain.js")),
    (errors) => errors.explain(cause)
  )
