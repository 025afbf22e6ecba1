/** Reports each request and its response to an observer, such as the one that prints them for a person who waits. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** One step of a call. No text of it has a credential. */
export type CallEvent =
  | {
      readonly _tag: "Sent"
      /** The number of the request within the call, from 1. */
      readonly attempt: number
      /** `GET` or `POST`. */
      readonly method: string
      /** Scheme, host and port. */
      readonly origin: string
    }
  | {
      readonly _tag: "Received"
      /** The number of the request within the call, from 1. */
      readonly attempt: number
      /** The HTTP status. */
      readonly status: number
      /** The time since the request was sent, in milliseconds. */
      readonly millis: number
      /** The provider's id of the request, if it sent one. */
      readonly requestId?: string
    }
  | {
      readonly _tag: "Failed"
      /** The number of the request within the call, from 1. */
      readonly attempt: number
      /** What went wrong, such as a refused connection. */
      readonly problem: string
      /** The time since the request was sent, in milliseconds. */
      readonly millis: number
    }

/** Gets every event of every call. */
export type Observe = (event: CallEvent) => Effect.Effect<void>

/** What an observer learns of a request. `authorization` is the header with the credential. */
export interface Sent {
  /** `GET` or `POST`. */
  readonly method: string
  /** Scheme, host and port. */
  readonly origin: string
  /** The header with the credential, so that an id that repeats it is not shown. */
  readonly authorization: string | undefined
}

/** What an observer learns of a response. */
export interface Received {
  /** The HTTP status. */
  readonly status: number
  /** The value of a header by its lower-case name; `undefined` if it is absent. */
  readonly header: (name: string) => string | undefined
}

/** Observes one request after another. Attempts are counted for the one call that a command makes. */
export const make = (observe: Observe) => {
  let sent = 0
  return <A, E, R>(
    request: Sent,
    send: Effect.Effect<A, E, R>,
    received: (response: A) => Received,
    problem: (error: E) => string
  ): Effect.Effect<A, E, R> =>
    Effect.gen(function* () {
      const attempt = (sent += 1)
      const { method, origin } = request
      yield* observe({ _tag: "Sent", attempt, method, origin })
      const start = yield* Clock.currentTimeMillis
      const took = Effect.map(Clock.currentTimeMillis, (now) => now - start)
      return yield* send.pipe(
        Effect.tap((response) =>
          Effect.flatMap(took, (millis) => {
            const { header, status } = received(response)
            return observe({ _tag: "Received", attempt, status, millis, ...requestId(header, request) })
          })
        ),
        Effect.tapError((error) =>
          Effect.flatMap(took, (millis) => observe({ _tag: "Failed", attempt, problem: problem(error), millis }))
        )
      )
    })
}

/** The other side's id of the request, unless a part of the credential is in it. */
const requestId = (header: Received["header"], { authorization }: Sent): { readonly requestId?: string } => {
  const id = header("x-request-id") ?? header("request-id")
  if (id === undefined || !/^[\w.:/+=-]{1,128}$/.test(id)) return {}
  const key = (authorization ?? "").replace(/^Bearer /, "").toLowerCase()
  const parts = Array.from({ length: Math.max(0, key.length - 5) }, (_, index) => key.slice(index, index + 6))
  return parts.some((part) => id.toLowerCase().includes(part)) ? {} : { requestId: id }
}
