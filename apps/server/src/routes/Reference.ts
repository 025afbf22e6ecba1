/** Makes the OpenAPI document, the JSON Schema of messages and the Swagger page. The page comes from `@effect/platform` and loads nothing from the internet. */
import * as HttpApiSwagger from "@effect/platform/HttpApiSwagger"
import * as HttpLayerRouter from "@effect/platform/HttpLayerRouter"
import * as OpenApi from "@effect/platform/OpenApi"
import { Api } from "@org/messages-api/Api"
import { type Json, JsonSchema } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import * as Compression from "../response/Compression.js"
import * as Response from "../response/Response.js"
import { docs } from "./ReferencePages.js"
import * as ReferenceStyle from "./ReferenceStyle.js"

/** The document as JSON. */
export const openapi: Response.ResponseOf<Json.JsonObject> = Compression.keep(
  Response.json(Object.fromEntries(Object.entries(OpenApi.fromApi(Api))))
)

/** The JSON Schema of the canonical message. */
export const messageSchema: Response.ResponseOf<Json.JsonObject> = Compression.keep(
  Response.withType("application/schema+json")(Response.json(Object.fromEntries(Object.entries(JsonSchema.message()))))
)

/** The page, with a content security policy that allows only its own scripts. Made once. */
export const page = Effect.runSync(
  Effect.cached(
    Effect.promise(async () => {
      const { dispose, handler } = HttpLayerRouter.toWebHandler(
        HttpApiSwagger.layerHttpLayerRouter({ api: Api, path: docs.path }),
        { disableLogger: true }
      )
      const response = await handler(new Request(`http://localhost${docs.path}`))
      const body = (await response.text()).replace("</style>", () => `${ReferenceStyle.css}</style>`)
      await dispose()
      return Compression.keep(
        Response.bytes(Buffer.from(body), response.headers.get("content-type") ?? "text/html", {
          "content-security-policy": policy(body)
        })
      )
    })
  )
)

/** Allows the scripts of a page by their digests, and calls to this server. */
const policy = (page: string): string => {
  const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)]
  const digests = scripts.map(([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`)
  return [
    "default-src 'none'",
    `script-src ${digests.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join("; ")
}
