/** The endpoints of exports: the server reads whole conversations in the background and keeps what it read. */
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as OpenApi from "@effect/platform/OpenApi"
import { SchemaField } from "@org/messages-core"
import { flow } from "effect/Function"
import * as Schema from "effect/Schema"
import { contentType } from "../ConversationLines.js"
import { endpoints } from "../Endpoint.js"
import * as EndpointProblems from "../EndpointProblems.js"
import * as OpenApiDocument from "../openapi/OpenApiDocument.js"
import * as ExportExamples from "./ExportExamples.js"
import * as ExportProblems from "./ExportProblems.js"
import { ExportRequest, maximumConversations } from "./ExportRequest.js"
import { Export, ExportDetails, ExportPage } from "./ExportResource.js"

const { optional } = SchemaField

const path = Schema.Struct({
  id: Schema.String.annotations({ description: "The id of the export", examples: [ExportExamples.started.id] })
})

const startExport = HttpApiEndpoint.post("startExport", endpoints.startExport.path)
  .setPayload(ExportRequest)
  .addSuccess(
    Export.annotations(
      HttpApiSchema.annotations({
        status: 202,
        identifier: "Export",
        description: "The export, which runs in the background"
      })
    )
  )
  .addError(EndpointProblems.schema(ExportProblems.ofStart))
  .annotate(OpenApi.Summary, "Start an export")
  .annotate(
    OpenApi.Description,
    `Reads up to ${maximumConversations} conversations, or all of a provider, to their ends in the background. The export continues when a server stops or its machine is lost. With an Idempotency-Key, a repeated request returns the same export.`
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.withRequest(ExportExamples.request),
      OpenApiDocument.withSuccess(202, ExportExamples.started),
      OpenApiDocument.operation(ExportProblems.ofStart)
    )
  )

const listExports = HttpApiEndpoint.get("listExports", endpoints.listExports.path)
  .setUrlParams(
    Schema.Struct({
      cursor: optional(Schema.String, "Where the page begins: the `next` of an earlier page. Absent at the start"),
      limit: optional(
        Schema.NumberFromString.pipe(Schema.int(), Schema.between(1, 100)),
        "The size of the page, at most 100; 20 if absent"
      )
    })
  )
  .addSuccess(ExportPage)
  .addError(EndpointProblems.schema(ExportProblems.ofList))
  .annotate(OpenApi.Summary, "List the exports")
  .annotate(OpenApi.Description, "Returns one page, the newest first; the header Link has the URL of the next one.")
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.paged,
      OpenApiDocument.withSuccess(200, ExportExamples.page),
      OpenApiDocument.operation(ExportProblems.ofList)
    )
  )

const getExport = HttpApiEndpoint.get("getExport", endpoints.getExport.path)
  .setPath(path)
  .addSuccess(ExportDetails)
  .addError(EndpointProblems.schema(ExportProblems.ofOne))
  .annotate(OpenApi.Summary, "Get an export and its progress")
  .annotate(OpenApi.Description, "Reads only the store of exports, so it is cheap to repeat.")
  .annotate(
    OpenApi.Transform,
    flow(OpenApiDocument.withSuccess(200, ExportExamples.details), OpenApiDocument.operation(ExportProblems.ofOne))
  )

const getExportContent = HttpApiEndpoint.get("getExportContent", endpoints.getExportContent.path)
  .setPath(path)
  .setUrlParams(
    Schema.Struct({
      from: optional(
        Schema.NumberFromString.pipe(Schema.int(), Schema.nonNegative()),
        "How many lines to skip, because the caller already has them; 0 if absent"
      )
    })
  )
  .addSuccess(
    Schema.String.pipe(HttpApiSchema.withEncoding({ kind: "Text", contentType })).annotations({
      description: "One message on each line, in the order of each conversation"
    })
  )
  .addError(EndpointProblems.schema(ExportProblems.ofContent))
  .annotate(OpenApi.Summary, "Get the content of an export")
  .annotate(
    OpenApi.Description,
    "Returns every line that is stored so far, as fast as the caller reads. The content is complete once the export is. If the response fails after it has begun, the last line has the problem."
  )
  .annotate(
    OpenApi.Transform,
    flow(
      OpenApiDocument.wholeNumber("from", 0),
      OpenApiDocument.withLines("ConversationLine", ExportExamples.lines),
      OpenApiDocument.operation(ExportProblems.ofContent)
    )
  )

const cancelExport = HttpApiEndpoint.del("cancelExport", endpoints.cancelExport.path)
  .setPath(path)
  .addSuccess(Export)
  .addError(EndpointProblems.schema(ExportProblems.ofOne))
  .annotate(OpenApi.Summary, "Cancel an export")
  .annotate(
    OpenApi.Description,
    "The export stops at its next page, and keeps what it has. An export in a final state stays as it is."
  )
  .annotate(
    OpenApi.Transform,
    flow(OpenApiDocument.withSuccess(200, ExportExamples.cancelled), OpenApiDocument.operation(ExportProblems.ofOne))
  )

/** All of these endpoints. */
export const exports = HttpApiGroup.make("exports", { topLevel: true })
  .add(startExport)
  .add(listExports)
  .add(getExport)
  .add(getExportContent)
  .add(cancelExport)
  .annotate(OpenApi.Description, "Whole conversations that the server reads in the background")
