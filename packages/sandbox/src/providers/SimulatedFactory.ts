/** Simulates Factory: reads messages of sessions, and takes messages of the user (docs.factory.ai). */
import * as Either from "effect/Either"
import * as Credential from "../http/Credential.js"
import * as Route from "../http/Route.js"
import type { SandboxRequest } from "../http/SandboxRequest.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import { seeds } from "../seeds/FactorySeeds.js"
import type { SimulatedProvider } from "../SimulatedProvider.js"
import * as FactoryPostBody from "./FactoryPostBody.js"
import * as FactorySessions from "./FactorySessions.js"

const key = "fk-sandbox"

/** The key of an organization for which sessions are not enabled: every call gets 403. */
export const keyWithoutSessions = "fk-sandbox-disabled"

type Response = SandboxResponse.SandboxResponse

const make = (): Route.Handler => {
  const sessions = FactorySessions.make()

  /** Refuses a wrong key and an unknown session, for every path. */
  const inSession =
    (answer: (sessionId: string, request: SandboxRequest) => Response): Route.Handler =>
    (request) => {
      const given = Credential.bearer(request)
      const { sessionId = "" } = request.params
      if (given === keyWithoutSessions) return refuse(403, "Sessions are not enabled")
      if (given !== key) return refuse(401, "Missing or invalid API key")
      return sessions.has(sessionId) ? answer(sessionId, request) : refuse(404, "Session not found")
    }

  const getMessage = inSession((sessionId, { now, params }) => {
    const message = sessions.get(sessionId, params.messageId ?? "", now)
    return message === undefined ? refuse(404, "Message not found") : SandboxResponse.json(message)
  })

  const postMessage = inSession((sessionId, request) =>
    Either.match(draft(request), {
      onLeft: (refusal) => refusal,
      onRight: (draft) => SandboxResponse.json(sessions.post(sessionId, draft, request.now))
    })
  )

  return Route.dispatch(
    [
      { path: "/api/v0/sessions/:sessionId/messages/:messageId", methods: { GET: getMessage } },
      { path: "/api/v0/sessions/:sessionId/messages", methods: { POST: postMessage } }
    ],
    refuse
  )
}

/** The simulation of Factory. */
export const factory: SimulatedProvider = { provider: "factory", key, seeds, make }

const refuse = (status: SandboxResponse.RefusalStatus, detail: string = SandboxResponse.phrases[status]): Response =>
  SandboxResponse.json({ detail, status, title: SandboxResponse.phrases[status] }, { status })

const draft = ({ body, headers }: SandboxRequest): Either.Either<FactoryPostBody.Draft, Response> => {
  if (body === undefined) return Either.left(refuse(413, "The body is too large"))
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    return Either.left(refuse(400, "Content-Type must be application/json"))
  return Either.mapLeft(FactoryPostBody.parse(body), (problem) => refuse(400, problem))
}
