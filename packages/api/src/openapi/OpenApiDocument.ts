/** Completes the OpenAPI document that `@effect/platform` makes: headers, tokens, and an example of every error. */
import { Json, Problem } from "@org/messages-core"
import * as Arr from "effect/Array"
import * as Struct from "effect/Struct"
import type { Examples } from "../EndpointProblems.js"
import * as OpenApiSchema from "./OpenApiSchema.js"

/** Describes every status of an operation, with the examples of its problems. */
export const operation =
  (examples: Examples) =>
  (operation: Json.JsonObject): Json.JsonObject => {
    const successes = object(operation["responses"])
    const errors = Arr.groupBy(examples, ({ status }) => String(status))
    const responses = Object.entries({ ...successes, ...mapValues(errors, error) })
    return {
      ...operation,
      ...("304" in successes && { parameters: [...array(operation["parameters"]), ifNoneMatch] }),
      ...(("201" in successes || "202" in successes) && {
        parameters: [...array(operation["parameters"]), idempotencyKey]
      }),
      ...("401" in errors && { security: [{ token: [] }, {}] }),
      responses: Object.fromEntries(
        responses.map(([status, response]) => [
          status,
          { ...object(response), headers: { ...object(object(response)["headers"]), ...headersOf(status, successes) } }
        ])
      )
    }
  }

/** Adds the server, the license and the security scheme, and removes the errors that only the server of `@effect/platform` would send. */
export const document = (document: Json.JsonObject): Json.JsonObject => {
  const components = object(document["components"])
  const schemas = Struct.omit(object(components["schemas"]), "HttpApiDecodeError", "Issue", "PropertyKey")
  return object(
    OpenApiSchema.rewrite({
      ...document,
      info: {
        ...object(document["info"]),
        contact: { name: "The operator of this server" },
        license: { name: "MIT", identifier: "MIT" }
      },
      servers: [{ url: "/", description: "This server" }],
      components: { ...components, schemas, securitySchemes: { token } }
    })
  )
}

/** Adds an example of a request body. */
export const withRequest =
  (value: object) =>
  (operation: Json.JsonObject): Json.JsonObject => ({
    ...operation,
    requestBody: withExample(object(operation["requestBody"]), value)
  })

/** Adds an example of the body of a success. */
export const withSuccess =
  (status: 200 | 201 | 202, value: object) =>
  (operation: Json.JsonObject): Json.JsonObject => {
    const responses = object(operation["responses"])
    return { ...operation, responses: { ...responses, [status]: withExample(object(responses[status]), value) } }
  }

/**
 * Adds a response in lines of JSON to the success of an operation. OpenAPI 3.1 cannot describe many values in one body, so the schema and the
 * examples are those of one line.
 */
export const withLines =
  (schema: string, examples: Readonly<Record<string, object>>) =>
  (operation: Json.JsonObject): Json.JsonObject => {
    const responses = object(operation["responses"])
    const found = object(responses["200"])
    const lines = {
      schema: { $ref: `#/components/schemas/${schema}` },
      examples: mapValues(examples, (value, summary) => ({ summary, value: plain(value) }))
    }
    const content = { ...object(found["content"]), "application/x-ndjson": lines }
    return { ...operation, responses: { ...responses, 200: { ...found, content } } }
  }

/** Adds texts to the success of an operation: by media type, what they are. */
export const withTexts =
  (texts: Readonly<Record<string, string>>) =>
  (operation: Json.JsonObject): Json.JsonObject => {
    const responses = object(operation["responses"])
    const found = object(responses["200"])
    const added = mapValues(texts, (description): Json.JsonObject => ({ schema: { type: "string", description } }))
    const json = object(object(found["content"])["application/json"])
    const schema = object(json["schema"])
    // The contract's texts are among the JSON values, because it knows one media type for a status.
    const anyOf = array(schema["anyOf"]).filter((one) => object(one)["type"] !== "string")
    const content = { "application/json": { ...json, schema: { ...schema, anyOf } }, ...added }
    return { ...operation, responses: { ...responses, 200: { ...found, content } } }
  }

/** A page links to the next one, and a limit is a number. */
export const paged = (operation: Json.JsonObject): Json.JsonObject => {
  const responses = object(operation["responses"])
  const headers = {
    Link: header('`<URL>; rel="next"` for the next page; absent on the last one and in a response in lines')
  }
  return {
    ...wholeNumber("limit", 1)(operation),
    responses: { ...responses, 200: { ...object(responses["200"]), headers } }
  }
}

/** A parameter that is a whole number; in the query, it comes as a text. */
export const wholeNumber =
  (name: string, minimum: number) =>
  (operation: Json.JsonObject): Json.JsonObject => ({
    ...operation,
    parameters: array(operation["parameters"]).map((parameter) =>
      Json.isObject(parameter) && parameter["name"] === name
        ? { ...parameter, schema: { type: "integer", minimum } }
        : parameter
    )
  })

/** A provider's body is JSON if the provider says so, and bytes otherwise. */
export const raw = (operation: Json.JsonObject): Json.JsonObject => {
  const responses = object(operation["responses"])
  const found = object(responses["200"])
  const content = { "application/json": { schema: {} }, ...object(found["content"]) }
  return { ...operation, responses: { ...responses, 200: { ...found, content } } }
}

const withExample = (body: Json.JsonObject, value: object): Json.JsonObject => ({
  ...body,
  content: mapValues(object(body["content"]), (media, type) =>
    type === "application/json" ? { ...object(media), example: plain(value) } : media
  )
})

const plain = (value: object): Json.Json => JSON.parse(JSON.stringify(value))

const error = (problems: Examples): Json.JsonObject => ({
  description: [...new Set(problems.map(({ title }) => title))].join(", "),
  content: {
    [Problem.contentType]: {
      schema: { $ref: "#/components/schemas/Problem" },
      examples: Object.fromEntries(problems.map((problem) => [name(problem), example(problem)]))
    }
  }
})

const example = (problem: Problem.Problem): Json.JsonObject => ({
  summary: problem.title,
  value: Json.compact(problem)
})

/** Unique within a status: a network error has the same type as the provider's own. */
const name = ({ origin, type }: Problem.Problem): string =>
  `${type.slice(Problem.typeOf("").length)}${origin === "network" ? "-network" : ""}`

const headersOf = (status: string, successes: Json.JsonObject): Json.JsonObject => ({
  "X-Request-Id": header("The id of the request, also in the log"),
  ...("304" in successes && (status === "200" || status === "304") && { ETag: header("The SHA-256 of the body") }),
  ...(status === "201" && { Location: header("Where the message can be read") }),
  ...(status === "202" && { Location: header("Where the state of the export can be read") }),
  ...(status === "401" && { "WWW-Authenticate": header("How to authenticate: `Bearer`") }),
  ...("201" in successes &&
    replayable.has(status) && {
      "Idempotent-Replayed": header(
        "`true` if this is the response to an earlier request with the same Idempotency-Key"
      )
    }),
  ...((status === "409" || status === "429" || status === "503") && {
    "Retry-After": header("Seconds to wait, if known")
  })
})

/** The statuses of responses that are stored. */
const replayable = new Set(["201", "404", "413", "422", "501", "502", "503", "504"])

const header = (description: string): Json.JsonObject => ({ description, schema: { type: "string" } })

const ifNoneMatch: Json.JsonObject = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "Entity tags of versions that the caller has, or `*`; if one is current, the response is 304",
  schema: { type: "string" }
}

const idempotencyKey: Json.JsonObject = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: [
    "A string of 1 to 255 visible ASCII characters, with or without quotes, that identifies a request, such as `order-4711`. The server carries out the request once,",
    "and answers every repetition with the first response. Each caller has its own keys; a key is deleted after some time."
  ].join(" "),
  schema: { type: "string" }
}

const token: Json.JsonObject = {
  type: "http",
  scheme: "bearer",
  description: "One of `MESSAGES_TOKENS`, if the server has any; without tokens it responds to its own machine only"
}

const object = (value: Json.Json | undefined): Json.JsonObject => (Json.isObject(value) ? value : {})

const array = (value: Json.Json | undefined): ReadonlyArray<Json.Json> => (Json.isArray(value) ? value : [])

const mapValues = <A, B>(record: Readonly<Record<string, A>>, f: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value, key)]))
