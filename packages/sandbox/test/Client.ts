/** Sends requests to a sandbox in tests. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpMethod from "@effect/platform/HttpMethod"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Sandbox } from "../src/index.js"

/** A new sandbox on a free port, and an HTTP client. */
export const services = Layer.mergeAll(Sandbox.layer, NodeHttpClient.layerUndici)

/** The same, with options. */
export const servicesWith = (options: Sandbox.SandboxOptions) =>
  Layer.mergeAll(Sandbox.layerWith(options), NodeHttpClient.layerUndici)

export interface Options {
  readonly method?: HttpMethod.HttpMethod
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly contentType?: string
}

/** Sends a request; `path` begins with the provider's name: `/factory/api/v0/...`. */
export const send = (path: string, options: Options = {}) =>
  Effect.flatMap(Sandbox.Sandbox, ({ url }) => exchange(url + path, options))

const exchange = (url: string, { body, contentType = "application/json", headers = {}, method }: Options) =>
  Effect.gen(function* () {
    const request = HttpClientRequest.make(method ?? (body === undefined ? "GET" : "POST"))(url, { headers })
    const response = yield* HttpClient.execute(
      body === undefined ? request : HttpClientRequest.bodyText(request, body, contentType)
    )
    const text = yield* response.text
    const json: unknown = text === "" ? undefined : JSON.parse(text)
    return { status: response.status, headers: response.headers, text, json }
  })

/** The same on the port of Honcho's own; `path` begins with `/v3`. */
export const sendToHoncho = (path: string, options: Options = {}) =>
  Effect.flatMap(Sandbox.Sandbox, ({ environment }) => exchange(`${environment["HONCHO_URL"] ?? ""}${path}`, options))

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
