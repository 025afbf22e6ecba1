/** Converts documents that are sent. Nothing is stored, and a document is bounded because its conversion keeps other requests waiting. */
import { type Converted, ConvertRequest, limit } from "@org/messages-api/ConvertRequest"
import type { Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { Request } from "../request/Request.js"
import * as RequestBody from "../request/RequestBody.js"
import type * as Response from "../response/Response.js"
import { Settings } from "../start/Settings.js"

type Handler = (request: Request) => Effect.Effect<Response.ResponseOf<Converted>, Problem.Problem>

/** The formats are loaded on first use, because few servers are asked for one. */
export const load = Effect.runSync(Effect.cached(Effect.promise(() => import("./Formatted.js"))))

/** Makes the handler. */
export const make: Effect.Effect<Handler, never, Settings> = Effect.map(Settings, (settings) => {
  const jsonLimit = Math.min(settings.jsonLimit, limit)
  const withBody = RequestBody.reader(ConvertRequest, { ...settings, jsonLimit })
  return (request: Request) => withBody(request, (body) => Effect.flatMap(load, ({ convert }) => convert(body)))
})
