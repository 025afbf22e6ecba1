/** The endpoints for messages and conversations, with their parameters, successes and errors. */
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as OpenApi from "@effect/platform/OpenApi"
import { Message, Messages, Provider } from "@org/messages-core"
import { flow } from "effect/Function"
import * as Schema from "effect/Schema"
import { BatchRequest, maximumRefs } from "./BatchRequest.js"
import * as ConversationLines from "./ConversationLines.js"
import { Converted, ConvertRequest, DocumentElements, Representation } from "./ConvertRequest.js"
import { endpoints } from "./Endpoint.js"
import * as EndpointExamples from "./EndpointExamples.js"
import * as EndpointProblems from "./EndpointProblems.js"
import * as ListPages from "./ListPages.js"
import { notModified } from "./NotModified.js"
import * as OpenApiDocument from "./openapi/OpenApiDocument.js"
import { PostRequest } from "./PostRequest.js"

const pathOf = (kind: "message" | "conversation", encoded: string, examples: readonly [string, ...Array<string>]) => {
  const usages = Provider.names.map((provider) => `\`${provider}:${Provider.descriptors[provider][kind]}\``).join(", ")
  return Schema.Struct({
    ref: Schema.String.annotations({
      description: [
        `A ref as one segment of the path: ${usages}. Programs percent-encode it, as in \`${encoded}\`; a page with a form for the ref does that itself.`,
        "The part after its `?` may also be the query of the URL."
      ].join(" "),
      examples
    })
  })
}

const path = pathOf("message", "honcho:w%2Fs%2Fm", ["factory:invoice-bug/question", "mielto:msg_refund_question"])

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
    "Nothing is stored. A document may have 1 MiB of JSON, or `MESSAGES_JSON_LIMIT` if that is less, not counting base64 texts, and 22,000 JSON values, where a key counts as three, so that other requests wait less than 200 ms for it."
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
  .addSuccess(
    HttpApiSchema.Uint8Array().annotations({
      description: "The body of the provider's response as it came, with the provider's media type"
    })
  )
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
  .addSuccess(Messages.Posted.annotations(HttpApiSchema.annotations({ status: 201, identifier: "Posted" })))
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
    `Accepts up to ${maximumRefs} refs, and responds in lines of JSON. For a message that cannot be read, the line has its problem; the others are not affected.`
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
  .annotate(OpenApi.Description, "Returns one page; the header Link has the URL of the next one.")
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
  .setUrlParams(Schema.Struct({ ...ListPages.messageParameters.fields, ...Representation.fields }))
  .addSuccess(ListPages.MessagePage)
  .addSuccess(Converted)
  .addSuccess(DocumentElements)
  .addSuccess(HttpApiSchema.Text({ contentType: "text/markdown" }))
  .addSuccess(HttpApiSchema.Text({ contentType: "text/html" }))
  .addSuccess(notModified)
  .addError(EndpointProblems.schema(EndpointProblems.ofFormattedList))
  .annotate(OpenApi.Summary, "List the messages of a conversation")
  .annotate(
    OpenApi.Description,
    [
      "Returns one page; the header Link has the URL of the next one.",
      `With \`Accept: ${ConversationLines.contentType}\`, it returns every message from there to the end instead, one on each line, as fast as the caller reads.`,
      "If that fails after it has begun, the last line has the problem and the cursor to resume from.",
      "`format`, or `Accept` with `text/markdown` or `text/html`, asks for the page as a document of another format. Elements of the page that cannot be read are listed beside the document, if `report=true` or `keep=beside`; otherwise, such a page is refused."
    ].join(" ")
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.paged,
      OpenApiDocument.withSuccess(200, EndpointExamples.messagePage),
      OpenApiDocument.withTexts({
        "text/html": "The messages of the page as a document for people, as one HTML file",
        "text/markdown": "The messages of the page as a document for people, in Markdown"
      }),
      OpenApiDocument.withLines("ConversationLine", EndpointExamples.conversationLines),
      OpenApiDocument.operation(EndpointProblems.ofFormattedList)
    )
  )

const listProviders = HttpApiEndpoint.get("listProviders", endpoints.listProviders.path)
  .addSuccess(
    Schema.Array(Messages.Availability).annotations({
      description: "Every provider, and the operations that it supports"
    })
  )
  .addError(EndpointProblems.schema(EndpointProblems.ofVersion1))
  .annotate(OpenApi.Summary, "List the providers and what they support")
  .annotate(OpenApi.Description, "Sends no request to the providers.")
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withSuccess(200, EndpointExamples.providers),
      OpenApiDocument.operation(EndpointProblems.ofVersion1)
    )
  )

/** All of these endpoints. */
export const messages = HttpApiGroup.make("messages", { topLevel: true })
  .add(getMessage)
  .add(getRawMessage)
  .add(postMessage)
  .add(getMessages)
  .add(listConversations)
  .add(listMessages)
  .add(convertDocument)
  .add(listProviders)
  .annotate(OpenApi.Description, "Messages of every provider in one canonical form")
