/** The program: reads options and settings, and serves until it is told to stop. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Providers, Sandboxes } from "@org/messages-runtime"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Failure from "./Failure.js"
import * as Listener from "./Listener.js"
import * as Log from "./Log.js"
import * as Options from "./Options.js"
import * as Server from "./Server.js"
import * as Settings from "./Settings.js"
import * as Stores from "./Stores.js"
import { version } from "./Version.js"

const serve = (options: { readonly sandbox?: boolean }) =>
  Effect.gen(function* () {
    const configured = yield* Settings.config
    const sandbox = options.sandbox === true || configured.sandbox
    const settings = { ...configured, sandbox }
    const started = Effect.flatMap(Listener.Listener, ({ url }) =>
      Effect.annotateLogs(Effect.logInfo("listening"), { url, sandbox, version })
    )
    const server = Server.layer.pipe(Layer.provide([Stores.layer, sandbox ? Sandboxes.layer : Providers.layer]))
    return yield* Effect.zipRight(started, Effect.never).pipe(
      Effect.provide(server),
      Effect.provideService(Settings.Settings, settings),
      Effect.provide(Log.layer(settings.logLevel))
    )
  })

const main = Effect.gen(function* () {
  const options = yield* Options.read
  if (options.help === true) return yield* Console.log(Options.usage)
  if (options.version === true) return yield* Console.log(version)
  return yield* serve(options)
})

main.pipe(
  Effect.withTracerEnabled(false),
  Effect.catchAllCause((cause) =>
    Cause.isInterruptedOnly(cause) ? Effect.interrupt : Effect.fail(Failure.of(Cause.squash(cause)))
  ),
  Effect.tapError(({ message }) => Console.error(message)),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    disablePrettyLogger: true,
    teardown: (exit, onExit) => onExit(code(exit))
  })
)

/** A signal is no failure. */
function code<A, E>(exit: Exit.Exit<A, E>): number {
  if (Exit.isSuccess(exit) || Cause.isInterruptedOnly(exit.cause)) return 0
  const error = Cause.squash(exit.cause)
  return error instanceof Failure.Failure ? error.exit : 1
}
