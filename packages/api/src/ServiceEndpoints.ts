/** The endpoints of the server itself: its name, its health and its reference. */
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as OpenApi from "@effect/platform/OpenApi"
import { Json } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { endpoints } from "./Endpoint.js"
import * as EndpointProblems from "./EndpointProblems.js"
import { notModified } from "./NotModified.js"
import * as ExportProblems from "./exports/ExportProblems.js"
import * as OpenApiDocument from "./openapi/OpenApiDocument.js"

const about = <N extends "getServer" | "getHealth" | "getReadiness" | "getOpenApi" | "getMessageSchema", A, I>(
  name: N,
  success: Schema.Schema<A, I>,
  { description, examples = EndpointProblems.ofAll, summary }: About
) =>
  HttpApiEndpoint.get(name, endpoints[name].path)
    .addSuccess(success)
    .addError(EndpointProblems.schema(examples))
    .annotate(OpenApi.Summary, summary)
    .annotate(OpenApi.Description, description)
    .annotate(OpenApi.Transform, OpenApiDocument.operation(examples))

interface About {
  readonly summary: string
  readonly description: string
  readonly examples?: EndpointProblems.Examples
}

const State = <S extends string>(state: S) =>
  Schema.Struct({ status: Schema.Literal(state).annotations({ description: "The state of the server" }) })

const Ready = Schema.Struct({
  ...State("ready").fields,
  droppedLogLines: Schema.optionalWith(Schema.Int, { exact: true }).annotations({
    description: "How many lines of the log could not be written; absent if there are none"
  }),
  exports: Schema.optionalWith(
    Schema.Struct({
      unfinished: Schema.NonNegativeInt.annotations({ description: "How many exports are unfinished" }),
      oldestMs: Schema.NonNegativeInt.annotations({
        description:
          "For how long the unfinished export that is stuck longest has made no progress, in milliseconds; 0 if no export is stuck. A lane of an export counts too, but only if its export makes no progress."
      })
    }),
    { exact: true }
  ).annotations({
    description: "Whether exports make progress; absent on a server that runs none or cannot use their store"
  })
}).annotations({ description: "The server takes requests" })

const Server = Schema.Struct({
  name: Schema.String.annotations({ description: "The name of the program" }),
  version: Schema.String.annotations({ description: "Its version" }),
  docs: Schema.String.annotations({ description: "The path of the reference for people" }),
  openapi: Schema.String.annotations({ description: "The path of this document" }),
  schema: Schema.String.annotations({ description: "The path of the JSON Schema of messages" })
}).annotations({ description: "What this server is, and where its reference is" })

const Document = Json.JsonObject.annotations({ description: "This OpenAPI document, version 3.1" })

const MessageSchema = Json.JsonObject.pipe(
  HttpApiSchema.withEncoding({ kind: "Json", contentType: "application/schema+json" })
).annotations({ description: "The JSON Schema (draft 2020-12)" })

/** All of these endpoints. */
export const service = HttpApiGroup.make("service", { topLevel: true })
  .add(
    about("getServer", Server, {
      summary: "Show the name and version of the server",
      description: "Also says where the reference and the schema are."
    })
  )
  .add(
    about("getHealth", State("ok").annotations({ description: "The server runs" }), {
      summary: "Check that the server runs",
      description: "Succeeds as long as the process responds, even while it stops.",
      examples: EndpointProblems.ofHealth
    })
  )
  .add(
    about("getReadiness", Ready, {
      summary: "Check that the server takes requests",
      description:
        "Fails with 503 once the server begins to stop, and while an unfinished export, or a lane of it, that no provider asked to wait has made no progress for more than 2 minutes.",
      examples: ExportProblems.ofReadiness
    })
  )
  .add(
    about("getOpenApi", Document, {
      summary: "Get this document",
      description: "The reference in OpenAPI 3.1."
    }).addSuccess(notModified)
  )
  .add(
    about("getMessageSchema", MessageSchema, {
      summary: "Get the JSON Schema of the canonical message",
      description:
        "The schema for programs that check or generate messages. Its objects are open, because a later version may add keys."
    }).addSuccess(notModified)
  )
  .annotate(OpenApi.Description, "The server itself")
