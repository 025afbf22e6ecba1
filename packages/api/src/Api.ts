/** The contract: every endpoint with its parameters, its success and its errors. */
import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as OpenApi from "@effect/platform/OpenApi"
import { Json, Message, Messages, Problem, Provider } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { endpoints, type Name } from "./Endpoint.js"
import * as EndpointProblems from "./EndpointProblems.js"
import * as OpenApiDocument from "./OpenApiDocument.js"
import { PostRequest } from "./PostRequest.js"

/** The version of the API. */
export const version = "0.1.0"

const usages = Provider.names.map((provider) => `\`${provider}:${Provider.descriptors[provider].message}\``).join(", ")

const path = Schema.Struct({
  ref: Schema.String.annotations({
    description: [
      `A ref, percent-encoded as one segment (\`honcho:w%2Fs%2Fm\`): ${usages}.`,
      "The part after its `?` may also be the query of the URL."
    ].join(" "),
    examples: ["factory:s1/m1", "honcho:w/s/m"]
  })
})

const notModified = HttpApiSchema.Empty(304).annotations({
  description: "The caller has the current version, named in `If-None-Match`"
})

const get = HttpApiEndpoint.get("get", endpoints.get.path)
  .setPath(path)
  .addSuccess(Message.Message)
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofGet))
  .annotate(OpenApi.Summary, "Get a message in its canonical form")
  .annotate(OpenApi.Transform, OpenApiDocument.operation(EndpointProblems.ofGet))

const getRaw = HttpApiEndpoint.get("getRaw", endpoints.getRaw.path)
  .setPath(path)
  .addSuccess(HttpApiSchema.Uint8Array())
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofGet))
  .annotate(OpenApi.Summary, "Get the body of the provider's response, byte for byte")
  .annotate(OpenApi.Transform, (operation) =>
    OpenApiDocument.operation(EndpointProblems.ofGet)(OpenApiDocument.raw(operation))
  )

const post = HttpApiEndpoint.post("post", endpoints.post.path)
  .setPayload(PostRequest)
  .addSuccess(
    Messages.Posted.annotations(HttpApiSchema.annotations({ status: 201, identifier: "Posted", description: "Posted" }))
  )
  .addError(EndpointProblems.schema(EndpointProblems.ofPost))
  .annotate(OpenApi.Summary, "Post a message to a conversation")
  .annotate(OpenApi.Description, "The server sends one request to the provider and never repeats it.")
  .annotate(OpenApi.Transform, OpenApiDocument.operation(EndpointProblems.ofPost))

const providers = HttpApiEndpoint.get("providers", endpoints.providers.path)
  .addSuccess(Schema.Array(Messages.Availability))
  .addError(EndpointProblems.schema(EndpointProblems.ofVersion1))
  .annotate(OpenApi.Summary, "List the providers and what they support")
  .annotate(OpenApi.Transform, OpenApiDocument.operation(EndpointProblems.ofVersion1))

const about = <N extends "start" | "health" | "readiness" | "openapi", A, I>(
  name: N,
  success: Schema.Schema<A, I>,
  examples: EndpointProblems.Examples = EndpointProblems.ofAll
) =>
  HttpApiEndpoint.get(name, endpoints[name].path)
    .addSuccess(success)
    .addError(EndpointProblems.schema(examples))
    .annotate(OpenApi.Transform, OpenApiDocument.operation(examples))

const State = <S extends string>(state: S) =>
  Schema.Struct({ status: Schema.Literal(state).annotations({ description: "The state of the server" }) })

const Ready = Schema.Struct({
  ...State("ready").fields,
  droppedLogLines: Schema.optionalWith(Schema.Int, { exact: true }).annotations({
    description: "How many lines of the log could not be written; absent if all were"
  })
})

const Start = Schema.Struct({
  name: Schema.String.annotations({ description: "The name of the program" }),
  version: Schema.String.annotations({ description: "Its version" }),
  docs: Schema.String.annotations({ description: "The path of the reference for people" }),
  openapi: Schema.String.annotations({ description: "The path of this document" })
})

const messages = HttpApiGroup.make("messages", { topLevel: true })
  .add(get)
  .add(getRaw)
  .add(post)
  .add(providers)
  .annotate(OpenApi.Description, "Messages of every provider in one canonical form")

const service = HttpApiGroup.make("service", { topLevel: true })
  .add(about("start", Start).annotate(OpenApi.Summary, "Show the name and version of the server"))
  .add(about("health", State("ok"), EndpointProblems.ofHealth).annotate(OpenApi.Summary, "Check that the server runs"))
  .add(about("readiness", Ready).annotate(OpenApi.Summary, "Check that the server takes requests"))
  .add(about("openapi", Json.JsonObject).addSuccess(notModified).annotate(OpenApi.Summary, "Get this document"))
  .annotate(OpenApi.Description, "The server itself")

/** The contract as data of `@effect/platform`. */
export const Api = HttpApi.make("messages")
  .add(messages)
  .add(service)
  .annotate(HttpApi.AdditionalSchemas, [Problem.Problem])
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
    HttpApiGroup.HttpApiGroup.Endpoints<typeof messages | typeof service>,
    N
  >,
  void
>
