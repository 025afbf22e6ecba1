/** The routes of the peers of a Honcho session. */
import { Json } from "@org/messages-core"
import type { Handler, Route } from "../../http/Route.js"
import * as SandboxResponse from "../../http/SandboxResponse.js"
import * as FastApi from "../FastApi.js"
import * as HonchoPage from "./HonchoPage.js"
import * as HonchoWorkspaces from "./HonchoWorkspaces.js"

/** The routes over these workspaces. */
export const routes = (workspaces: HonchoWorkspaces.Workspaces): ReadonlyArray<Route> => {
  /** Answers for an existing session. */
  const inSession =
    (
      answer: (
        workspace: HonchoWorkspaces.Workspace,
        session: HonchoWorkspaces.Session,
        request: Parameters<Handler>[0]
      ) => SandboxResponse.SandboxResponse
    ): Handler =>
    (request) => {
      const { sessionId = "", workspaceId = "" } = request.params
      const workspace = workspaces.all.get(workspaceId)
      const session = workspaces.find(workspaceId, sessionId)
      return workspace === undefined || session === undefined
        ? HonchoPage.refuse(404, `Session ${sessionId} not found`)
        : answer(workspace, session, request)
    }

  const list = inSession((workspace, session) => {
    const items = [...session.peers.keys()].flatMap((id) => {
      const peer = workspace.peers.get(id)
      return peer === undefined ? [] : [HonchoWorkspaces.peerJson(workspace, peer)]
    })
    const total = items.length
    return SandboxResponse.json({ items, total, page: 1, size: 50, pages: Math.ceil(total / 50) })
  })

  /** Adds peers, or replaces all of them. */
  const put = (replaces: boolean): Handler =>
    inSession((workspace, session, { body = "", now }) => {
      const problems: Array<FastApi.Problem> = []
      const peers = FastApi.object(problems, FastApi.body(problems, body), ["body"]) ?? {}
      if (problems.length > 0) return FastApi.refuse(problems)
      if (replaces) session.peers.clear()
      for (const [id, configuration] of Object.entries(peers)) {
        workspaces.obtainPeer(workspace, id, now)
        session.peers.set(id, Json.isObject(configuration) ? configuration : {})
      }
      return SandboxResponse.json(HonchoWorkspaces.sessionJson(workspace, session))
    })

  const remove = inSession((workspace, session, { body = "" }) => {
    const problems: Array<FastApi.Problem> = []
    const ids = FastApi.body(problems, body)
    if (problems.length > 0 || !Json.isArray(ids)) return FastApi.refuse(problems)
    for (const id of ids) session.peers.delete(String(id))
    return SandboxResponse.json(HonchoWorkspaces.sessionJson(workspace, session))
  })

  const getConfiguration = inSession((_, session, { params }) => {
    const configuration = session.peers.get(params["peerId"] ?? "")
    return configuration === undefined
      ? HonchoPage.refuse(404, `Peer ${params["peerId"] ?? ""} not found in session ${session.id}`)
      : SandboxResponse.json({ observe_me: null, observe_others: null, ...configuration })
  })

  const putConfiguration = inSession((_, session, { body = "", params }) => {
    const problems: Array<FastApi.Problem> = []
    const configuration = FastApi.object(problems, FastApi.body(problems, body), ["body"]) ?? {}
    if (problems.length > 0) return FastApi.refuse(problems)
    session.peers.set(params["peerId"] ?? "", configuration)
    return SandboxResponse.json({ observe_me: null, observe_others: null, ...configuration })
  })

  return [
    { path, methods: { GET: list, POST: put(false), PUT: put(true), DELETE: remove } },
    { path: `${path}/:peerId/config`, methods: { GET: getConfiguration, PUT: putConfiguration } }
  ]
}

const path = "/v3/workspaces/:workspaceId/sessions/:sessionId/peers"
