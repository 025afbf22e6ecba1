/** An HTTP client that gives the responses that a test scripts, and records the requests. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** A response, or the code of a connection error. */
export interface Step {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | (() => ReadableStream<Uint8Array>) | object
  readonly error?: string
  readonly after?: number
}

export interface Sent {
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface Scripted {
  readonly client: HttpClient.HttpClient
  readonly requests: ReadonlyArray<Sent>
}

/** One step for each request; the last one also for all later requests. */
export const make = (...steps: ReadonlyArray<Step>): Scripted => {
  const requests: Array<Sent> = []
  const client = HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const at = yield* Clock.currentTimeMillis
      requests.push({ at, method: request.method, url: url.href, headers: request.headers, body: bodyOf(request) })
      const step = steps[Math.min(requests.length, steps.length) - 1] ?? {}
      if (step.after !== undefined) yield* Effect.sleep(step.after)
      return yield* step.error === undefined
        ? Effect.succeed(HttpClientResponse.fromWeb(request, answer(step)))
        : Effect.fail(new HttpClientError.RequestError({ request, reason: "Transport", cause: broken(step.error) }))
    })
  )
  return { client, requests }
}

const answer = ({ body = "", headers = {}, status = 200 }: Step): Response =>
  new Response(status === 204 || status === 304 ? null : bytesOf(body), { status, headers })

const bytesOf = (body: NonNullable<Step["body"]>): string | Uint8Array | ReadableStream<Uint8Array> => {
  if (isStream(body)) return body()
  return typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body)
}

const isStream = (body: Step["body"]): body is () => ReadableStream<Uint8Array> => typeof body === "function"

const bodyOf = ({ body }: HttpClientRequest.HttpClientRequest): string | undefined =>
  body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : undefined

// Node's error, with the code where undici puts it.
const broken = (code: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, syscall: "connect" }) })
