/** Makes the body of Factory's post from a draft. */
import { type Draft, Json, MessageError, type Part, Provider, FileSignature } from "@org/messages-core"
import { FactorySchema } from "@org/messages-provider-factory"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Schema from "effect/Schema"
import * as Base64 from "../Base64.js"

/** The body of Factory's post, without the conversation's `computerId`. */
export type Body = Omit<FactorySchema.FactoryPost, "computerId">

/** The body of the post, or `InvalidDraft` with the path of the first thing that Factory does not accept. */
export const body = (draft: Draft.Draft): Either.Either<Body, MessageError.InvalidDraft> =>
  Either.gen(function* () {
    if (draft.text === undefined) return yield* refuse("/parts", "cannot be sent to Factory, which takes a text")
    const { text } = draft
    const images = yield* each(draft.images, "/images", image)
    const files = yield* each(draft.files, "/files", file)
    yield* together([...sized(images, "/images"), ...sized(files, "/files")])
    return Json.compact({ text, images, files })
  })

const { limits } = Provider.descriptors.factory

interface Sized {
  readonly path: string
  readonly bytes: number
}

const sized = (sources: Body["images"] | Body["files"] = [], path: string): ReadonlyArray<Sized> =>
  sources.map(({ data, type }, index) => ({
    path: `${path}/${index}`,
    bytes: type === "text" ? new TextEncoder().encode(data).length : Base64.length(data)
  }))

/** Refuses the first attachment with which all of them exceed their limit. */
const together = (attachments: ReadonlyArray<Sized>): Converted<void> => {
  const limit = limits.attachments
  let sum = 0
  const first = attachments.find(({ bytes }) => (sum += bytes) > limit)
  if (first === undefined) return Either.void
  const problem = `brings the images and files to more than ${limit / 1024 / 1024} MiB (${limit} bytes) together: post them in several messages`
  return Either.left(invalid(first.path, problem, limit))
}

type Converted<A> = Either.Either<A, MessageError.InvalidDraft>

const image = (part: Part.File, path: string): Converted<NonNullable<Body["images"]>[number]> =>
  Either.gen(function* () {
    const { data, mediaType } = part
    if (!isImage(mediaType)) return yield* refuse(`${path}/mediaType`, `must be one of ${imageTypes.join(", ")}`)
    yield* only(part, path, ["mediaType", "data"])
    const binary = yield* bytes(data, `${path}/data`, limits.image)
    yield* matches(binary, mediaType, `${path}/data`)
    return { type: "base64" as const, data: binary.text, mediaType }
  })

const file = (part: Part.File, path: string): Converted<NonNullable<Body["files"]>[number]> =>
  part.mediaType === "application/pdf" && part.text === undefined ? pdf(part, path) : text(part, path)

const pdf = (part: Part.File, path: string): Converted<typeof FactorySchema.PdfSource.Type> =>
  Either.gen(function* () {
    const { data, extractedText, filename } = part
    yield* only(part, path, ["mediaType", "data", "filename", "path", "extractedText"])
    const binary = yield* bytes(data, `${path}/data`, limits.pdf)
    yield* matches(binary, "application/pdf", `${path}/data`)
    const more = Json.compact({ parsedData: extractedText, name: filename, path: part.path })
    return {
      type: "base64" as const,
      mediaType: "application/pdf" as const,
      data: binary.text,
      ...more
    }
  })

/** Any text, given as text or as UTF-8 bytes; Factory takes every text as `text/plain`. */
const text = (part: Part.File, path: string): Converted<typeof FactorySchema.TextSource.Type> =>
  Either.gen(function* () {
    const { filename, mediaType } = part
    yield* only(
      part,
      path,
      part.text === undefined ? ["mediaType", "data", "filename"] : ["mediaType", "text", "filename"]
    )
    const data = part.text ?? (yield* decode(part, path))
    if (new TextEncoder().encode(data).length > limits.text) return yield* tooLarge(path, limits.text)
    if (data.trim() === "") return yield* refuse(path, "must not be empty")
    const more = Json.compact({ name: filename, mime: mediaType === "text/plain" ? undefined : mediaType })
    return { type: "text" as const, mediaType: "text/plain" as const, data, ...more }
  })

const decode = (part: Part.File, path: string): Converted<string> =>
  Either.gen(function* () {
    const { text } = yield* bytes(part.data, `${path}/data`, limits.text)
    const binary = yield* Either.mapLeft(Encoding.decodeBase64(text), () => invalid(path, "is not base64"))
    return yield* Either.try({
      try: () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(binary),
      catch: () =>
        invalid(
          path,
          `is ${part.mediaType ?? "a file without a media type"} and not text: Factory takes PDF and text files`
        )
    })
  })

const bytes = (data: string | undefined, path: string, limit: number): Converted<Base64.Base64> => {
  if (data !== undefined && (data.length * 3) / 4 > limit * 2) return tooLarge(path, limit)
  const binary = Base64.read(data ?? "")
  if (binary === undefined) return refuse(path, "is not base64")
  if (binary.length === 0) return refuse(path, "must hold the file's bytes in base64")
  return binary.length > limit ? tooLarge(path, limit) : Either.right(binary)
}

/** Refuses bytes that do not match their media type: Factory stores them, and the model then refuses every later turn of the session. */
const matches = ({ head }: Base64.Base64, mediaType: string, path: string): Converted<void> => {
  if (FileSignature.isOf(head, mediaType)) return Either.void
  return refuse(path, `must be ${mediaType}, but its bytes are ${FileSignature.mediaType(head) ?? "something else"}`)
}

/** Refuses a field that Factory has no place for, so that nothing is lost silently. */
const only = (part: Part.File, path: string, keys: ReadonlyArray<keyof Part.File>): Converted<void> => {
  const other = contents.find((key) => part[key] !== undefined && !keys.includes(key))
  return other === undefined ? Either.void : refuse(`${path}/${other}`, "cannot be sent to Factory with this file")
}

const each = <A>(
  parts: ReadonlyArray<Part.File> | undefined,
  path: string,
  convert: (part: Part.File, path: string) => Converted<A>
): Converted<ReadonlyArray<A> | undefined> =>
  parts === undefined
    ? Either.right(undefined)
    : Either.all(parts.map((part, index) => convert(part, `${path}/${index}`)))

const invalid = (path: string, problem: string, limitBytes?: number) =>
  new MessageError.InvalidDraft({
    provider: "factory",
    path,
    problem,
    delivery: "not-delivered",
    ...Json.compact({ limitBytes })
  })

const refuse = (path: string, problem: string) => Either.left(invalid(path, problem))

const tooLarge = (path: string, limit: number) =>
  Either.left(invalid(path, `has more than ${limit / 1024 / 1024} MiB (${limit} bytes)`, limit))

const contents = ["data", "text", "url", "fileId", "filename", "path", "extractedText"] as const
const isImage = Schema.is(FactorySchema.ImageMediaType)
const imageTypes = FactorySchema.ImageMediaType.literals
