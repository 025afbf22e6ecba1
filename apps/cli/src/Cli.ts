/** The command line `messages`, from its arguments to its exit code. */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as ArgumentParser from "./commandline/ArgumentParser.js"
import type { Backend } from "./commandline/Command.js"
import { GlobalOptions } from "./commandline/GlobalOptions.js"
import * as Commands from "./commands/Commands.js"
import * as Documentation from "./documentation/Documentation.js"
import type { Failure } from "./errors/Failure.js"
import { UsageError } from "./errors/UsageError.js"
import * as Interruption from "./Interruption.js"
import * as Print from "./output/Print.js"
import * as Style from "./output/Style.js"

/** Runs a command line and gives its exit code. Every error is reported before that. */
export const run = (args: ReadonlyArray<string>, backend: Backend, version: string) => {
  const parsed = ArgumentParser.parse(Commands.all, args)
  const globals = Either.match(parsed, {
    onLeft: () => ({ json: ArgumentParser.wantsJson(args), sandbox: false }),
    onRight: ({ globals }) => globals
  })
  return Effect.flatMap(parsed, ({ request }) => answer(request, backend, version)).pipe(
    Effect.as(0),
    Interruption.guard,
    Effect.catchAllCause(explain),
    Effect.provideService(GlobalOptions, globals),
    Effect.withTracerEnabled(false)
  )
}

const answer = Effect.fn("Cli.answer")(function* (request: ArgumentParser.Request, backend: Backend, version: string) {
  switch (request._tag) {
    case "Version":
      return yield* Print.text(() => `${version}\n`)
    case "Run": {
      const { run } = yield* Effect.promise(request.command.load)
      return yield* run(request.given, backend)
    }
    case "Nothing": {
      yield* Print.note(Documentation.render({ _tag: "Help", command: undefined }, version)(Style.none).trimEnd())
      return yield* new UsageError({ problem: "No command is given" })
    }
    default:
      return yield* Print.text(Documentation.render(request, version))
  }
})

// Loaded only when it is needed, so that a command starts sooner.
const explain = (cause: Cause.Cause<Failure>) =>
  Effect.flatMap(
    Effect.promise(() => import("./errors/Explain.js")),
    (errors) => errors.explain(cause)
  )
