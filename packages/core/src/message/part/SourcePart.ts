/** The parts that name sources: what was quoted, and what was used. */
import * as Schema from "effect/Schema"
import { optional, required } from "../../schema/SchemaField.js"
import { Index, oneOf } from "../../schema/SchemaRule.js"
import { common, text, type } from "./PartField.js"

/** The fields of which a citation needs at least one. */
export const citation = oneOf("sourceId", "url", "title", "quote")

/** A source that was quoted, and what it supports. */
export const Citation = Schema.Struct({
  type: type("citation", "A citation"),
  sourceId: text("The provider's id of the source"),
  url: text("Where the source can be read"),
  title: text("The title of the source"),
  quote: text("The words that are quoted"),
  span: optional(
    Schema.Struct({
      part: required(Index, "The index of the part in the message"),
      start: required(Index, "The first character, counted in UTF-16 units"),
      end: required(Index, "The character after the last one, counted in UTF-16 units")
    }),
    "Which characters of which part the source supports"
  ),
  ...common
})
  .pipe(Schema.filter(citation.holds, { jsonSchema: citation.jsonSchema }))
  .annotations({ identifier: "CitationPart", description: "A source that was quoted" })

/** A document that was used. */
export const Source = Schema.Struct({
  type: type("source", "A document that was used"),
  sourceId: text("The provider's id of the document"),
  url: text("Where the document can be read"),
  mediaType: text("The media type of the document"),
  title: text("The title of the document"),
  filename: text("The name of the document's file"),
  ...common
}).annotations({ identifier: "SourcePart", description: "A document that was used" })
