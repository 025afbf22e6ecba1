/** What an export keeps beside its document: a residual for every run that needs one. */
import { SchemaGuard, Json, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"
import * as Residual from "./Residual.js"

/** The schema of a sidecar. */
export const Sidecar = Schema.Struct({
  version: SchemaField.required(Schema.Literal(1), "The version of the sidecar"),
  format: SchemaField.required(Schema.String, "The format of the document that the sidecar belongs to"),
  runs: SchemaField.required(Schema.Array(Residual.Residual), "What is kept, in the order of the document"),
  others: SchemaField.optional(
    Schema.Array(Json.JsonObject),
    "The content of the source document that is not in its messages, such as the other lines of a session file"
  )
}).annotations({ identifier: "Sidecar", description: "What an export keeps beside its document" })

export type Sidecar = typeof Sidecar.Type

/** Whether a value is a sidecar. */
export const isSidecar = SchemaGuard.of(Sidecar)

/** The residual of a conversation in which no message became an element. */
export const ofNothing = ({ runs }: Sidecar): Residual.Residual | undefined => runs.find(({ of }) => of === "")

/** A sidecar of a format. */
export const make = (format: string, runs: ReadonlyArray<Residual.Residual>): Sidecar & Json.JsonObject => ({
  version: 1,
  format,
  runs
})
