/** One handler for each endpoint of the contract, typed by the success of the endpoint. */
import type { Success } from "@org/messages-api/Api"
import * as Endpoint from "@org/messages-api/Endpoint"
import { type Address, type MessageError, MessageRef, Messages, Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { Log } from "../log/Log.js"
import type { Request } from "../request/Request.js"
import * as Response from "../response/Response.js"
import { version } from "../Version.js"
import * as ExportHandlers from "../exports/ExportHandlers.js"
import type { ServerExports } from "../exports/ServerExports.js"
import * as BatchHandler from "./BatchHandler.js"
import * as ListHandlers from "./ListHandlers.js"
import * as ConvertHandler from "./ConvertHandler.js"
import * as FormattedRead from "./FormattedRead.js"
import * as ReferencePages from "./ReferencePages.js"
import * as PostHandler from "./PostHandler.js"
import * as ReadinessHandler from "./ReadinessHandler.js"
import type { Route } from "./Router.js"

/** Handles the requests to one endpoint: responds with its success, or fails with a problem. */
export type Handler<N extends Endpoint.Name> = (
  request: Request,
  segment: string
) => Effect.Effect<Response.ResponseOf<Success<N>>, Problem.Problem>

/** A handler for every endpoint. */
export type Handlers = { readonly [N in Endpoint.Name]: Handler<N> }

/** The routes of the contract and of the page that shows it. */
export const make: Effect.Effect<ReadonlyArray<Route>, never, PostHandler.Needs | ServerExports | Log> = Effect.gen(
  function* () {
    const port = yield* Messages.Messages
    const { dropped } = yield* Log
    const providers = port.providers.pipe(Effect.mapBoth({ onSuccess: Response.json, onFailure: Problem.of }))
    const handlers: Handlers = {
      getMessage: FormattedRead.of(port.get),
      getRawMessage: read(port.getRaw, raw),
      postMessage: yield* PostHandler.make,
      getMessages: yield* BatchHandler.make,
      listConversations: yield* ListHandlers.conversations,
      listMessages: yield* ListHandlers.messages,
      convertDocument: yield* ConvertHandler.make,
      listProviders: () => providers,
      ...(yield* ExportHandlers.make),
      getServer: () => Effect.succeed(server),
      getHealth: () => Effect.succeed(health),
      getReadiness: yield* ReadinessHandler.make(dropped),
      getOpenApi: ReferencePages.openapi,
      getMessageSchema: ReferencePages.messageSchema
    }
    return [...routesOf(handlers), { ...ReferencePages.docs, handle: ReferencePages.page }]
  }
)

/** The table of routes. */
const routesOf = (handlers: Handlers): ReadonlyArray<Route> =>
  names.map((name) => ({ ...Endpoint.endpoints[name], handle: handlers[name] }))

const names: ReadonlyArray<Endpoint.Name> = [
  "getMessage",
  "getRawMessage",
  "postMessage",
  "getMessages",
  "listConversations",
  "listMessages",
  "convertDocument",
  "listProviders",
  "startExport",
  "listExports",
  "getExport",
  "getExportContent",
  "cancelExport",
  "getServer",
  "getHealth",
  "getReadiness",
  "getOpenApi",
  "getMessageSchema"
]

/** Every step of an effect has a cost, so all synchronous work is one step. */
const read =
  <A, B>(
    ask: (address: Address.MessageAddress) => Effect.Effect<A, MessageError.MessageError>,
    respond: (value: A) => Response.ResponseOf<B>
  ) =>
  (request: Request, segment: string): Effect.Effect<Response.ResponseOf<B>, Problem.Problem> => {
    const address = MessageRef.parse(`${segment}${request.query}`)
    if (Either.isLeft(address)) return Effect.fail(Problem.of(address.left))
    request.provider = address.right.provider
    return ask(address.right).pipe(
      Effect.map((value) => Response.conditional(request, respond(value))),
      Effect.mapError(Problem.of)
    )
  }

const raw = ({ body, contentType = "" }: Messages.Raw) =>
  Response.bytes(body, jsonType.test(contentType) ? "application/json" : "application/octet-stream", {
    "content-disposition": "attachment"
  })

const jsonType = /^application\/([\w.+-]+\+)?json\s*(;|$)/i

const server = Response.json({
  name: "messages",
  version,
  docs: ReferencePages.docs.path,
  openapi: Endpoint.endpoints.getOpenApi.path,
  schema: Endpoint.endpoints.getMessageSchema.path
})

const health = Response.json({ status: "ok" } as const)
