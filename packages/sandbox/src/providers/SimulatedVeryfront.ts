/** Simulates Veryfront: messages of conversations, one of which belongs to another account (veryfront.com/docs). */
import { Json } from "@org/messages-core"
import * as Credential from "../http/Credential.js"
import * as Route from "../http/Route.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import { foreignConversation, seeds } from "../seeds/VeryfrontSeeds.js"
import type { SimulatedProvider } from "../SimulatedProvider.js"

const key = "vf_sandbox"

/** Problem details (RFC 9457). */
const refuse = (
  status: SandboxResponse.RefusalStatus,
  more: { readonly [member: string]: Json.Json | undefined } = {}
) => {
  const title = SandboxResponse.phrases[status]
  const type = `https://api.veryfront.com/errors/${title.toLowerCase().replaceAll(" ", "-")}`
  return SandboxResponse.json(Json.compact({ type, title, status, ...more }), {
    status,
    contentType: "application/problem+json"
  })
}

const getMessage: Route.Handler = (request) => {
  const { url: instance } = request
  const given = Credential.bearerOrApiKey(request)
  if (given !== key) return refuse(401, { detail: "Missing or invalid credentials", instance })
  const { conversationId = "", messageId = "" } = request.params
  const errors = [...invalidUuid("conversation_id", conversationId), ...invalidUuid("message_id", messageId)]
  if (errors.length > 0) return refuse(400, { ...validation, instance, errors })
  if (conversationId === foreignConversation) return refuse(403, { detail: "No access to this conversation", instance })
  const found = seeds.find(({ message }) => message.id === messageId && message.conversation_id === conversationId)
  return found === undefined
    ? refuse(404, { detail: "Message not found", instance })
    : SandboxResponse.json(found.message)
}

const validation = {
  type: "https://api.veryfront.com/errors/validation-error",
  title: "Validation Error",
  detail: "The path has an invalid id"
}

const invalidUuid = (field: string, id: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? []
    : [{ field, message: "Invalid uuid", code: "invalid_string" }]

/** The simulation of Veryfront. */
export const veryfront: SimulatedProvider = {
  provider: "veryfront",
  key,
  seeds,
  make: () =>
    Route.dispatch(
      [{ path: "/conversations/:conversationId/messages/:messageId", methods: { GET: getMessage } }],
      refuse
    )
}
