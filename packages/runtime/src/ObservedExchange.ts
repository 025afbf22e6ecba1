/** Tells what is sent to a provider and what comes back, for a person who waits. */
import { HttpExchange } from "@org/messages-transport"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** One step of a call. No text of it has a credential. */
export type Event =
  | { readonly _tag: "Sent"; readonly attempt: number; readonly method: string; readonly origin: string }
  | {
      readonly _tag: "Answered"
      readonly attempt: number
      readonly status: number
      readonly millis: number
      readonly requestId?: string
    }
  | { readonly _tag: "Failed"; readonly attempt: number; readonly problem: string; readonly millis: number }

/** Gets every event of every call. */
export type Observe = (event: Event) => Effect.Effect<void>

/** The same exchange, observed. Attempts are counted for the one call that a command makes. */
export const layer = (observe: Observe): Layer.Layer<HttpExchange.HttpExchange, never, HttpExchange.HttpExchange> =>
  Layer.effect(
    HttpExchange.HttpExchange,
    Effect.map(HttpExchange.HttpExchange, ({ send }) => {
      let sent = 0
      return HttpExchange.HttpExchange.of({
        send: (request, accept, timeoutMs) =>
          Effect.gen(function* () {
            const attempt = (sent += 1)
            const { method, origin } = request
            yield* observe({ _tag: "Sent", attempt, method, origin })
            const start = yield* Clock.currentTimeMillis
            const took = Effect.map(Clock.currentTimeMillis, (now) => now - start)
            return yield* send(request, accept, timeoutMs).pipe(
              Effect.tap(({ headers, status }) =>
                Effect.flatMap(took, (millis) =>
                  observe({ _tag: "Answered", attempt, status, millis, ...requestId(headers, request) })
                )
              ),
              Effect.tapError(({ problem, reason }) =>
                Effect.flatMap(took, (millis) =>
                  observe({ _tag: "Failed", attempt, problem: problem ?? reason, millis })
                )
              )
            )
          })
      })
    })
  )

/** The provider's id of the request, unless a part of the credential is in it. */
const requestId = (headers: HttpExchange.ResponseHeaders, request: HttpExchange.HttpRequest) => {
  const id = HttpExchange.header(headers, "x-request-id") ?? HttpExchange.header(headers, "request-id")
  if (id === undefined || !/^[\w.:/+=-]{1,128}$/.test(id)) return {}
  const key = (request.headers["authorization"] ?? "").replace(/^Bearer /, "").toLowerCase()
  const parts = Array.from({ length: Math.max(0, key.length - 5) }, (_, index) => key.slice(index, index + 6))
  return parts.some((part) => id.toLowerCase().includes(part)) ? {} : { requestId: id }
}
