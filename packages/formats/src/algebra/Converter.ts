/** A format as programs use it: messages to document, and document to messages. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Definition, Messages } from "./Definition.js"
import * as Export from "./Export.js"
import { InvalidDocument, NotExpressible } from "./FormatError.js"
import * as Import from "./Import.js"
import type { Report } from "./Report.js"
import type { Sidecar } from "./residue/Sidecar.js"
import * as WithReport from "./WithReport.js"

/** A document, its sidecar, and the report on it. */
export interface Exported<Value extends Json.Json = Json.Json> {
  /** The document. */
  readonly value: Value
  /** What the document cannot hold; give it to the import, and the original messages come back. */
  readonly residue?: Sidecar
  /** What the document holds, and what is lost without the sidecar. */
  readonly report: Report
}

/** Both directions of one format. */
export interface Converter<Value extends Json.Json = Json.Json> {
  /** The name of the format, such as `chat`. */
  readonly name: string
  /** Whether documents have a slot for what the format cannot express, and exports use it unless `keep` says otherwise. */
  readonly hasSlot: boolean
  /** Whether a native element looks like one of this format; absent if this cannot be decided. */
  readonly recognizes?: (element: Json.JsonObject) => boolean
  /** Whether an element can belong to no other format; if present, a document needs at least one such element. */
  readonly identifies?: (element: Json.JsonObject) => boolean
  /** The key of the list of elements, if a document is an object around it. */
  readonly list?: string
  /** Whether the format is read-only: every export fails. */
  readonly isReadOnly?: true
  /** Whether the format is write-only: every import fails. */
  readonly isWriteOnly?: true
  /** The document of a conversation. */
  readonly export: (messages: Messages, options?: Export.Options) => Either.Either<Exported<Value>, NotExpressible>
  /** The messages of a document. `residue` is the sidecar that its export returned. */
  readonly import: (value: unknown, residue?: unknown) => Either.Either<Import.Import, InvalidDocument>
}

/** The converter of a format. */
export const of = (definition: Definition): Converter<ReadonlyArray<Json.JsonObject>> =>
  typed(definition, (element): element is Json.JsonObject => Json.isObject(element))

/**
 * The converter of a format whose elements have a type. Messages of the format itself are returned exactly as they came, so an export of them fails if
 * they came from a document that departs from the type.
 */
export const typed = <Element extends Json.JsonObject>(
  definition: Definition,
  isElement: (element: Json.JsonObject) => element is Element
): Converter<ReadonlyArray<Element>> => ({
  name: definition.name,
  hasSlot: definition.slot !== undefined && definition.slotOnRequest !== true,
  ...(definition.recognizes !== undefined && { recognizes: definition.recognizes }),
  export: (messages, options) =>
    Either.flatMap(Export.of(definition, messages, options), (made) => {
      const { residue, value } = made
      if (value.every(isElement)) return Either.right(WithReport.make(value, () => made.report, residue))
      return Either.left(
        new NotExpressible({
          format: definition.name,
          problem: `/${value.findIndex((element) => !isElement(element))} came from a document that departs from the format`
        })
      )
    }),
  import: (value, residue) => Import.of(definition, value, residue)
})

/** The converter of a write-only format. Its reports are computed by reading the export back, but an import fails. */
export const writeOnly = <Value extends Json.Json>(converter: Converter<Value>): Converter<Value> => ({
  ...converter,
  isWriteOnly: true,
  import: () => Either.left(new InvalidDocument({ format: converter.name, path: "", problem: "can only be written" }))
})
