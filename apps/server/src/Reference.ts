/** Completes the OpenAPI document that the contract gives: headers, tokens, and every error with an example. */
import { Json, Problem } from "@org/messages-core"
import * as Arr from "effect/Array"
import * as Struct from "effect/Struct"
import type { Failures } from "./Failures.js"

/** Describes every status of an operation. */
export const operation =
  (failures: Failures) =>
  (operation: Json.JsonObject): Json.JsonObject => {
    const successes = object(operation["responses"])
    const errors = Arr.groupBy(failures, ({ status }) => String(status))
    const responses = Object.entries({ ...successes, ...mapValues(errors, error) })
    return {
      ...operation,
      ...("304" in successes && { parameters: [...array(operation["parameters"]), ifNoneMatch] }),
      ...("409" in errors && { parameters: [...array(operation["parameters"]), idempotencyKey] }),
      ...("401" in errors && { security: [{ token: [] }, {}] }),
      responses: Object.fromEntries(
        responses.map(([status, response]) => [status, { ...object(response), headers: headersOf(status, successes) }])
      )
    }
  }

/** Names the way in, and leaves out what the contract's library would answer and this server does not. */
export const document = (document: Json.JsonObject): Json.JsonObject => {
  const components = object(document["components"])
  const schemas = Struct.omit(object(components["schemas"]), "HttpApiDecodeError", "Issue", "PropertyKey")
  return { ...document, components: { ...components, schemas, securitySchemes: { token } } }
}

/** The bytes of a provider are JSON or, if it does not say so, just bytes. */
export const raw = (operation: Json.JsonObject): Json.JsonObject => {
  const responses = object(operation["responses"])
  const found = object(responses["200"])
  const content = { "application/json": { schema: {} }, ...object(found["content"]) }
  return { ...operation, responses: { ...responses, 200: { ...found, content } } }
}

const error = (problems: Failures): Json.JsonObject => ({
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

/** Unique in its status: an error of the network has the same type as the provider's own. */
const name = ({ origin, type }: Problem.Problem): string =>
  `${type.slice(Problem.typeOf("").length)}${origin === "network" ? "-network" : ""}`

const headersOf = (status: string, successes: Json.JsonObject): Json.JsonObject => ({
  "X-Request-Id": header("The id of the request, also in the log"),
  ...("304" in successes && (status === "200" || status === "304") && { ETag: header("The SHA-256 of the body") }),
  ...(status === "201" && { Location: header("Where the message can be read") }),
  ...(status === "401" && { "WWW-Authenticate": header("How to authenticate: `Bearer`") }),
  ...("201" in successes &&
    replayable.has(status) && {
      "Idempotent-Replayed": header(
        "`true` where this is the answer to an earlier request with the same Idempotency-Key"
      )
    }),
  ...((status === "409" || status === "429" || status === "503") && {
    "Retry-After": header("Seconds to wait, where they are known")
  })
})

/** The statuses of answers that are kept. */
const replayable = new Set(["201", "404", "413", "422", "501", "502", "503", "504"])

const header = (description: string): Json.JsonObject => ({ description, schema: { type: "string" } })

const ifNoneMatch: Json.JsonObject = {
  name: "If-None-Match",
  in: "header",
  required: false,
  schema: { type: "string" }
}

const idempotencyKey: Json.JsonObject = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: [
    "A string of 1 to 255 visible ASCII characters, in quotes or not, by which the same post is known again: it is sent to the provider once,",
    "and whoever repeats the request gets the first answer. A key is the caller's own, and is forgotten in time."
  ].join(" "),
  schema: { type: "string" },
  example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"'
}

const token: Json.JsonObject = {
  type: "http",
  scheme: "bearer",
  description: "One of `MESSAGES_TOKENS`, where the server has them; without them it answers its own machine only"
}

const object = (value: Json.Json | undefined): Json.JsonObject => (Json.isObject(value) ? value : {})

const array = (value: Json.Json | undefined): ReadonlyArray<Json.Json> => (Json.isArray(value) ? value : [])

const mapValues = <A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]))
