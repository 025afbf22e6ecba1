/** Honcho, simulated: messages of peers in the sessions of a workspace, with the answers of its open-source server. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Answer from "./Answer.js"
import * as Api from "./Api.js"
import * as Credential from "./Credential.js"
import { seeds } from "./seeds/Honcho.js"

export const key = "hch-sandbox"

const refuse = (status: Answer.Refused, detail: string = Answer.phrases[status]) => Answer.json({ detail }, { status })

const getMessage = Effect.gen(function* () {
  const given = yield* Credential.bearer
  if (given !== key) return refuse(401, given === undefined ? "No access token provided" : "Invalid JWT")
  const { messageId = "", sessionId = "", workspaceId = "" } = yield* HttpRouter.params
  const detail = [...invalidName("workspace_id", workspaceId), ...invalidName("session_id", sessionId)]
  if (detail.length > 0) return Answer.json({ detail }, { status: 422 })
  const found = seeds.find(
    ({ message }) =>
      message.id === messageId && message.session_id === sessionId && message.workspace_id === workspaceId
  )
  return found === undefined ? refuse(404, `Message with ID ${messageId} not found`) : Answer.json(found.message)
})

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

export const make = Api.make(
  [{ path: "/v3/workspaces/:workspaceId/sessions/:sessionId/messages/:messageId", get: getMessage }],
  refuse
)
