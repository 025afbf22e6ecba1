/** The contract: every endpoint, what it takes, what it answers, and how it fails. */
import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as OpenApi from "@effect/platform/OpenApi"
import { Draft, Json, Message, Messages, Problem, Provider } from "@org/messages-core"
import * as Schema from "effect/Schema"
import * as Failures from "./Failures.js"
import * as Reference from "./Reference.js"
import { version } from "./Version.js"

const usages = Provider.names.map((provider) => `\`${provider}:${Provider.descriptors[provider].message}\``).join(", ")

const path = Schema.Struct({
  ref: Schema.String.annotations({
    description: [
      `A ref, percent-encoded as one segment (\`honcho:w%2Fs%2Fm\`): ${usages}.`,
      "What follows its `?` may also stand as the query of the URL."
    ].join(" "),
    examples: ["factory:s1/m1", "honcho:w/s/m"]
  })
})

const notModified = HttpApiSchema.Empty(304).annotations({ description: "What `If-None-Match` names is still current" })

const get = HttpApiEndpoint.get("get", "/v1/messages/:ref")
  .setPath(path)
  .addSuccess(Message.Message)
  .addSuccess(notModified)
  .addError(Failures.schema(Failures.ofGet))
  .annotate(OpenApi.Summary, "Get a message in its canonical form")
  .annotate(OpenApi.Transform, Reference.operation(Failures.ofGet))

const getRaw = HttpApiEndpoint.get("getRaw", "/v1/messages/:ref/raw")
  .setPath(path)
  .addSuccess(HttpApiSchema.Uint8Array())
  .addSuccess(notModified)
  .addError(Failures.schema(Failures.ofGet))
  .annotate(OpenApi.Summary, "Get the body of the provider's answer, byte for byte")
  .annotate(OpenApi.Transform, (operation) => Reference.operation(Failures.ofGet)(Reference.raw(operation)))

/** A draft, and the conversation that it goes to. */
export const Post = Schema.Struct({
  conversation: Schema.String.annotations({ description: "The ref of a conversation", examples: ["factory:s1"] }),
  ...Draft.Draft.fields
}).annotations({ identifier: "Post", description: "A text to post, with files by their bytes" })

const post = HttpApiEndpoint.post("post", "/v1/messages")
  .setPayload(Post)
  .addSuccess(
    Messages.Posted.annotations(HttpApiSchema.annotations({ status: 201, identifier: "Posted", description: "Posted" }))
  )
  .addError(Failures.schema(Failures.ofPost))
  .annotate(OpenApi.Summary, "Post a message to a conversation")
  .annotate(OpenApi.Description, "One request to the provider, always: a post is never sent again.")
  .annotate(OpenApi.Transform, Reference.operation(Failures.ofPost))

const providers = HttpApiEndpoint.get("providers", "/v1/providers")
  .addSuccess(Schema.Array(Messages.Availability))
  .addError(Failures.schema(Failures.ofVersion1))
  .annotate(OpenApi.Summary, "What can be asked of which provider")
  .annotate(OpenApi.Transform, Reference.operation(Failures.ofVersion1))

const service = <const Name extends string, A, I>(
  name: Name,
  path: `/${string}`,
  success: Schema.Schema<A, I>,
  failures: Failures.Failures = Failures.ofAll
) =>
  HttpApiEndpoint.get(name, path)
    .addSuccess(success)
    .addError(Failures.schema(failures))
    .annotate(OpenApi.Transform, Reference.operation(failures))

const State = <S extends string>(state: S) => Schema.Struct({ status: Schema.Literal(state) })

const Start = Schema.Struct({
  name: Schema.String,
  version: Schema.String,
  docs: Schema.String,
  openapi: Schema.String
})

export const Api = HttpApi.make("messages")
  .add(
    HttpApiGroup.make("messages", { topLevel: true })
      .add(get)
      .add(getRaw)
      .add(post)
      .add(providers)
      .annotate(OpenApi.Description, "Messages of every provider, in one canonical form")
  )
  .add(
    HttpApiGroup.make("service", { topLevel: true })
      .add(service("start", "/", Start).annotate(OpenApi.Summary, "Where to go from here"))
      .add(service("health", "/healthz", State("ok"), Failures.ofHealth).annotate(OpenApi.Summary, "Whether it runs"))
      .add(service("readiness", "/readyz", State("ready")).annotate(OpenApi.Summary, "Whether it takes requests"))
      .add(
        service("openapi", "/openapi.json", Json.JsonObject)
          .addSuccess(notModified)
          .annotate(OpenApi.Summary, "This document")
      )
      .annotate(OpenApi.Description, "The server itself")
  )
  .annotate(HttpApi.AdditionalSchemas, [Problem.Problem])
  .annotate(OpenApi.Title, "messages")
  .annotate(OpenApi.Version, version)
  .annotate(
    OpenApi.Description,
    "Reads and writes messages of Factory, Mielto, Honcho and Veryfront through one canonical, lossless model. Wherever GET works, HEAD does."
  )
  .annotate(OpenApi.Transform, Reference.document)
