/** Simulates Mielto: messages and conversations in the workspace of the key (docs.mielto.com). */
import { Json } from "@org/messages-core"
import * as MieltoDiary from "../diary/MieltoDiary.js"
import * as Credential from "../http/Credential.js"
import * as Query from "../http/Query.js"
import * as Route from "../http/Route.js"
import type { SandboxRequest } from "../http/SandboxRequest.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import * as ElementList from "../lists/ElementList.js"
import * as ScriptedLists from "../lists/ScriptedLists.js"
import type { ProviderOptions } from "../SandboxOptions.js"
import { conversation, seeds, workspace } from "../seeds/MieltoSeeds.js"
import type { SimulatedProvider, Simulation } from "../SimulatedProvider.js"
import * as FastApi from "./FastApi.js"
import * as MieltoConversations from "./mielto/MieltoConversations.js"
import * as MieltoPostBody from "./mielto/MieltoPostBody.js"

const key = "mk_sandbox"

type Response = SandboxResponse.SandboxResponse

const make = ({ diarySizes, scripts }: ProviderOptions): Simulation => {
  const conversations = MieltoConversations.make(diarySizes)
  const lists = ScriptedLists.make(scripts)

  /** Refuses a wrong key and an invalid workspace id. A workspace other than the key's is empty. */
  const inWorkspace =
    (answer: (request: SandboxRequest, isOwn: boolean) => Response): Route.Handler =>
    (request) => {
      const given = Credential.bearerOrApiKey(request)
      if (given !== key) return refuse(401, given === undefined ? "Not authenticated" : "Invalid API key")
      const workspaceId = request.headers["x-workspace-id"] ?? workspace
      return /^wsp_\w+$/.test(workspaceId) ? answer(request, workspaceId === workspace) : invalidWorkspace
    }

  const getMessage = inWorkspace(({ now, params }, isOwn) => {
    const found = isOwn ? conversations.get(params["messageId"] ?? "", now) : undefined
    return found === undefined ? refuse(404, "Message not found") : SandboxResponse.json(found)
  })

  const listMessages = inWorkspace((request, isOwn) => {
    const { now } = request
    const query = Query.of(request)
    const id = query.get("conversation_id")
    const filters = Object.entries(messageFilters).flatMap(([name, accepts]) => {
      const value = query.get(name)
      return value === null ? [] : [(message: Json.JsonObject) => accepts(message, value)]
    })
    return page(request, isOwn, {
      list: id === null ? "mielto:messages" : `mielto:conversation/${id}`,
      elements: () => filtered(conversations.messages(id, now), filters),
      ...(id !== null && { arrive: (messages) => conversations.arrive(id, messages, now) })
    })
  })

  const listConversations = inWorkspace((request, isOwn) => {
    const query = Query.of(request)
    const filters = Object.entries(conversationFilters).flatMap(([name, accepts]) => {
      const value = query.get(name)
      return value === null ? [] : [(conversation: Json.JsonObject) => accepts(conversation, value)]
    })
    const elements = () => filtered(conversations.conversations(request.now), filters)
    return page(request, isOwn, { list: "mielto", elements })
  })

  /** The envelope of the messages is not documented; the sandbox uses that of the conversations. */
  const page = (
    request: SandboxRequest,
    isOwn: boolean,
    list: Pick<ScriptedLists.PageRequest, "list" | "elements" | "arrive">
  ): Response => {
    const query = Query.of(request)
    const problems: Array<FastApi.Problem> = []
    const start = FastApi.integer(problems, query, "skip", { minimum: 0, otherwise: 0 })
    const limit = FastApi.integer(problems, query, "limit", { minimum: 1, maximum: 1000, otherwise: 100 })
    if (problems.length > 0) return FastApi.refuse(problems)
    if (!isOwn) return SandboxResponse.json({ data: [], total_count: 0 })
    const outcome = lists({ ...list, start, limit, from: "number" })
    if (outcome.type === "failure") return refuse(outcome.status, undefined, outcome.headers)
    if (outcome.type === "expired") return refuse(500)
    const { delayMillis, elements, total } = outcome.page
    return SandboxResponse.json({ data: elements, total_count: total }, { delayMillis })
  }

  const postMessage = inWorkspace((request, isOwn) => {
    if (request.body === undefined) return refuse(413)
    const problems: Array<FastApi.Problem> = []
    const post = MieltoPostBody.parse(problems, request.body)
    if (post === undefined || problems.length > 0) return FastApi.refuse(problems)
    if (!isOwn) return refuse(403, "No access to this workspace")
    const posted = conversations.post(post, request.now)
    return SandboxResponse.json(post.isArray ? posted : (posted[0] ?? {}))
  })

  const answer = Route.dispatch(
    [
      { path: "/api/v1/messages/:messageId", methods: { GET: getMessage } },
      { path: "/api/v1/messages", methods: { GET: listMessages, POST: postMessage } },
      { path: "/api/v1/conversations", methods: { GET: listConversations } }
    ],
    refuse
  )
  return { answer, changeable: conversations.changeable }
}

/** The simulation of Mielto. */
export const mielto: SimulatedProvider = {
  provider: "mielto",
  key,
  defaultId: workspace,
  seeds,
  conversations: [{ ref: `mielto:conversation/${conversation}`, shows: "a customer who asks for the money back" }],
  diary: (size) => `mielto:conversation/${MieltoDiary.conversation(size)}`,
  make
}

const refuse = (
  status: SandboxResponse.RefusalStatus,
  detail: string = SandboxResponse.phrases[status],
  headers?: Readonly<Record<string, string>>
): Response => SandboxResponse.json({ detail }, { status, headers })

const equal = (key: string) => (element: Json.JsonObject, value: string) => element[key] === value

const contains = (key: string) => (element: Json.JsonObject, value: string) =>
  String(element[key] ?? "")
    .toLowerCase()
    .includes(value.toLowerCase())

type Filters = Readonly<Record<string, (element: Json.JsonObject, value: string) => boolean>>

const messageFilters: Filters = {
  sender_id: equal("sender_id"),
  role: equal("role"),
  message_type: equal("message_type"),
  search: contains("content"),
  tags: (message, value) => {
    const tags = message["tags"]
    return Json.isArray(tags) && value.split(",").every((tag) => tags.includes(tag))
  }
}

const conversationFilters: Filters = { status: equal("status"), search: contains("title") }

const filtered = (list: ElementList.ElementList, filters: ReadonlyArray<(element: Json.JsonObject) => boolean>) =>
  filters.length === 0 ? list : ElementList.filtered(list, (element) => filters.every((accepts) => accepts(element)))

const invalidWorkspace = SandboxResponse.json(
  {
    detail: [
      {
        loc: ["header", "X-Workspace-Id"],
        msg: "String should match pattern '^wsp_\\w+$'",
        type: "string_pattern_mismatch"
      }
    ]
  },
  { status: 422 }
)
