/** Veryfront, simulated: messages of conversations, one of which belongs to somebody else (veryfront.com/docs). */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import { Json } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Answer from "./Answer.js"
import * as Api from "./Api.js"
import * as Credential from "./Credential.js"
import { foreignConversation, seeds } from "./seeds/Veryfront.js"

export const key = "vf_sandbox"

/** Problem details (RFC 9457). */
const refuse = (status: Answer.Refused, more: { readonly [member: string]: Json.Json | undefined } = {}) => {
  const title = Answer.phrases[status]
  const type = `https://api.veryfront.com/errors/${title.toLowerCase().replaceAll(" ", "-")}`
  return Answer.json(Json.compact({ type, title, status, ...more }), {
    status,
    contentType: "application/problem+json"
  })
}

const getMessage = Effect.gen(function* () {
  const { url: instance } = yield* HttpServerRequest.HttpServerRequest
  const given = yield* Credential.bearerOrApiKey
  if (given !== key) return refuse(401, { detail: "Missing or invalid credentials", instance })
  const { conversationId = "", messageId = "" } = yield* HttpRouter.params
  const errors = [...invalidUuid("conversation_id", conversationId), ...invalidUuid("message_id", messageId)]
  if (errors.length > 0) return refuse(400, { ...validation, instance, errors })
  if (conversationId === foreignConversation) return refuse(403, { detail: "No access to this conversation", instance })
  const found = seeds.find(({ message }) => message.id === messageId && message.conversation_id === conversationId)
  return found === undefined ? refuse(404, { detail: "Message not found", instance }) : Answer.json(found.message)
})

const validation = {
  type: "https://api.veryfront.com/errors/validation-error",
  title: "Validation Error",
  detail: "The path has an invalid id"
}

const invalidUuid = (field: string, id: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? []
    : [{ field, message: "Invalid uuid", code: "invalid_string" }]

export const make = Api.make([{ path: "/conversations/:conversationId/messages/:messageId", get: getMessage }], refuse)
