/** The program: reads options and settings, and serves until a signal stops it. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as ConfiguredProviders from "@org/messages-runtime/ConfiguredProviders"
import { Messages } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { stderr } from "node:process"
import * as ServerExports from "./exports/ServerExports.js"
import { Log, layer as logLayer } from "./log/Log.js"
import * as LogLine from "./log/LogLine.js"
import * as LogSink from "./log/LogSink.js"
import * as Server from "./Server.js"
import { Listener } from "./socket/Listener.js"
import * as Greeting from "./start/Greeting.js"
import * as Options from "./start/Options.js"
import * as Settings from "./start/Settings.js"
import * as StartFailure from "./start/StartFailure.js"
import { version } from "./Version.js"

/** The simulated providers, loaded only if they are used. */
const sandboxes = Layer.unwrapEffect(
  Effect.map(
    Effect.promise(() => import("@org/messages-runtime/Sandboxes")),
    ({ layer }) => layer
  )
)

const serve = (options: Options.Values & { readonly sandbox?: boolean }) =>
  Effect.gen(function* () {
    const configured = yield* Options.over(options, ConfigProvider.fromEnv()).load(Settings.config)
    const sandbox = options.sandbox === true || configured.sandbox
    const settings = { ...configured, sandbox }
    const format = settings.logFormat ?? (stderr.isTTY ? "pretty" : "json")
    const started = Effect.gen(function* () {
      const { url } = yield* Listener
      if (format === "json") return (yield* Log).info("listening", { url, sandbox, version })
      const { providers } = yield* Messages.Messages
      stderr.write(Greeting.lines(url, yield* providers, sandbox))
    })
    const server = Server.layer.pipe(
      Layer.provide(Server.store),
      Layer.provide(ServerExports.layer),
      Layer.provideMerge(sandbox ? sandboxes : ConfiguredProviders.layer)
    )
    return yield* Effect.zipRight(started, Effect.never).pipe(
      Effect.provide(server),
      Effect.provideService(Settings.Settings, settings),
      Effect.provide(
        Layer.provide(logLayer(settings.logLevel, LogLine[format]), LogSink.layer(stderr, LogLine[format]))
      )
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
    Cause.isInterruptedOnly(cause) ? Effect.interrupt : Effect.fail(StartFailure.of(Cause.squash(cause)))
  ),
  Effect.tapError(({ message }) => Console.error(message)),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    disablePrettyLogger: true,
    teardown: (exit, onExit) => onExit(code(exit))
  })
)

/** A signal is not a failure. */
function code<A, E>(exit: Exit.Exit<A, E>): number {
  if (Exit.isSuccess(exit) || Cause.isInterruptedOnly(exit.cause)) return 0
  const error = Cause.squash(exit.cause)
  return error instanceof StartFailure.StartFailure ? error.exit : 1
}
