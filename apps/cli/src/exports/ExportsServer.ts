/** The exports of the server that the environment names. */
import { Setting } from "@org/messages-core"
import { ServerAddress } from "@org/messages-runtime"
import { UsageError } from "@org/messages-terminal"
import * as RemoteServer from "@org/messages-runtime/RemoteServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import { NoServer } from "../errors/ExportsFailure.js"
import { Progress } from "../output/Progress.js"

/** The exports of that server. */
export const layer = Layer.unwrapEffect(
  Effect.gen(function* () {
    const { sandbox, timeout: text } = yield* GlobalOptions
    const { observe } = yield* Progress
    const address = yield* ServerAddress.config
    if (sandbox || address === undefined) return yield* new NoServer({ sandbox })
    const timeout = text === undefined ? undefined : Option.getOrUndefined(Setting.duration(text))
    if (text !== undefined && timeout === undefined)
      return yield* new UsageError({ problem: "--timeout takes a time such as 10s or 500ms", command: "exports" })
    return RemoteServer.exports(address, { observe, timeout })
  })
)
