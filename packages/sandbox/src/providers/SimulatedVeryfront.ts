/** Simulates Veryfront: conversations and their messages, and posts of the user, to which an agent replies (veryfront.com/docs). */
import * as VeryfrontDiary from "../diary/VeryfrontDiary.js"
import * as Credential from "../http/Credential.js"
import * as Query from "../http/Query.js"
import * as Route from "../http/Route.js"
import type { SandboxRequest } from "../http/SandboxRequest.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import * as ElementList from "../lists/ElementList.js"
import * as PageCursor from "../lists/PageCursor.js"
import * as ScriptedLists from "../lists/ScriptedLists.js"
import type { ProviderOptions } from "../SandboxOptions.js"
import { conversation, foreignConversation, seeds } from "../seeds/VeryfrontSeeds.js"
import type { SimulatedProvider, Simulation } from "../SimulatedProvider.js"
import * as VeryfrontConversations from "./veryfront/VeryfrontConversations.js"
import * as VeryfrontPostBody from "./veryfront/VeryfrontPostBody.js"
import { type FieldError, invalid, invalidUuid, refuse } from "./veryfront/VeryfrontProblem.js"

const key = "vf_sandbox"

type Response = SandboxResponse.SandboxResponse

const make = (options: ProviderOptions): Simulation => {
  const conversations = VeryfrontConversations.make(options)
  const lists = ScriptedLists.make(options.scripts)

  /** Refuses a wrong key, for every path. */
  const withKey =
    (answer: Route.Handler): Route.Handler =>
    (request) =>
      Credential.bearerOrApiKey(request) === key
        ? answer(request)
        : refuse(401, { detail: "Missing or invalid credentials", instance: request.url })

  /** Refuses invalid ids, and a conversation of another account. */
  const inConversation = (answer: (conversationId: string, request: SandboxRequest) => Response): Route.Handler =>
    withKey((request) => {
      const { conversationId = "", messageId } = request.params
      const errors = [
        ...invalidUuid("conversation_id", conversationId),
        ...(messageId === undefined ? [] : invalidUuid("message_id", messageId))
      ]
      if (errors.length > 0) return invalid(request, "The path has an invalid id", errors)
      const instance = request.url
      if (conversationId === foreignConversation)
        return refuse(403, { detail: "No access to this conversation", instance })
      if (messageId === undefined && !conversations.has(conversationId))
        return refuse(404, { detail: "Conversation not found", instance })
      return answer(conversationId, request)
    })

  const getMessage = inConversation((conversationId, { now, params, url: instance }) => {
    const found = conversations.get(conversationId, params["messageId"] ?? "", now)
    return found === undefined ? refuse(404, { detail: "Message not found", instance }) : SandboxResponse.json(found)
  })

  const getConversation = inConversation((conversationId, { now }) =>
    SandboxResponse.json(conversations.conversation(conversationId, now))
  )

  const listMessages = inConversation((conversationId, request) =>
    page(request, {
      list: `veryfront:${conversationId}`,
      elements: () => conversations.messages(conversationId, request.now),
      arrive: (messages) => conversations.arrive(conversationId, messages, request.now)
    })
  )

  const listConversations = withKey((request) => {
    const query = Query.of(request)
    const [type, project] = [query.get("type"), query.get("project_id")]
    const errors = project === null ? [] : invalidUuid("project_id", project)
    if (errors.length > 0) return invalid(request, "The query has an invalid value", errors)
    const all = () => conversations.conversations(request.now)
    return page(request, {
      list: "veryfront",
      elements:
        type === null && project === null
          ? all
          : () =>
              ElementList.filtered(
                all(),
                (one) => (type === null || one["type"] === type) && (project === null || one["project_id"] === project)
              )
    })
  })

  const page = (
    request: SandboxRequest,
    list: Pick<ScriptedLists.PageRequest, "list" | "elements" | "arrive">
  ): Response => {
    const query = Query.of(request)
    const errors: Array<FieldError> = []
    const limit = Query.integer(query.get("limit") ?? "50", 1, 100)
    if (limit === undefined)
      errors.push({ field: "limit", message: "Must be a number from 1 to 100", code: "invalid_number" })
    const self = query.get("cursor")
    const place = self === null ? first : PageCursor.decode(list.list, self)
    if (place === undefined) errors.push(invalidCursor)
    if (limit === undefined || place === undefined) return invalid(request, invalidQuery, errors)
    const outcome = lists({ ...list, limit, start: place.start, from: place.generation })
    if (outcome.type === "expired") return invalid(request, invalidQuery, [invalidCursor])
    if (outcome.type === "failure") return refuse(outcome.status, { instance: request.url }, outcome.headers)
    const { delayMillis, elements, generation, next } = outcome.page
    const cursor = next === undefined ? null : PageCursor.encode(list.list, { start: next, generation })
    const body = { data: elements, page_info: { self, first: null, next: cursor, prev: null } }
    return SandboxResponse.json(body, { delayMillis })
  }

  const postMessage = inConversation((conversationId, request) => {
    const { body, now, url: instance } = request
    if (body === undefined) return refuse(413, { instance })
    const errors: Array<FieldError> = []
    const post = VeryfrontPostBody.parse(errors, body)
    if (errors.length > 0) return invalid(request, "The body has an invalid value", errors)
    const before = conversations.posted(conversationId, post.key)
    if (before !== undefined) return SandboxResponse.json(before)
    if (post.parentId !== undefined && conversations.get(conversationId, post.parentId, now) === undefined)
      return refuse(404, { detail: "Parent message not found", instance })
    return SandboxResponse.json(conversations.post(conversationId, post, now), { status: 201 })
  })

  const answer = Route.dispatch(
    [
      { path: "/conversations/:conversationId/messages/:messageId", methods: { GET: getMessage } },
      { path: "/conversations/:conversationId/messages", methods: { GET: listMessages, POST: postMessage } },
      { path: "/conversations/:conversationId", methods: { GET: getConversation } },
      { path: "/conversations", methods: { GET: listConversations } }
    ],
    refuse
  )
  return { answer, changeable: conversations.changeable }
}

/** The simulation of Veryfront. */
export const veryfront: SimulatedProvider = {
  provider: "veryfront",
  key,
  seeds,
  conversations: [{ ref: `veryfront:${conversation}`, shows: "an agent that keeps a bakery's books" }],
  diary: (size) => `veryfront:${VeryfrontDiary.conversation(size)}`,
  make
}

const first = { start: 0, generation: "first" as const }

const invalidQuery = "The query has an invalid value"

const invalidCursor = { field: "cursor", message: "Invalid cursor", code: "invalid_string" }
