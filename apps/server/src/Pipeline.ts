/** What every request goes through on its way to the router, and every answer on its way back. */
import * as HttpApiBuilder from "@effect/platform/HttpApiBuilder"
import * as Headers from "@effect/platform/Headers"
import type * as HttpApp from "@effect/platform/HttpApp"
import { RouteNotFound } from "@effect/platform/HttpServerError"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import { Problem } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Access from "./Access.js"
import * as Answer from "./Answer.js"
import * as Defect from "./Defect.js"
import * as Docs from "./Docs.js"
import { Readiness } from "./Readiness.js"
import * as Refusal from "./Refusal.js"
import * as RequestId from "./RequestId.js"
import * as RequestLog from "./RequestLog.js"
import * as Routes from "./Routes.js"
import { Settings } from "./Settings.js"
import * as Target from "./Target.js"

export const layer = HttpApiBuilder.middleware(
  Effect.gen(function* () {
    const { tokens } = yield* Settings
    const { isStopping } = yield* Readiness
    const accessProblem = Access.problem(tokens)

    /** Fails before the router is asked. */
    const guarded = (app: HttpApp.Default) =>
      Effect.gen(function* () {
        const sent = yield* HttpServerRequest.HttpServerRequest
        const url = yield* Target.normal(sent.url)
        const request = sent.modify({ url, headers: Target.named(sent.url, sent.headers) })
        const refused = accessProblem(request)
        if (refused !== undefined) return yield* Effect.fail(refused)
        if ((yield* isStopping) && Target.split(url).path !== "/healthz") return yield* Effect.fail(Refusal.stopping)
        return yield* Effect.provideService(app, HttpServerRequest.HttpServerRequest, request)
      })

    return (app) =>
      Effect.gen(function* () {
        const sent = yield* HttpServerRequest.HttpServerRequest
        const requestId = RequestId.from(sent.headers[RequestId.header])
        const request = sent.modify({ headers: Headers.set(sent.headers, RequestId.header, requestId) })
        return yield* guarded(app).pipe(
          Effect.provideService(HttpServerRequest.HttpServerRequest, request),
          Effect.flatMap(Docs.finish(request.url)),
          Effect.catchAllCause(answer(request.url, requestId)),
          Effect.map((response) => Answer.complete(response, requestId)),
          RequestLog.logged(request),
          Effect.annotateLogs({ requestId })
        )
      })
  })
)

/** Everything but an interruption is answered; what nobody foresaw is logged, and the answer keeps it to itself. */
const answer = (url: string, requestId: string) => (cause: Cause.Cause<unknown>) => {
  if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
  const error = Cause.squash(cause)
  if (isProblem(error)) return Effect.succeed(Answer.ofProblem(error, requestId))
  if (!(error instanceof RouteNotFound))
    return Effect.as(
      Effect.annotateLogs(Effect.logError("defect"), Defect.told(error)),
      Answer.ofProblem(Refusal.internal, requestId)
    )
  const allow = Routes.allowed(url)
  return Effect.succeed(
    allow === undefined
      ? Answer.ofProblem(Refusal.unknownRoute, requestId)
      : Answer.ofProblem(Refusal.methodNotAllowed(allow), requestId, { allow })
  )
}

const isProblem = Schema.is(Problem.Problem)
