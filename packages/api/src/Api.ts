/** The contract: every endpoint with its parameters, its success and its errors. */
import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as OpenApi from "@effect/platform/OpenApi"
import { Json, Message, Messages, Problem, Provider } from "@org/messages-core"
import { flow } from "effect/Function"
import * as Schema from "effect/Schema"
import { BatchRequest, maximumRefs } from "./BatchRequest.js"
import * as ConversationLines from "./ConversationLines.js"
import { Converted, ConvertRequest, DocumentElements, Representation } from "./ConvertRequest.js"
import { endpoints, type Name } from "./Endpoint.js"
import * as EndpointExamples from "./EndpointExamples.js"
import * as EndpointProblems from "./EndpointProblems.js"
import * as ListPages from "./ListPages.js"
import * as OpenApiDocument from "./OpenApiDocument.js"
import { PostRequest } from "./PostRequest.js"

/** The version of the API. */
export const version = "0.1.0"

const pathOf = (kind: "message" | "conversation", encoded: string, examples: readonly [string, ...Array<string>]) => {
  const usages = Provider.names.map((provider) => `\`${provider}:${Provider.descriptors[provider][kind]}\``).join(", ")
  return Schema.Struct({
    ref: Schema.String.annotations({
      description: [
        `A ref as one segment of the path: ${usages}. Programs percent-encode it, as in \`${encoded}\`; a page that asks for the ref does that itself.`,
        "The part after its `?` may also be the query of the URL."
      ].join(" "),
      examples
    })
  })
}

const path = pathOf("message", "honcho:w%2Fs%2Fm", ["factory:invoice-bug/question", "mielto:msg_refund_question"])

const notModified = HttpApiSchema.Empty(304).annotations({
  description: "The caller has the current version, named in `If-None-Match`"
})

const getMessage = HttpApiEndpoint.get("getMessage", endpoints.getMessage.path)
  .setPath(path)
  .setUrlParams(Representation)
  .addSuccess(Message.Message)
  .addSuccess(Converted)
  .addSuccess(DocumentElements)
  .addSuccess(HttpApiSchema.Text({ contentType: "text/markdown" }))
  .addSuccess(HttpApiSchema.Text({ contentType: "text/html" }))
  .addSuccess(HttpApiSchema.Text({ contentType: "application/x-ndjson" }))
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofFormattedGet))
  .annotate(OpenApi.Summary, "Get a message in its canonical form, or in another format")
  .annotate(
    OpenApi.Description,
    "Reads the message from its provider and translates it without loss. `format` asks for a document of another format, and so does `Accept` with `text/markdown`, `text/html` or `application/x-ndjson`."
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withSuccess(200, EndpointExamples.message),
      OpenApiDocument.withTexts({
        "text/html": "The message as a document for people, as one HTML file",
        "text/markdown": "The message as a document for people, in Markdown"
      }),
      OpenApiDocument.withLines("Message", { "a message": EndpointExamples.message }),
      OpenApiDocument.operation(EndpointProblems.ofFormattedGet)
    )
  )

const convertDocument = HttpApiEndpoint.post("convertDocument", endpoints.convertDocument.path)
  .setPayload(ConvertRequest)
  .addSuccess(Converted)
  .addError(EndpointProblems.schema(EndpointProblems.ofConvert))
  .annotate(OpenApi.Summary, "Convert a document to another format")
  .annotate(
    OpenApi.Description,
    "Nothing is stored. A document may have 1 MiB of JSON, or `MESSAGES_JSON_LIMIT` if that is less, base64 texts not counted, and 12,000 JSON values, keys included: so other requests wait for it less than 200 ms."
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withRequest(EndpointExamples.convert),
      OpenApiDocument.withSuccess(200, EndpointExamples.converted),
      OpenApiDocument.operation(EndpointProblems.ofConvert)
    )
  )

const getRawMessage = HttpApiEndpoint.get("getRawMessage", endpoints.getRawMessage.path)
  .setPath(path)
  .addSuccess(HttpApiSchema.Uint8Array())
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofGet))
  .annotate(OpenApi.Summary, "Get the body of the provider's response, byte for byte")
  .annotate(OpenApi.Description, "The body need not be a message that this server can read.")
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.raw,
      OpenApiDocument.withSuccess(200, EndpointExamples.raw),
      OpenApiDocument.operation(EndpointProblems.ofGet)
    )
  )

const postMessage = HttpApiEndpoint.post("postMessage", endpoints.postMessage.path)
  .setPayload(PostRequest)
  .addSuccess(
    Messages.Posted.annotations(HttpApiSchema.annotations({ status: 201, identifier: "Posted", description: "Posted" }))
  )
  .addError(EndpointProblems.schema(EndpointProblems.ofPost))
  .annotate(OpenApi.Summary, "Post a message to a conversation")
  .annotate(
    OpenApi.Description,
    "The server sends one request to the provider and never repeats it, unless the provider has idempotency keys of its own: such a provider gets the key of the post."
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withRequest(EndpointExamples.post),
      OpenApiDocument.withSuccess(201, EndpointExamples.posted),
      OpenApiDocument.operation(EndpointProblems.ofPost)
    )
  )

const getMessages = HttpApiEndpoint.post("getMessages", endpoints.getMessages.path)
  .setPayload(BatchRequest)
  .addSuccess(
    Schema.String.pipe(
      HttpApiSchema.withEncoding({ kind: "Text", contentType: ConversationLines.contentType })
    ).annotations({ description: "One line for each ref, in the order of the refs" })
  )
  .addError(EndpointProblems.schema(EndpointProblems.ofBatch))
  .annotate(OpenApi.Summary, "Get many messages in their canonical form")
  .annotate(
    OpenApi.Description,
    `Takes up to ${maximumRefs} refs, and answers in lines of JSON. A message that cannot be read gives a line with its problem; the others are there all the same.`
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withRequest(EndpointExamples.batch),
      OpenApiDocument.withLines("BatchLine", EndpointExamples.batchLines),
      OpenApiDocument.operation(EndpointProblems.ofBatch)
    )
  )

const listConversations = HttpApiEndpoint.get("listConversations", endpoints.listConversations.path)
  .setUrlParams(ListPages.conversationParameters)
  .addSuccess(ListPages.ConversationPage)
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofConversations))
  .annotate(OpenApi.Summary, "List the conversations of a provider")
  .annotate(OpenApi.Description, "Gives one page; the header Link has the URL of the next one.")
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.paged,
      OpenApiDocument.withSuccess(200, EndpointExamples.conversationPage),
      OpenApiDocument.operation(EndpointProblems.ofConversations)
    )
  )

const listMessages = HttpApiEndpoint.get("listMessages", endpoints.listMessages.path)
  .setPath(pathOf("conversation", "honcho:w%2Fs", ["factory:invoice-bug", "mielto:conversation/conv_refund"]))
  .setUrlParams(ListPages.messageParameters)
  .addSuccess(ListPages.MessagePage)
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofMessages))
  .annotate(OpenApi.Summary, "List the messages of a conversation")
  .annotate(
    OpenApi.Description,
    [
      "Gives one page; the header Link has the URL of the next one.",
      `With \`Accept: ${ConversationLines.contentType}\`, it gives every message from there to the end instead, one a line, as fast as the caller reads.`,
      "If that fails after it began, the last line has the problem and the cursor to go on from."
    ].join(" ")
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.paged,
      OpenApiDocument.withSuccess(200, EndpointExamples.messagePage),
      OpenApiDocument.withLines("ConversationLine", EndpointExamples.conversationLines),
      OpenApiDocument.operation(EndpointProblems.ofMessages)
    )
  )

const listProviders = HttpApiEndpoint.get("listProviders", endpoints.listProviders.path)
  .addSuccess(
    Schema.Array(Messages.Availability).annotations({ description: "Every provider, and what can be asked of it" })
  )
  .addError(EndpointProblems.schema(EndpointProblems.ofVersion1))
  .annotate(OpenApi.Summary, "List the providers and what they support")
  .annotate(OpenApi.Description, "Sends nothing to the providers.")
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withSuccess(200, EndpointExamples.providers),
      OpenApiDocument.operation(EndpointProblems.ofVersion1)
    )
  )

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
    description: "How many lines of the log could not be written; absent if all were"
  })
}).annotations({ description: "The server takes requests" })

const Server = Schema.Struct({
  name: Schema.String.annotations({ description: "The name of the program" }),
  version: Schema.String.annotations({ description: "Its version" }),
  docs: Schema.String.annotations({ description: "The path of the reference for people" }),
  openapi: Schema.String.annotations({ description: "The path of this document" }),
  schema: Schema.String.annotations({ description: "The path of the JSON Schema of messages" })
}).annotations({ description: "What this server is, and where its reference is" })

const Document = Json.JsonObject.annotations({ description: "This document" })

const MessageSchema = Json.JsonObject.pipe(
  HttpApiSchema.withEncoding({ kind: "Json", contentType: "application/schema+json" })
).annotations({ description: "The JSON Schema (draft 2020-12)" })

const messages = HttpApiGroup.make("messages", { topLevel: true })
  .add(getMessage)
  .add(getRawMessage)
  .add(postMessage)
  .add(getMessages)
  .add(listConversations)
  .add(listMessages)
  .add(convertDocument)
  .add(listProviders)
  .annotate(OpenApi.Description, "Messages of every provider in one canonical form")

const service = HttpApiGroup.make("service", { topLevel: true })
  .add(
    about("getServer", Server, {
      summary: "Show the name and version of the server",
      description: "Also says where the reference and the schema are."
    })
  )
  .add(
    about("getHealth", State("ok").annotations({ description: "The server runs" }), {
      summary: "Check that the server runs",
      description: "Succeeds as long as the process answers, also while it stops.",
      examples: EndpointProblems.ofHealth
    })
  )
  .add(
    about("getReadiness", Ready, {
      summary: "Check that the server takes requests",
      description: "Fails with 503 from the moment the server begins to stop."
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

/** The contract as data of `@effect/platform`. */
export const Api = HttpApi.make("messages")
  .add(messages)
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
    HttpApiGroup.HttpApiGroup.Endpoints<typeof messages | typeof service>,
    N
  >,
  void
>
