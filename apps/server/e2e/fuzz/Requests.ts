/** Arbitrary valid and invalid requests to an operation, made from its description in an OpenAPI document. */
import * as fc from "effect/FastCheck"
import type { Json } from "@org/messages-core"

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly in: string }>
  /** The schema of its body, if it takes one. */
  readonly body: Json.JsonObject | undefined
}

/** The requests to an operation. `known` are refs that exist, and `words` are texts that make a body valid. */
export const of = (
  operation: Operation,
  schemas: Json.JsonObject,
  known: ReadonlyArray<string>,
  words: ReadonlyArray<string>
): fc.Arbitrary<Request> =>
  fc
    .record({
      path: pathOf(operation.path, known),
      query: sometimes(fc.oneof(fc.webQueryParameters(), text, fc.constant("computerId=c"), fc.constant("%zz"))),
      headers: headersOf(operation),
      type: weighted(9, fc.constant("application/json"), types),
      body: operation.body === undefined ? fc.constant(undefined) : bodyOf(operation.body, schemas, words)
    })
    .map(({ body, headers, path, query, type }) => ({
      method: operation.method.toUpperCase(),
      path: `${path}${query === undefined ? "" : `?${visible(query)}`}`,
      headers: body === undefined ? headers : { ...headers, "content-type": type },
      ...(body !== undefined && { body })
    }))

const weighted = <A>(weight: number, usual: fc.Arbitrary<A>, odd: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd })

const sometimes = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  weighted<A | undefined>(4, fc.constant(undefined), arbitrary)

/** Lone surrogates, control characters and everything else that a string can hold. */
const text = fc.oneof(
  fc.string(),
  fc.fullUnicodeString(),
  fc.string16bits(),
  fc.constantFrom("..", ".", "%2e%2e", "%00", "%", "%ff", "\ud800", "__proto__", "constructor", "é", "a".repeat(600))
)

/** Percent-encodes every character that a target must not contain. */
const visible = (text: string): string =>
  [...text].map((char) => (/^[!"$-~]$/.test(char) ? char : percent(char))).join("")

const percent = (char: string): string => [...Buffer.from(char)].map((byte) => `%${byte.toString(16)}`).join("")

const pathOf = (template: string, known: ReadonlyArray<string>): fc.Arbitrary<string> => {
  if (!template.includes("{")) return fc.constant(template)
  const provider = fc.constantFrom("factory", "mielto", "honcho", "veryfront")
  const ref = fc.oneof(
    fc.constantFrom(...known),
    fc
      .tuple(provider, fc.array(fc.oneof(fc.string({ minLength: 1 }), text), { maxLength: 4 }))
      .map(([provider, ids]) => `${provider}:${ids.map(visible).join("/")}`),
    text
  )
  const segment = fc.oneof(
    ref.map((ref) => ref.replace(/[\ud800-\udfff]/gu, "%ff")).map(encodeURIComponent),
    ref.map((ref) => visible(ref).replaceAll("/", "%2F").replaceAll("?", "%3F"))
  )
  return segment.map((segment) => template.replace(/\{\w+\}/, () => segment))
}

const latin1 = fc.stringOf(
  fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code))
)

const headersOf = ({ parameters }: Operation): fc.Arbitrary<Record<string, string>> => {
  const own = parameters.filter((parameter) => parameter.in === "header").map(({ name }) => name.toLowerCase())
  const values = fc.oneof(
    fc.uuid(),
    fc.uuid().map((id) => `"${id}"`),
    latin1,
    fc.constantFrom("*", '"a"', "", "k", '"a", "b"')
  )
  const others = {
    accept: fc.constantFrom("*/*", "text/html", "image/png", "application/json;q=0", ""),
    "accept-encoding": fc.constantFrom("gzip", "br;q=1, *;q=0", "x"),
    "accept-language": latin1,
    "x-request-id": latin1,
    traceparent: fc.constantFrom("", "00-0-0-00", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a,b"),
    tracestate: latin1,
    cookie: latin1,
    range: fc.constantFrom("bytes=0-0", "bytes=9-1", "x"),
    "sec-fetch-site": fc.constantFrom("cross-site", "same-origin", "none"),
    origin: fc.constantFrom("http://example.com", "null"),
    "x-http-method-override": fc.constantFrom("DELETE", "PUT"),
    "content-encoding": fc.constantFrom("gzip", "identity")
  }
  const record = (names: ReadonlyArray<string>, arbitrary: fc.Arbitrary<string>) =>
    Object.fromEntries(names.map((name) => [name, sometimes(arbitrary)]))
  const rare = Object.fromEntries(
    Object.entries(others).map(([name, values]) => [name, weighted(12, fc.constant(undefined), sometimes(values))])
  )
  return fc
    .record({ ...rare, ...record(own, values) })
    .map((found) =>
      Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined))
    )
}

const types = fc.constantFrom(
  "application/json; charset=utf-8",
  "application/json; charset=utf-16",
  "application/json; charset=latin1",
  "application/problem+json",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "text/plain",
  "*/*",
  "json",
  ""
)

/** Values of an unexpected kind. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    1e21,
    "",
    "__proto__",
    [],
    {},
    { toString: null },
    [[]],
    "\ud800",
    "\u0000"
  ),
  fc.constant(JSON.parse('{"__proto__":{"toString":null}}')),
  fc.integer({ min: 1, max: 200 }).map((depth) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)),
  fc.jsonValue()
)

const bodyOf = (
  schema: Json.JsonObject,
  schemas: Json.JsonObject,
  words: ReadonlyArray<string>
): fc.Arbitrary<string | Buffer> => {
  const valid = valueOf(schema, schemas, words)
  const value = fc.oneof(
    { weight: 4, arbitrary: valid },
    { weight: 5, arbitrary: valid.chain(mutated) },
    { weight: 1, arbitrary: odd }
  )
  const texts = value.map((value) => JSON.stringify(value))
  return weighted<string | Buffer>(9, texts, texts.chain(broken))
}

/** A value within a JSON Schema. It supports only the keywords that the schemas of bodies use. */
const valueOf = (
  schema: Json.JsonObject,
  schemas: Json.JsonObject,
  words: ReadonlyArray<string>
): fc.Arbitrary<unknown> => {
  const follow = (child: unknown) => valueOf(child as Json.JsonObject, schemas, words)
  if (typeof schema["$ref"] === "string") return follow(schemas[schema["$ref"].replace(/.*\//, "")])
  if (Array.isArray(schema["anyOf"])) return fc.oneof(...schema["anyOf"].map(follow))
  if (Array.isArray(schema["enum"])) return fc.constantFrom<unknown>(...schema["enum"])
  const examples = Array.isArray(schema["examples"]) ? schema["examples"] : []
  switch (schema["type"]) {
    case "object": {
      const properties = Object.entries((schema["properties"] ?? {}) as Json.JsonObject)
      const required = Array.isArray(schema["required"]) ? schema["required"] : []
      const values = properties.map(([name, child]) => [name, follow(child)] as const)
      const all = fc.record(Object.fromEntries(values), { requiredKeys: required as Array<string> })
      // No provider takes every field of a draft, so some values have the first two fields alone, such as a conversation and a text.
      return fc.oneof(all, fc.record(Object.fromEntries(values.slice(0, Math.max(2, required.length)))))
    }
    case "array":
      return fc.array(follow(schema["items"]), { maxLength: 3 })
    case "string":
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<unknown>(...examples, ...words) },
        fc.fullUnicodeString(),
        fc.base64String({ maxLength: 40 })
      )
    case "number":
    case "integer":
      return fc.integer()
    case "boolean":
      return fc.boolean()
    default:
      return fc.jsonValue()
  }
}

/** The same value with one part replaced, added or removed. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== "object" || value === null) return odd
  const entries = Object.entries(value)
  const rebuild = (entries: ReadonlyArray<readonly [string, unknown]>): unknown =>
    Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries)
  const added = fc.tuple(text, odd).map((entry) => rebuild([...entries, entry]))
  if (entries.length === 0) return added
  const at = fc.nat({ max: entries.length - 1 })
  const replaced = at.chain((index) =>
    fc
      .oneof(odd, mutated(entries[index]?.[1]))
      .map((child) =>
        rebuild(entries.map(([key, old], other): readonly [string, unknown] => [key, other === index ? child : old]))
      )
  )
  return fc.oneof(
    replaced,
    replaced,
    added,
    at.map((index) => rebuild(entries.filter((_, other) => other !== index)))
  )
}

/** The same text with bytes cut off or inserted, or in another encoding. */
const broken = (text: string): fc.Arbitrary<string | Buffer> => {
  const bytes = Buffer.from(text)
  const at = fc.nat({ max: bytes.length })
  return fc.oneof(
    at.map((end) => bytes.subarray(0, end)),
    fc
      .tuple(at, fc.integer({ min: 0, max: 255 }))
      .map(([index, byte]) => Buffer.concat([bytes.subarray(0, index), Buffer.from([byte]), bytes.subarray(index)])),
    fc.constantFrom<string | Buffer>(`\ufeff${text}`, Buffer.from(text, "utf16le"), `${text}${text}`, `${text},`, "")
  )
}
