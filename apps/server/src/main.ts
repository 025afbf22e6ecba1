/** The program: reads options and settings, and serves until a signal stops it. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Options from "./start/Options.js"
import { serve } from "./start/Serve.js"
import * as StartFailure from "./start/StartFailure.js"
import { version } from "./Version.js"

const main = Effect.gen(function* () {
  const options = yield* Options.read
  if (options.help === true) return yield* Console.log(Options.usage)
  if (options.version === true) return yield* Console.log(version)
  return yield* serve(options)
})

main.pipe(
  Effect.withTracerEnabled(false),
  Effect.catchAllCause((cause) =>
    Cause.isInterruptedOnly(cause) ? Effect.interrupt : Effect.fail(StartFailure.of(Cause.squash(cause)))
  ),
  Effect.tapError(({ message }) => Console.error(message)),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    disablePrettyLogger: true,
    teardown: (exit, onExit) => onExit(StartFailure.exitCode(exit))
  })
)
