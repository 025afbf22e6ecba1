/** The contract: every endpoint with its parameters, its success and its errors. */
import * as HttpApi from "@effect/platform/HttpApi"
import type * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import type * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as OpenApi from "@effect/platform/OpenApi"
import { Problem } from "@org/messages-core"
import * as ConversationLines from "./ConversationLines.js"
import type { Name } from "./Endpoint.js"
import { exports } from "./exports/ExportEndpoints.js"
import { messages } from "./MessageEndpoints.js"
import * as OpenApiDocument from "./openapi/OpenApiDocument.js"
import { service } from "./ServiceEndpoints.js"

/** The version of the API. */
export const version = "0.1.0"

/** The contract as data of `@effect/platform`. */
export const Api = HttpApi.make("messages")
  .add(messages)
  .add(exports)
  .add(service)
  .annotate(HttpApi.AdditionalSchemas, [
    Problem.Problem,
    ConversationLines.ConversationLine,
    ConversationLines.BatchLine
  ])
  .annotate(OpenApi.Title, "messages")
  .annotate(OpenApi.Version, version)
  .annotate(
    OpenApi.Description,
    "Reads and writes messages of Factory, Mielto, Honcho and Veryfront through one canonical, lossless model. HEAD works wherever GET does."
  )
  .annotate(OpenApi.Transform, OpenApiDocument.document)

/** The value of an endpoint's successful response, 304 excluded. */
export type Success<N extends Name> = Exclude<
  HttpApiEndpoint.HttpApiEndpoint.SuccessWithName<
    HttpApiGroup.HttpApiGroup.Endpoints<typeof messages | typeof exports | typeof service>,
    N
  >,
  void
>
