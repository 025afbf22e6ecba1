/** Converts documents from requests. Nothing is stored, and documents are bounded, because a conversion keeps other requests waiting. */
import { type Converted, ConvertRequest, limit, valueLimit } from "@org/messages-api/ConvertRequest"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { Json, JsonScan, type Message, type Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { Request } from "../request/Request.js"
import * as Query from "../request/Query.js"
import * as RequestBody from "../request/RequestBody.js"
import type * as Response from "../response/Response.js"
import { Settings } from "../start/Settings.js"

type Handler = (request: Request) => Effect.Effect<Response.ResponseOf<Converted>, Problem.Problem>

/** Loads the formats on first use, because few servers need them. */
export const load = Effect.runSync(Effect.cached(Effect.promise(() => import("./Formatted.js"))))

/** Whether a provider's messages can be shown in another format: it has the same limits as a document in a request. */
export const fits = (value: Json.Json | Message.Message | ReadonlyArray<Message.Message>): boolean =>
  Json.isJson(value, values) && JsonScan.bytesOutsideBase64(encoder.encode(JSON.stringify(value)), limit) <= limit

const values = { ...Json.limits, values: valueLimit }

const encoder = new TextEncoder()

/** Makes the handler. */
export const make: Effect.Effect<Handler, never, Settings> = Effect.map(Settings, (settings) => {
  const jsonLimit = Math.min(settings.jsonLimit, limit)
  const withBody = RequestBody.reader(ConvertRequest, { ...settings, jsonLimit })
  return (request: Request) =>
    Effect.zipRight(
      Query.none(request.query),
      withBody(request, (body) =>
        Json.isJson(body.document, values)
          ? Effect.flatMap(load, ({ convert }) => convert(body))
          : Effect.fail(RequestProblem.documentTooLarge(valueLimit))
      )
    )
})
