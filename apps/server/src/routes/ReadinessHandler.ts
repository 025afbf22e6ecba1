/** Reports whether the server accepts requests and whether its exports make progress. */
import type { Success } from "@org/messages-api/Api"
import * as ExportProblems from "@org/messages-api/ExportProblems"
import type { Problem } from "@org/messages-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { ServerExports } from "../exports/ServerExports.js"
import * as Response from "../response/Response.js"

type Ready = Success<"getReadiness">

/** How long an export may make no progress before the server counts as not ready: otherwise, a hanging engine would look healthy. */
export const patience = Duration.minutes(2)

/** How long the store of exports may take to respond. If it is unreachable, the server is still ready, because reads do not need it; a query that hangs is left behind. */
const timeout = Duration.seconds(2)

/** Makes the handler; `dropped` is how many lines of the log were lost. */
export const make = (dropped: () => number) =>
  Effect.map(ServerExports, ({ exports }) => {
    const health =
      exports === undefined
        ? Effect.succeedNone
        : Effect.option(Effect.timeout(Effect.disconnect(exports.health), timeout))
    return (): Effect.Effect<Response.ResponseOf<Ready>, Problem.Problem> =>
      Effect.flatMap(
        health,
        Option.match({
          onNone: () => Effect.sync(() => ready(dropped())),
          onSome: ({ oldestMs, unfinished }) =>
            oldestMs > Duration.toMillis(patience)
              ? Effect.fail(ExportProblems.stalled(Math.floor(oldestMs / 1000)))
              : Effect.sync(() => ready(dropped(), { oldestMs: Math.round(oldestMs), unfinished }))
        })
      )
  })

const ready = (droppedLogLines: number, exports?: Ready["exports"]): Response.ResponseOf<Ready> =>
  Response.json({
    status: "ready",
    ...(droppedLogLines > 0 && { droppedLogLines }),
    ...(exports !== undefined && { exports })
  })
