/** Simulates Honcho: messages of peers in the sessions of a workspace, with the responses of its open-source server. */
import * as Credential from "../http/Credential.js"
import * as Route from "../http/Route.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import { seeds } from "../seeds/HonchoSeeds.js"
import type { SimulatedProvider } from "../SimulatedProvider.js"

const key = "hch-sandbox"

const path = "/v3/workspaces/:workspaceId/sessions/:sessionId/messages/:messageId"

const refuse = (status: SandboxResponse.RefusalStatus, detail: string = SandboxResponse.phrases[status]) =>
  SandboxResponse.json({ detail }, { status })

const getMessage: Route.Handler = (request) => {
  const given = Credential.bearer(request)
  if (given !== key) return refuse(401, given === undefined ? "No access token provided" : "Invalid JWT")
  const { messageId = "", sessionId = "", workspaceId = "" } = request.params
  const detail = [...invalidName("workspace_id", workspaceId), ...invalidName("session_id", sessionId)]
  if (detail.length > 0) return SandboxResponse.json({ detail }, { status: 422 })
  const found = seeds.find(
    ({ message }) =>
      message.id === messageId && message.session_id === sessionId && message.workspace_id === workspaceId
  )
  return found === undefined
    ? refuse(404, `Message with ID ${messageId} not found`)
    : SandboxResponse.json(found.message)
}

/** A name is 1 to 512 characters of `[a-zA-Z0-9_-]`; a path segment is never empty. */
const invalidName = (name: string, input: string) => {
  const loc = ["path", name]
  if (input.length > 512)
    return [
      {
        type: "string_too_long",
        loc,
        msg: "String should have at most 512 characters",
        input,
        ctx: { max_length: 512 }
      }
    ]
  if (!new RegExp(pattern).test(input))
    return [
      { type: "string_pattern_mismatch", loc, msg: `String should match pattern '${pattern}'`, input, ctx: { pattern } }
    ]
  return []
}

const pattern = "^[a-zA-Z0-9_-]+$"

/** The simulation of Honcho. */
export const honcho: SimulatedProvider = {
  provider: "honcho",
  key,
  seeds,
  make: () => Route.dispatch([{ path, methods: { GET: getMessage } }], refuse)
}
