/** Serves with the options and settings of the program, until it is interrupted. */
import { Messages } from "@org/messages-core"
import * as ConfiguredProviders from "@org/messages-runtime/ConfiguredProviders"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { stderr } from "node:process"
import * as ServerExports from "../exports/ServerExports.js"
import { Log, layer as logLayer } from "../log/Log.js"
import * as LogLine from "../log/LogLine.js"
import * as LogSink from "../log/LogSink.js"
import * as Server from "../Server.js"
import { Listener } from "../socket/Listener.js"
import { version } from "../Version.js"
import * as Greeting from "./Greeting.js"
import * as Options from "./Options.js"
import * as Settings from "./Settings.js"

/** Runs the server, and prints its URL once it listens. `StartFailure.of` explains every failure. */
export const serve = (options: Options.Values & { readonly sandbox?: boolean }): Effect.Effect<never, unknown> =>
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

/** The simulated providers, loaded only if they are used. */
const sandboxes = Layer.unwrapEffect(
  Effect.map(
    Effect.promise(() => import("@org/messages-runtime/Sandboxes")),
    ({ layer }) => layer
  )
)
