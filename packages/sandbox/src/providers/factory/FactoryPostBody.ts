/** Reads the body of a post to a Factory session, and makes its content blocks. */
import { Json, SchemaField } from "@org/messages-core"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

const { optional } = SchemaField

const text = optional(Schema.String)

const Image = Schema.Struct({
  type: Schema.Literal("base64"),
  data: Schema.String,
  mediaType: Schema.Literal("image/jpeg", "image/png", "image/gif", "image/webp")
})

const Pdf = Schema.Struct({
  type: Schema.Literal("base64"),
  mediaType: Schema.Literal("application/pdf"),
  data: Schema.String,
  parsedData: text,
  name: text,
  path: text
})

const TextFile = Schema.Struct({
  type: Schema.Literal("text"),
  mediaType: Schema.Literal("text/plain"),
  data: Schema.String,
  name: text,
  mime: text
})

const Draft = Schema.Struct({
  text: Schema.String,
  images: optional(Schema.Array(Image)),
  files: optional(Schema.Array(Schema.Union(Pdf, TextFile))),
  computerId: text
})

/** The body of a post. */
export type Draft = typeof Draft.Type

/** The draft in a body, or the path of the problem. The value is left out, because it may be a whole file. */
export const parse = (body: string): Either.Either<Draft, string> =>
  decode(body).pipe(
    Either.mapLeft((error) => describe(ParseResult.ArrayFormatter.formatErrorSync(error)[0]?.path ?? []))
  )

/** The content blocks of a draft: the text, then the images, then the files, each as Factory shows it. */
export const content = ({ files = [], images = [], text }: Draft): ReadonlyArray<Json.JsonObject> => [
  { type: "text", text },
  ...images.map((source) => ({ type: "image", source })),
  ...files.map((source) => ({ type: "document", source }))
]

const decode = Schema.decodeUnknownEither(Schema.parseJson(Draft), { onExcessProperty: "error" })

const describe = (path: ReadonlyArray<PropertyKey>): string =>
  path.length === 0
    ? "Invalid request body"
    : `Invalid request body at ${Json.pointer(path.map((key) => (typeof key === "symbol" ? key.toString() : key)))}`
