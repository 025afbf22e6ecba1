/** Simulates Factory: sessions and their messages, and posts of the user, to which an agent replies (docs.factory.ai). */
import * as Either from "effect/Either"
import * as FactoryDiary from "../diary/FactoryDiary.js"
import * as Credential from "../http/Credential.js"
import * as Query from "../http/Query.js"
import * as Route from "../http/Route.js"
import type { SandboxRequest } from "../http/SandboxRequest.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import * as ElementList from "../lists/ElementList.js"
import * as PageCursor from "../lists/PageCursor.js"
import * as ScriptedLists from "../lists/ScriptedLists.js"
import type { ProviderOptions } from "../SandboxOptions.js"
import { conversation, seeds } from "../seeds/FactorySeeds.js"
import type { SimulatedProvider, Simulation } from "../SimulatedProvider.js"
import * as FactoryPostBody from "./factory/FactoryPostBody.js"
import * as FactorySessions from "./factory/FactorySessions.js"

const key = "fk-sandbox"

/** The key of an organization for which sessions are not enabled: every call gets 403. */
export const keyWithoutSessions = "fk-sandbox-disabled"

type Response = SandboxResponse.SandboxResponse

const make = (options: ProviderOptions): Simulation => {
  const sessions = FactorySessions.make(options)
  const lists = ScriptedLists.make(options.scripts)

  /** Refuses a wrong key, for every path. */
  const withKey =
    (answer: Route.Handler): Route.Handler =>
    (request) => {
      const given = Credential.bearer(request)
      if (given === keyWithoutSessions) return refuse(403, "Sessions are not enabled")
      return given === key ? answer(request) : refuse(401, "Missing or invalid API key")
    }

  /** Also refuses an unknown session. */
  const inSession = (answer: (sessionId: string, request: SandboxRequest) => Response): Route.Handler =>
    withKey((request) => {
      const { sessionId = "" } = request.params
      return sessions.has(sessionId) ? answer(sessionId, request) : refuse(404, "Session not found")
    })

  const getMessage = inSession((sessionId, { now, params }) => {
    const message = sessions.get(sessionId, params["messageId"] ?? "", now)
    return message === undefined ? refuse(404, "Message not found") : SandboxResponse.json(message)
  })

  const getSession = inSession((sessionId, { now }) => SandboxResponse.json(sessions.session(sessionId, now)))

  const postMessage = inSession((sessionId, request) =>
    Either.match(draft(request), {
      onLeft: (refusal) => refusal,
      onRight: (draft) => SandboxResponse.json(sessions.post(sessionId, draft, request.now))
    })
  )

  const listMessages = inSession((sessionId, request) => {
    const role = Query.of(request).get("role")
    if (role !== null && !roles.includes(role)) return refuse(400, `role must be one of ${roles.join(", ")}`)
    const list = `factory:${sessionId}`
    return page("messages", request, role === null ? list : `${list}#${role}`, {
      list,
      elements: () => {
        const all = sessions.messages(sessionId, request.now)
        return role === null ? all : ElementList.filtered(all, (message) => message["role"] === role)
      },
      arrive: (messages) => sessions.arrive(sessionId, messages, request.now)
    })
  })

  const listSessions = withKey((request) =>
    page("sessions", request, "factory", { list: "factory", elements: () => sessions.sessions(request.now) })
  )

  /** A page under the name of its elements. A cursor belongs to one list with one filter. */
  const page = (
    name: string,
    request: SandboxRequest,
    cursors: string,
    list: Pick<ScriptedLists.PageRequest, "list" | "elements" | "arrive">
  ): Response => {
    const query = Query.of(request)
    const limit = Query.integer(query.get("limit") ?? "20", 1, 100)
    if (limit === undefined) return refuse(400, "limit must be a number from 1 to 100")
    const cursor = query.get("cursor")
    const place = cursor === null ? first : PageCursor.decode(cursors, cursor)
    if (place === undefined) return refuse(400, "Invalid cursor")
    const outcome = lists({ ...list, limit, start: place.start, from: place.generation })
    if (outcome.type === "expired") return refuse(400, "Invalid cursor")
    if (outcome.type === "failure") return refuse(outcome.status, undefined, outcome.headers)
    const { delayMillis, elements, generation, next } = outcome.page
    const nextCursor = next === undefined ? null : PageCursor.encode(cursors, { start: next, generation })
    const pagination = { hasMore: nextCursor !== null, nextCursor }
    return SandboxResponse.json({ [name]: elements, pagination }, { delayMillis })
  }

  const answer = Route.dispatch(
    [
      { path: "/api/v0/sessions/:sessionId/messages/:messageId", methods: { GET: getMessage } },
      { path: "/api/v0/sessions/:sessionId/messages", methods: { GET: listMessages, POST: postMessage } },
      { path: "/api/v0/sessions/:sessionId", methods: { GET: getSession } },
      { path: "/api/v0/sessions", methods: { GET: listSessions } }
    ],
    refuse
  )
  return { answer, changeable: sessions.changeable }
}

/** The simulation of Factory. */
export const factory: SimulatedProvider = {
  provider: "factory",
  key,
  seeds,
  conversations: [{ ref: conversation, shows: "an agent that looks for an error in a bakery's invoices" }],
  diary: (size) => `factory:${FactoryDiary.session(size)}`,
  make
}

const first = { start: 0, generation: "first" as const }

/** Factory's documentation has no filter for the role `system`. */
const roles: ReadonlyArray<string> = ["user", "assistant", "tool"]

const refuse = (
  status: SandboxResponse.RefusalStatus,
  detail: string = SandboxResponse.phrases[status],
  headers?: Readonly<Record<string, string>>
): Response => SandboxResponse.json({ detail, status, title: SandboxResponse.phrases[status] }, { status, headers })

const draft = ({ body, headers }: SandboxRequest): Either.Either<FactoryPostBody.Draft, Response> => {
  if (body === undefined) return Either.left(refuse(413, "The body is too large"))
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    return Either.left(refuse(400, "Content-Type must be application/json"))
  return Either.mapLeft(FactoryPostBody.parse(body), (problem) => refuse(400, problem))
}
