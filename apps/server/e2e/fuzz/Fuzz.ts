/** Checks the server against its own OpenAPI document with random requests. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { type Dispatcher, Pool } from "@effect/platform-node/Undici"
import { ConversationRef, Json, MessageRef } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as fc from "effect/FastCheck"
import * as Scope from "effect/Scope"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { serve } from "../Program.js"
import * as Requests from "./Requests.js"

/** A fixed seed, for repeatable results, and a new seed for each run. */
const seeds = [20_260_101, Date.now() % 2 ** 31]

const scope = Effect.runSync(Scope.make())
const ajv = new Ajv2020({ strict: false })
formats.default(ajv)

let pool: Pool
let document: Json.JsonObject = {}

beforeAll(async () => {
  const { url } = await Effect.runPromise(Scope.extend(serve(["--sandbox"], { MESSAGES_BODY_LIMIT: "200000" }), scope))
  pool = new Pool(url, { connections: 32 })
  document = JSON.parse((await send({ method: "GET", path: "/openapi.json", headers: {} })).text)
  ajv.addSchema({ $id: "openapi", ...document })
})

afterAll(async () => {
  await pool.close()
  await Effect.runPromise(Scope.close(scope, Exit.void))
})

/** Sends a request to the server. */
export const send = async ({ body, headers, method, path }: Requests.Request) => {
  // Undici knows fewer methods than Node.
  const asked = { path, headers, body: body ?? null, method: method as Dispatcher.HttpMethod }
  const answer = await pool.request(asked)
  const [type = ""] = String(answer.headers["content-type"] ?? "").split(";")
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  const text = decoded(String(answer.headers["content-encoding"] ?? ""), bytes).toString()
  return { status: answer.statusCode, type, headers: answer.headers, text }
}

const decoded = (coding: string, bytes: Buffer): Buffer => {
  if (bytes.length === 0) return bytes
  return coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes
}

type Answer = Awaited<ReturnType<typeof send>>

/** The value at a place in the document. */
export const at = (...keys: ReadonlyArray<string>): Json.Json | undefined =>
  keys.reduce<Json.Json | undefined>(
    (value, key) => (Json.isObject(value) ? Json.own(value, key) : undefined),
    document
  )

/** The keys of an object of the document. */
export const keysAt = (...keys: ReadonlyArray<string>): ReadonlyArray<string> => Object.keys(at(...keys) ?? {})

/** The validator of a schema of the document. */
export const schema = (...keys: ReadonlyArray<string>): ValidateFunction => {
  const escaped = keys.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")))
  const found = ajv.getSchema(`openapi#/${escaped.join("/")}`)
  if (found === undefined) throw new Error(`There is no schema at ${keys.join(" ")}`)
  return found
}

/** How a response differs from the document, or nothing. */
const undescribed = ({ method, path }: Requests.Operation, { status, text, type }: Answer): string | undefined => {
  const place = ["paths", path, method, "responses", String(status)]
  if (status === 500) return "the server failed"
  if (at(...place) === undefined) return `the status ${status} is not described`
  const types = keysAt(...place, "content")
  if (types.length === 0) return type === "" && text === "" ? undefined : `${status} has a body`
  if (!types.includes(type)) return `${status} is ${type}`
  if (type === "application/octet-stream" || type.startsWith("text/")) return undefined
  const validate = schema(...place, "content", type, "schema")
  const values = type === "application/x-ndjson" ? text.split("\n").filter((line) => line !== "") : [text]
  return values.every((value) => validate(JSON.parse(value)) === true)
    ? undefined
    : `${status}: ${ajv.errorsText(validate.errors)}`
}

const refusals = /malformed-body|unsupported-media-type|unexpected-body/

/** Why a response does not fit its request, or nothing. */
const unfit = ({ body, path }: Requests.Operation, request: Requests.Request, { status, text }: Answer) => {
  // The server refuses such a request before it reads anything else.
  if (status === 403 && text.includes("cross-site")) return undefined
  // Any text may be the id of an export.
  if (path.startsWith("/v1/exports/")) return undefined
  if (path.includes("{")) {
    const [, segment = "", query = ""] = /^\/v1\/\w+\/([^/?]*)[^?]*(.*)$/.exec(request.path) ?? []
    if (isRef(path, segment, path.endsWith("/raw") ? query : ofRef(query)))
      return text.includes("invalid-ref") ? "refused a ref" : undefined
    return status === 400 ? undefined : `accepted an invalid ref with ${status}`
  }
  if (body === undefined) return undefined
  const isRefused = status >= 400 && status < 500
  if (!isGood(path, request)) return isRefused ? undefined : `accepted an invalid body with ${status}`
  return refusals.test(text) ? `refused a good body with ${status}` : undefined
}

/** The part of a query that belongs to the ref: the rest asks for a format. */
const ofRef = (query: string): string => {
  const words = query.slice(1).split("&")
  const rest = words.filter((word) => !/^(format|keep|report)(=|$)/.test(word)).join("&")
  return rest === "" ? "" : `?${rest}`
}

const isRef = (path: string, segment: string, query: string): boolean => {
  const decoded = Either.try(() => decodeURIComponent(segment))
  return Either.isRight(
    Either.flatMap(decoded, (text) =>
      path.startsWith("/v1/conversations/")
        ? Either.map(ConversationRef.parse(`${text}${query}`), () => true)
        : Either.map(MessageRef.parse(`${text}${query}`), () => true)
    )
  )
}

const isGood = (path: string, { body = "", headers }: Requests.Request): boolean => {
  if (!/^application\/json(; charset=utf-8)?$/.test(headers["content-type"] ?? "")) return false
  if ((headers["content-encoding"] ?? "identity") !== "identity") return false
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  const parsed = Either.try((): unknown => JSON.parse(decoder.decode(Buffer.from(body))))
  const isPost = schema("paths", path, "post", "requestBody", "content", "application/json", "schema")
  return Either.isRight(parsed) && isPost(parsed.right) === true && Json.fault(parsed.right) === undefined
}

const operations = (): ReadonlyArray<Requests.Operation> =>
  keysAt("paths").flatMap((path) =>
    keysAt("paths", path).map((method) => {
      const parameters = at("paths", path, method, "parameters")
      const body = at("paths", path, method, "requestBody", "content", "application/json", "schema")
      return {
        path,
        method,
        parameters: Json.isArray(parameters) ? parameters.flatMap(parameterOf) : [],
        body: Json.isObject(body) ? body : undefined
      }
    })
  )

const parameterOf = (parameter: Json.Json): Requests.Operation["parameters"] => {
  if (!Json.isObject(parameter)) return []
  const { in: place, name } = parameter
  return typeof name === "string" && typeof place === "string" ? [{ name, in: place }] : []
}

/** The statuses that the requests must lead to; otherwise the generator is too weak. */
const seen = ({ body, path }: Requests.Operation): ReadonlyArray<number> => {
  if (path === "/v1/messages/batch") return [200, 400, 415, 422]
  // Random documents are of no format.
  if (path === "/v1/convert") return [400, 415, 422]
  // This server runs no exports.
  if (path.startsWith("/v1/exports")) return body === undefined ? [501] : [400, 415, 422]
  // Its parameter `provider` is missing in most requests.
  if (path.startsWith("/v1/conversations")) return [400]
  if (body !== undefined) return [201, 400, 404, 415, 422]
  return path.includes("{") ? [200, 304, 400, 404, 502] : [200, 403]
}

/** Refs of messages that the sandbox has, forbids, or does not have. */
export const known = [...Sandbox.seeds.map(({ ref }) => ref), Sandbox.forbidden, `${Sandbox.conversation}/none`]

/** Refs of conversations that the sandbox has, or does not have. */
export const conversations = [Sandbox.conversation, "honcho:bakery/none", "mielto:conversation/none"]

/** Texts that a body needs to be valid. */
const words = [Sandbox.conversation, "image/png"]

/** The number of requests. */
export interface Effort {
  /** Bursts of requests to each operation. */
  readonly runs: number
  /** How often the bursts are repeated, with other requests, until there are as many as wanted and each status was seen. */
  readonly rounds: number
  /** The fewest requests to each operation. */
  readonly wanted: number
}

/** Tests that every response agrees with the document. */
export const suite = ({ rounds, runs, wanted }: Effort) =>
  describe("every response agrees with the document", () => {
    it.each(seeds)(
      "for many requests to every operation, made from the seed %i",
      { timeout: 900_000 },
      async (seed) => {
        for (const operation of operations()) {
          const schemas = at("components", "schemas")
          const refs = operation.path.includes("/conversations/") ? conversations : known
          const request = Requests.of(operation, Json.isObject(schemas) ? schemas : {}, refs, words)
          const statuses = new Map<number, number>()
          const isFit = async (request: Requests.Request) => {
            const answer = await send(request)
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
            const fault = undescribed(operation, answer) ?? unfit(operation, request, answer)
            if (fault !== undefined) throw new Error(`${operation.method} ${operation.path}: ${fault}`)
          }
          // Sends many at once on connections that stay open. A failure shrinks to one request, and that one to a small one.
          const requests = fc.array(request, { minLength: 1, maxLength: 64, size: "max" })
          const property = fc.asyncProperty(requests, async (requests) => {
            await Promise.all(requests.map(isFit))
          })
          const sum = () => [...statuses.values()].reduce((sum, count) => sum + count, 0)
          const isEnough = () => sum() >= wanted && seen(operation).every((status) => statuses.has(status))
          for (let round = 0; round < rounds && !isEnough(); round++)
            await fc.assert(property, { seed: seed + round, numRuns: runs })
          assert.isAtLeast(sum(), wanted)
          assert.includeMembers([...statuses.keys()], [...seen(operation)], `${operation.method} ${operation.path}`)
        }
      }
    )
  })
