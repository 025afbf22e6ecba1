/** The routes of Honcho's workspaces, peers and sessions: get or create, list, change, delete. */
import { Json } from "@org/messages-core"
import type { Handler, Route } from "../../http/Route.js"
import type { SandboxRequest } from "../../http/SandboxRequest.js"
import * as SandboxResponse from "../../http/SandboxResponse.js"
import * as ElementList from "../../lists/ElementList.js"
import type * as ScriptedLists from "../../lists/ScriptedLists.js"
import * as FastApi from "../FastApi.js"
import * as HonchoMetadata from "./HonchoMetadata.js"
import * as HonchoName from "./HonchoName.js"
import * as HonchoPage from "./HonchoPage.js"
import * as HonchoSessionPeers from "./HonchoSessionPeers.js"
import * as HonchoWorkspaces from "./HonchoWorkspaces.js"

/** The routes over these workspaces and lists. */
export const routes = (
  workspaces: HonchoWorkspaces.Workspaces,
  lists: (request: ScriptedLists.PageRequest) => ScriptedLists.Outcome
): ReadonlyArray<Route> => {
  const workspaceOf = ({ now, params }: SandboxRequest) => workspaces.obtain(params["workspaceId"] ?? "", now).value

  const page = (list: string, request: SandboxRequest, elements: ReadonlyArray<Json.JsonObject>) =>
    HonchoPage.respond(lists, request, columns, { list, elements: () => ElementList.of(elements) })

  const createWorkspace = creating((body, request) => {
    const { isNew, value } = workspaces.obtain(String(body.id), request.now)
    HonchoWorkspaces.update(value, body)
    return created(HonchoWorkspaces.workspaceJson(value), isNew)
  })

  const createPeer = creating((body, request) => {
    const workspace = workspaceOf(request)
    const { isNew, value } = workspaces.obtainPeer(workspace, String(body.id), request.now)
    HonchoWorkspaces.update(value, body)
    return created(HonchoWorkspaces.peerJson(workspace, value), isNew)
  })

  const createSession = creating((body, request) => {
    const workspace = workspaceOf(request)
    const { isNew, value } = workspaces.obtainSession(workspace, String(body.id), request.now)
    if (!value.isActive) return HonchoPage.refuse(404, `Session ${value.id} not found`)
    HonchoWorkspaces.update(value, body)
    for (const [peer, configuration] of Object.entries(body.peers)) {
      workspaces.obtainPeer(workspace, peer, request.now)
      value.peers.set(peer, Json.isObject(configuration) ? configuration : {})
    }
    return created(HonchoWorkspaces.sessionJson(workspace, value), isNew)
  })

  const listWorkspaces: Handler = (request) =>
    page("honcho", request, [...workspaces.all.values()].map(HonchoWorkspaces.workspaceJson))

  const listPeers: Handler = (request) => {
    const workspace = workspaceOf(request)
    const peers = [...workspace.peers.values()].map((peer) => HonchoWorkspaces.peerJson(workspace, peer))
    return page(`honcho:${workspace.id}#peers`, request, peers)
  }

  /** The sessions of a workspace, or those of one of its peers. */
  const listSessions: Handler = (request) => {
    const { peerId, workspaceId = "" } = request.params
    const workspace = workspaces.all.get(workspaceId)
    const sessions = [...(workspace?.sessions.values() ?? [])].flatMap((session) =>
      workspace === undefined || !session.isActive || (peerId !== undefined && !session.peers.has(peerId))
        ? []
        : [HonchoWorkspaces.sessionJson(workspace, session)]
    )
    return page(`honcho:${workspaceId}`, request, sessions)
  }

  const putWorkspace = changing((body, request) => {
    const workspace = workspaceOf(request)
    HonchoWorkspaces.update(workspace, body)
    return SandboxResponse.json(HonchoWorkspaces.workspaceJson(workspace))
  })

  const putPeer = changing((body, request) => {
    const workspace = workspaceOf(request)
    const { value } = workspaces.obtainPeer(workspace, request.params["peerId"] ?? "", request.now)
    HonchoWorkspaces.update(value, body)
    return SandboxResponse.json(HonchoWorkspaces.peerJson(workspace, value))
  })

  const putSession = changing((body, request) => {
    const workspace = workspaceOf(request)
    const { value } = workspaces.obtainSession(workspace, request.params["sessionId"] ?? "", request.now)
    HonchoWorkspaces.update(value, body)
    return SandboxResponse.json(HonchoWorkspaces.sessionJson(workspace, value))
  })

  const deleteWorkspace: Handler = ({ params }) => {
    const { workspaceId = "" } = params
    const isThere = workspaces.all.delete(workspaceId)
    return isThere ? accepted : HonchoPage.refuse(404, `Workspace ${workspaceId} not found`)
  }

  /** A deleted session leaves the lists and accepts no messages. */
  const deleteSession: Handler = ({ params }) => {
    const { sessionId = "", workspaceId = "" } = params
    const found = workspaces.find(workspaceId, sessionId)
    if (found === undefined) return HonchoPage.refuse(404, `Session ${sessionId} not found`)
    found.isActive = false
    return accepted
  }

  return [
    { path: "/v3/workspaces", methods: { POST: createWorkspace } },
    { path: "/v3/workspaces/list", methods: { POST: listWorkspaces } },
    { path: one, methods: { PUT: putWorkspace, DELETE: deleteWorkspace } },
    { path: `${one}/peers`, methods: { POST: createPeer } },
    { path: `${one}/peers/list`, methods: { POST: listPeers } },
    { path: `${one}/peers/:peerId`, methods: { PUT: putPeer } },
    { path: `${one}/peers/:peerId/sessions`, methods: { POST: listSessions } },
    { path: `${one}/sessions`, methods: { POST: createSession } },
    { path: `${one}/sessions/list`, methods: { POST: listSessions } },
    { path: `${one}/sessions/:sessionId`, methods: { PUT: putSession, DELETE: deleteSession } },
    ...HonchoSessionPeers.routes(workspaces)
  ]
}

const one = "/v3/workspaces/:workspaceId"

const columns = ["id", "is_active", "created_at", "metadata"]

const created = (body: Json.JsonObject, isNew: boolean) => SandboxResponse.json(body, { status: isNew ? 201 : 200 })

const accepted = SandboxResponse.json({ message: "Deletion was accepted" }, { status: 202 })

interface Body {
  readonly id: Json.Json | undefined
  readonly metadata: Json.JsonObject | undefined
  readonly configuration: Json.JsonObject | undefined
  readonly peers: Json.JsonObject
}

/** Answers a request to create something, whose body has a name. */
const creating = (answer: (body: Body, request: SandboxRequest) => SandboxResponse.SandboxResponse): Handler =>
  reading(answer, true)

/** Answers a request to change something, whose name is in the path. */
const changing = (answer: (body: Body, request: SandboxRequest) => SandboxResponse.SandboxResponse): Handler =>
  reading(answer, false)

const reading =
  (answer: (body: Body, request: SandboxRequest) => SandboxResponse.SandboxResponse, hasId: boolean): Handler =>
  (request) => {
    const problems: Array<FastApi.Problem> = Object.entries(pathNames).flatMap(([param, name]) => {
      const value = request.params[param]
      return value === undefined ? [] : HonchoName.problems(["path", name], value)
    })
    const body = FastApi.object(problems, FastApi.body(problems, request.body ?? ""), ["body"]) ?? {}
    const id = Json.own(body, "id")
    if (hasId) FastApi.strings(problems, body, ["body"], ["id"], { isRequired: true, isNullable: false })
    if (hasId && typeof id === "string") problems.push(...HonchoName.problems(["body", "id"], id))
    const metadata = HonchoMetadata.read(problems, body, ["body"])
    const configuration = objectOf(problems, body, "configuration")
    const peers = objectOf(problems, body, "peers") ?? {}
    return problems.length > 0 ? FastApi.refuse(problems) : answer({ id, metadata, configuration, peers }, request)
  }

const objectOf = (problems: Array<FastApi.Problem>, body: Json.JsonObject, key: string) => {
  const value = Json.own(body, key) ?? null
  return value === null ? undefined : FastApi.object(problems, value, ["body", key])
}

const pathNames = { workspaceId: "workspace_id", sessionId: "session_id", peerId: "peer_id" }
