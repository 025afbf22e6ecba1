/** Mielto, simulated: messages by their id, in the workspace of the key (docs.mielto.com). */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Answer from "./Answer.js"
import * as Api from "./Api.js"
import * as Credential from "./Credential.js"
import { seeds, workspace } from "./seeds/Mielto.js"

export const key = "mk_sandbox"

const refuse = (status: Answer.Refused, detail: string = Answer.phrases[status]) => Answer.json({ detail }, { status })

const getMessage = Effect.gen(function* () {
  const given = yield* Credential.bearerOrApiKey
  if (given !== key) return refuse(401, given === undefined ? "Not authenticated" : "Invalid API key")
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const asked = headers["x-workspace-id"] ?? workspace
  if (!/^wsp_\w+$/.test(asked)) return invalidWorkspace
  const { messageId } = yield* HttpRouter.params
  const found = seeds.find(({ message }) => message.id === messageId && message.workspace_id === asked)
  return found === undefined ? refuse(404, "Message not found") : Answer.json(found.message)
})

const invalidWorkspace = Answer.json(
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

export const make = Api.make([{ path: "/api/v1/messages/:messageId", get: getMessage }], refuse)
