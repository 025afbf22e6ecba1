/** The backend of the real program. It imports the HTTP client, so it is loaded only when a command needs it. */
import { Setting } from "@org/messages-core"
import { Backend } from "@org/messages-runtime"
import { UsageError } from "@org/messages-terminal"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { GlobalOptions } from "./commandline/GlobalOptions.js"
import type { Backend as CommandBackend } from "./commandline/RunnableCommand.js"
import { Progress } from "./output/Progress.js"

/** The backend that the global options and the environment choose. */
export const layer: CommandBackend = Layer.unwrapEffect(
  Effect.gen(function* () {
    const { sandbox, timeout: text } = yield* GlobalOptions
    const { observe } = yield* Progress
    if (text === undefined) return Backend.layer({ sandbox, observe })
    const timeout = Option.getOrUndefined(Setting.duration(text))
    if (timeout === undefined) return yield* new UsageError({ problem: "--timeout takes a time such as 10s or 500ms" })
    return Layer.provide(Backend.layer({ sandbox, observe, timeout }), deadline(text))
  })
)

/** One attempt may take the whole time, because a person who sets a timeout knows how slow the provider is. */
const deadline = (timeout: string) =>
  Layer.unwrapEffect(
    Effect.map(Effect.configProviderWith(Effect.succeed), (environment) =>
      Layer.setConfigProvider(
        ConfigProvider.orElse(
          ConfigProvider.fromMap(
            new Map([
              ["MESSAGES_DEADLINE", timeout],
              ["MESSAGES_ATTEMPT_TIMEOUT", timeout]
            ])
          ),
          () => environment
        )
      )
    )
  )
