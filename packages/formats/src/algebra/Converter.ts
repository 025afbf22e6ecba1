/** A format as a program uses it: the document of messages, and the messages of a document. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Definition, Messages } from "./Definition.js"
import * as Export from "./Export.js"
import { InvalidDocument, NotExpressible } from "./FormatError.js"
import * as Import from "./Import.js"
import type { Report } from "./Report.js"
import type { Sidecar } from "./Sidecar.js"
import * as WithReport from "./WithReport.js"

/** A document, what was kept beside it, and what it says of the messages. */
export interface Exported<Value extends Json.Json = Json.Json> {
  readonly value: Value
  readonly residue?: Sidecar
  readonly report: Report
}

/** Both directions of one format. */
export interface Converter<Value extends Json.Json = Json.Json> {
  readonly name: string
  /** Whether documents have a place for what the format does not say. */
  readonly hasSlot: boolean
  /** Whether a native element looks like one of this format; absent where that cannot be told. */
  readonly recognizes?: (element: Json.JsonObject) => boolean
  /** Whether an element can be of this format alone; where it is there, one element of a document must be such a one. */
  readonly identifies?: (element: Json.JsonObject) => boolean
  /** The key of the list of elements, if a document is an object around it. */
  readonly list?: string
  /** Whether the format is only read: every export fails. */
  readonly isReadOnly?: true
  /** Whether the format is only written: every import fails. */
  readonly isWriteOnly?: true
  /** The document of a conversation. */
  readonly export: (messages: Messages, options?: Export.Options) => Either.Either<Exported<Value>, NotExpressible>
  /** The messages of a document. `residue` is the sidecar that its export gave. */
  readonly import: (value: unknown, residue?: unknown) => Either.Either<Import.Import, InvalidDocument>
}

/** The converter of a format. */
export const of = (definition: Definition): Converter<ReadonlyArray<Json.JsonObject>> =>
  typed(definition, (element): element is Json.JsonObject => Json.isObject(element))

/**
 * The converter of a format whose elements have a type. Messages of the format itself are given back as they came, so an export of them fails if
 * they came from a document that departs from the type.
 */
export const typed = <Element extends Json.JsonObject>(
  definition: Definition,
  isElement: (element: Json.JsonObject) => element is Element
): Converter<ReadonlyArray<Element>> => ({
  name: definition.name,
  hasSlot: definition.slot !== undefined,
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

/** The converter of a format that is only written: its reports compare what reading would give, and an import fails. */
export const writeOnly = <Value extends Json.Json>(converter: Converter<Value>): Converter<Value> => ({
  ...converter,
  isWriteOnly: true,
  import: () => Either.left(new InvalidDocument({ format: converter.name, path: "", problem: "can only be written" }))
})
