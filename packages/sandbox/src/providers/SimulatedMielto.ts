/** Simulates Mielto: messages by their ids, in the workspace of the key (docs.mielto.com). */
import * as Credential from "../http/Credential.js"
import * as Route from "../http/Route.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import { seeds, workspace } from "../seeds/MieltoSeeds.js"
import type { SimulatedProvider } from "../SimulatedProvider.js"

const key = "mk_sandbox"

const refuse = (status: SandboxResponse.RefusalStatus, detail: string = SandboxResponse.phrases[status]) =>
  SandboxResponse.json({ detail }, { status })

const getMessage: Route.Handler = (request) => {
  const given = Credential.bearerOrApiKey(request)
  if (given !== key) return refuse(401, given === undefined ? "Not authenticated" : "Invalid API key")
  const workspaceId = request.headers["x-workspace-id"] ?? workspace
  if (!/^wsp_\w+$/.test(workspaceId)) return invalidWorkspace
  const { messageId } = request.params
  const found = seeds.find(({ message }) => message.id === messageId && message.workspace_id === workspaceId)
  return found === undefined ? refuse(404, "Message not found") : SandboxResponse.json(found.message)
}

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

/** The simulation of Mielto. */
export const mielto: SimulatedProvider = {
  provider: "mielto",
  key,
  defaultId: workspace,
  seeds,
  make: () => Route.dispatch([{ path: "/api/v1/messages/:messageId", methods: { GET: getMessage } }], refuse)
}
