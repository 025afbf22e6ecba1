/** What ends the lines of a response early: the server stops, or has a defect. */
import type { Cursor } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as DefectDetails from "../log/DefectDetails.js"
import { Log } from "../log/Log.js"
import type { Request } from "../request/Request.js"
import type { Options } from "../response/Lines.js"
import { Readiness } from "../socket/Readiness.js"

/** Makes the options of a request's lines; `cursor` is where they begin. */
export const make = Effect.gen(function* () {
  const log = yield* Log
  const { stopping } = yield* Readiness
  return ({ id }: Request, cursor?: Cursor.Cursor): Options => ({
    requestId: id,
    stopping,
    cursor,
    onDefect: (cause) => log.error("defect", { ...DefectDetails.of(Cause.squash(cause)), requestId: id })
  })
})
