/** Factory, simulated: sessions whose messages can be read, and that take messages of the user (docs.factory.ai). */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Answer from "./Answer.js"
import * as Api from "./Api.js"
import * as Credential from "./Credential.js"
import * as FactoryDraft from "./FactoryDraft.js"
import * as FactorySessions from "./FactorySessions.js"

export const key = "fk-sandbox"

/** The key of an organization for which sessions are not enabled: every call gets 403. */
export const keyWithoutSessions = "fk-sandbox-no-sessions"

/** The most characters that the body of a post may have; what the real server takes is not documented. */
export const maximumBody = 16 * 1024 * 1024

export const make = Effect.gen(function* () {
  const sessions = yield* FactorySessions.make

  const session = Effect.gen(function* () {
    yield* authenticated
    const { messageId = "", sessionId = "" } = yield* HttpRouter.params
    if (!(yield* sessions.has(sessionId))) return yield* Effect.fail(refuse(404, "Session not found"))
    return { sessionId, messageId }
  })

  const getMessage = Effect.gen(function* () {
    const { messageId, sessionId } = yield* session
    const message = yield* sessions.get(sessionId, messageId)
    return message === undefined ? refuse(404, "Message not found") : Answer.json(message)
  })

  const postMessage = Effect.gen(function* () {
    const { sessionId } = yield* session
    return Answer.json(yield* sessions.post(sessionId, yield* draft))
  })

  return yield* Api.make(
    [
      { path: "/api/v0/sessions/:sessionId/messages/:messageId", get: getMessage },
      { path: "/api/v0/sessions/:sessionId/messages", post: postMessage }
    ],
    refuse
  )
})

const refuse = (status: Answer.Refused, detail: string = Answer.phrases[status]) =>
  Answer.json({ detail, status, title: Answer.phrases[status] }, { status })

const authenticated = Effect.gen(function* () {
  const given = yield* Credential.bearer
  if (given === keyWithoutSessions) return yield* Effect.fail(refuse(403, "Sessions are not enabled"))
  if (given !== key) return yield* Effect.fail(refuse(401, "Missing or invalid API key"))
})

const draft = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const body = yield* Effect.mapError(request.text, () => refuse(400, "The body could not be read"))
  if (body.length > maximumBody) return yield* Effect.fail(refuse(413, "The body is too large"))
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? ""))
    return yield* Effect.fail(refuse(400, "Content-Type must be application/json"))
  return yield* Effect.mapError(FactoryDraft.parse(body), (problem) => refuse(400, problem))
})
