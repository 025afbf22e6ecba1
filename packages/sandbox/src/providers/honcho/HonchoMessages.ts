/** The routes of Honcho's messages. */
import type { Json } from "@org/messages-core"
import type { Handler, Route } from "../../http/Route.js"
import * as SandboxResponse from "../../http/SandboxResponse.js"
import * as ElementList from "../../lists/ElementList.js"
import type * as ScriptedLists from "../../lists/ScriptedLists.js"
import * as FastApi from "../FastApi.js"
import * as HonchoMetadata from "./HonchoMetadata.js"
import * as HonchoName from "./HonchoName.js"
import * as HonchoPage from "./HonchoPage.js"
import * as HonchoPostBody from "./HonchoPostBody.js"
import type * as HonchoWorkspaces from "./HonchoWorkspaces.js"

/** The routes over these workspaces and lists. */
export const routes = (
  workspaces: HonchoWorkspaces.Workspaces,
  lists: (request: ScriptedLists.PageRequest) => ScriptedLists.Outcome
): ReadonlyArray<Route> => {
  /** Answers with a message after `change`. */
  const message =
    (
      change?: (
        log: HonchoWorkspaces.Session["log"],
        message: Json.JsonObject,
        body: string
      ) => SandboxResponse.SandboxResponse
    ): Handler =>
    ({ body = "", now, params }) => {
      const { messageId = "", sessionId = "", workspaceId = "" } = params
      const problems = [
        ...HonchoName.problems(["path", "workspace_id"], workspaceId),
        ...HonchoName.problems(["path", "session_id"], sessionId)
      ]
      if (problems.length > 0) return FastApi.refuse(problems)
      const log = workspaces.find(workspaceId, sessionId)?.log
      const found = log?.find(messageId, now)
      if (log === undefined || found === undefined)
        return HonchoPage.refuse(404, `Message with ID ${messageId} not found`)
      return change === undefined ? SandboxResponse.json(found) : change(log, found, body)
    }

  /** Only the metadata can be changed; absent and null leave it as it is. */
  const putMessage = message((log, found, text) => {
    const problems: Array<FastApi.Problem> = []
    const body = FastApi.object(problems, FastApi.body(problems, text), ["body"]) ?? {}
    const metadata = HonchoMetadata.read(problems, body, ["body"])
    if (problems.length > 0) return FastApi.refuse(problems)
    const changed = metadata === undefined ? found : { ...found, metadata }
    log.edit(String(found["id"]), changed)
    return SandboxResponse.json(changed)
  })

  /** An unknown session has an empty page. */
  const list: Handler = (request) => {
    const { sessionId = "", workspaceId = "" } = request.params
    return HonchoPage.respond(lists, request, columns, {
      list: `honcho:${workspaceId}/${sessionId}`,
      elements: () => workspaces.find(workspaceId, sessionId)?.log.elements(request.now) ?? ElementList.of([]),
      arrive: (messages) =>
        workspaces.arrive({ workspace_id: workspaceId, session_id: sessionId }, messages, request.now)
    })
  }

  /** Creates the workspace, the session and the peers if they do not exist. */
  const post: Handler = ({ body, now, params }) => {
    const { sessionId = "", workspaceId = "" } = params
    if (body === undefined) return HonchoPage.refuse(413)
    const problems: Array<FastApi.Problem> = []
    const drafts = HonchoPostBody.parse(problems, body)
    if (problems.length > 0) return FastApi.refuse(problems)
    // Honcho notices an invalid name only when it creates the resource.
    if (!HonchoName.isName(workspaceId) || !HonchoName.isName(sessionId))
      return HonchoPage.refuse(500, "An unexpected error occurred")
    const { value: workspace } = workspaces.obtain(workspaceId, now)
    const { value: session } = workspaces.obtainSession(workspace, sessionId, now)
    if (!session.isActive) return HonchoPage.refuse(404, `Session ${sessionId} not found`)
    return SandboxResponse.json(workspaces.post(workspace, session, drafts, now), { status: 201 })
  }

  /** Finds only the words themselves, whereas Honcho also finds texts with the same meaning. */
  const search: Handler = ({ body = "", now, params }) => {
    const { sessionId = "", workspaceId = "" } = params
    const problems: Array<FastApi.Problem> = []
    const options = FastApi.object(problems, FastApi.body(problems, body), ["body"]) ?? {}
    FastApi.strings(problems, options, ["body"], ["query"], { isRequired: true, isNullable: false })
    if (problems.length > 0) return FastApi.refuse(problems)
    const [words, limit] = [String(options["query"]).toLowerCase(), Number(options["limit"] ?? 10)]
    const all = workspaces.find(workspaceId, sessionId)?.log.elements(now) ?? ElementList.of([])
    const found = ElementList.filtered(all, (one) => String(one["content"]).toLowerCase().includes(words))
    return SandboxResponse.json(Array.from({ length: Math.min(limit, found.length) }, (_, index) => found.at(index)))
  }

  return [
    { path: `${session}/messages/list`, methods: { POST: list } },
    { path: `${session}/messages/:messageId`, methods: { GET: message(), PUT: putMessage } },
    { path: `${session}/messages`, methods: { POST: post } },
    { path: `${session}/search`, methods: { POST: search } }
  ]
}

const session = "/v3/workspaces/:workspaceId/sessions/:sessionId"

const columns = ["workspace_id", "session_id", "peer_id", "token_count", "created_at", "metadata"]
