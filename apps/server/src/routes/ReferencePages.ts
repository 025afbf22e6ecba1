/** The reference for people and programs. It is loaded and rendered on first use, because few servers ever show it. */
import type { Json } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { Request } from "../request/Request.js"
import * as Response from "../response/Response.js"

/** The route of the reference page, which is not part of the contract. */
export const docs = { method: "GET", path: "/docs" } as const

const load = Effect.runSync(Effect.cached(Effect.promise(() => import("./Reference.js"))))

/** The OpenAPI document. */
export const openapi = (request: Request): Effect.Effect<Response.ResponseOf<Json.JsonObject>> =>
  Effect.map(load, ({ openapi }) => Response.conditional(request, openapi))

/** The JSON Schema of the canonical message. */
export const messageSchema = (request: Request): Effect.Effect<Response.ResponseOf<Json.JsonObject>> =>
  Effect.map(load, ({ messageSchema }) => Response.conditional(request, messageSchema))

/** The page that shows the document. */
export const page = (request: Request): Effect.Effect<Response.ResponseOf<Uint8Array>> =>
  Effect.flatMap(load, ({ page }) => Effect.map(page, (page) => Response.conditional(request, page)))
