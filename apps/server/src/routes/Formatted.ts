/** Documents in other formats. This file is loaded with the formats when a request first asks for one. */
import type { Converted, ConvertRequest } from "@org/messages-api/ConvertRequest"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { FormatError, Json, type Message, type Page, Problem } from "@org/messages-core"
import { Catalogue, Conversion, DocumentText, type Export, Formats, Html } from "@org/messages-formats"
import { adapters } from "@org/messages-runtime/ProviderForms"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Representation } from "../request/Representation.js"
import * as Turn from "../request/Turn.js"
import * as Response from "../response/Response.js"

const registry = Formats.withProviders(adapters)

/** The formats that can be written, in the order in which they are shown. */
const writable: ReadonlySet<string> = new Set([
  ...registry.names.filter((name) => registry.get(name)?.isReadOnly !== true),
  ...Catalogue.standard.filter(({ name }) => Catalogue.isForPeople(name)).map(({ name }) => name)
])

/** Fails if there is no such format to write. */
export const checkName = (format: string | undefined): Either.Either<void, Problem.Problem> =>
  format === undefined || writable.has(format) ? Either.void : Either.left(RequestProblem.unknownFormat([...writable]))

/** Writes a message in a format as JSON, for the lines of an export; `undefined` if the format's documents are not lists of JSON. */
export const lineOf = (format: string) => {
  if (registry.get(format) === undefined || format === "ndjson") return undefined
  const keep = keepOf(format, "none")
  return (message: Message.Message): string | undefined =>
    Either.match(Conversion.write(registry, [message], format, keep), {
      onLeft: () => undefined,
      onRight: ({ value }) => JSON.stringify(value)
    })
}

type Answer = Response.ResponseOf<Converted | Elements | string>

/** The response with messages in a format. Elements of a page that cannot be read are listed beside the document. */
export const messages = (
  { faults, items }: Pick<Page.Page<Message.Message>, "faults" | "items">,
  { format = "canonical", keep, report }: Representation
): Either.Either<Answer, Problem.Problem> => {
  const written = Conversion.write(registry, items, format, keep ?? keepOf(format, "none"))
  if (Either.isLeft(written)) return Either.left(Problem.of(written.left))
  if (report || keep === "beside")
    return Either.right(Response.json({ ...convertedOf(written.right, report), ...(faults && { faults }) }))
  return faults === undefined
    ? Either.right(document(format, written.right.value))
    : Either.left(Problem.of(unread(format, faults.length)))
}

const unread = (format: string, count: number) =>
  new FormatError.NotExpressible({
    format,
    problem: `elements of the page cannot be read (${count}), and its documents have no place for that: with report=true, they are listed beside the document`
  })

/** Converts the document of a request. Other requests have their turn between reading, writing and the report. */
export const convert = ({
  document,
  from,
  keep,
  residue,
  to
}: ConvertRequest): Effect.Effect<Response.ResponseOf<Converted>, Problem.Problem> =>
  Effect.gen(function* () {
    yield* checkName(to)
    const { elements, rest } = yield* from === "ndjson" && typeof document === "string"
      ? DocumentText.read(document, from)
      : DocumentText.of(document, from)
    const source = yield* Conversion.read(registry, elements, from, residue, rest && [rest])
    yield* Turn.next(undefined)
    const kept = keep ?? keepOf(to, "beside")
    const written = yield* Conversion.write(registry, source.messages, to, kept, source.others)
    yield* Turn.next(undefined)
    const ignored = source.ignored.length === 0 ? {} : { ignored: source.ignored }
    const others =
      source.others === undefined || source.others.length === 0 ? {} : { others: Conversion.countOthers(source) }
    return Response.json({ ...convertedOf(written, true), from: source.from, ...others, ...ignored })
  }).pipe(Effect.mapError((error) => ("_tag" in error ? Problem.of(error) : error)))

/** Where to keep what the format cannot express: in the document if it has room, otherwise as requested. A lossless format keeps nothing. */
const keepOf = (format: string, otherwise: Export.Keep): Export.Keep => {
  if (Catalogue.standard.some(({ name, slot }) => name === format && slot !== undefined)) return "embed"
  return Conversion.needsNoSidecar(registry, format) ? "none" : otherwise
}

/** The document with what stands beside it. To read the report is to compute it. */
export const convertedOf = (target: Conversion.ConvertedDocument, isReported: boolean): Converted => {
  const { residue, value } = target
  const report = isReported ? target.report : undefined
  return {
    value,
    ...(residue !== undefined && { residue: Json.compact(residue) }),
    ...(report !== undefined && { report: { ...report } })
  }
}

type Elements = ReadonlyArray<Json.Json>

const document = (format: string, value: Json.Json): Response.ResponseOf<Elements | string> => {
  if (typeof value !== "string") return Response.json(Json.isArray(value) ? value : [value])
  const policy = `${Html.policy}; frame-ancestors 'none'`
  const headers = format === "html" ? { "content-security-policy": policy } : {}
  return Response.text(value, types.get(format) ?? "text/plain; charset=utf-8", headers)
}

const types: ReadonlyMap<string, string> = new Map([
  ["markdown", "text/markdown; charset=utf-8"],
  ["html", "text/html; charset=utf-8"],
  ["ndjson", "application/x-ndjson"],
  ["openai-fine-tuning", "application/x-ndjson"]
])
