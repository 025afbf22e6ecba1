/** Makes the message of Mielto's post from a draft that keeps to the rules of Mielto's descriptor. */
import type { MessageError } from "@org/messages-core"
import { type Draft, Json, type Part } from "@org/messages-core"
import type { MieltoSchema } from "@org/messages-provider-mielto"
import * as Either from "effect/Either"
import * as DraftPart from "../DraftPart.js"
import * as MieltoElement from "./MieltoElement.js"
import * as ToolArguments from "./ToolArguments.js"

/** The message, or `InvalidDraft` with the path of the first part that Mielto has no place for. A draft without a role is a user's. */
export const body = (draft: Draft.Draft): Either.Either<MieltoSchema.MieltoPost, MessageError.InvalidDraft> =>
  Either.gen(function* () {
    const { createdAt, metadata, parts = [], role = "user", tags } = draft
    const texts: Array<string> = draft.text === undefined ? [] : [draft.text]
    const calls: Array<Json.JsonObject> = []
    const attachments: Array<Json.JsonObject> = []
    for (const [index, part] of parts.entries()) {
      const path = `/parts/${index}`
      switch (part.type) {
        case "text":
          if (texts.length > 0) return yield* refuse(path, "is a second text, and Mielto takes one: join the texts")
          texts.push(part.text)
          break
        case "tool-call":
          calls.push(yield* DraftPart.element("mielto", part, path, call))
          break
        case "file":
          attachments.push(yield* attachment(part, path))
          break
        default:
          return yield* refuse(path, `is a part of the type ${part.type}: Mielto takes text, tool-call and file parts`)
      }
    }
    return Json.compact({
      content: texts.join(""),
      role,
      message_type: "text",
      tool_calls: calls.length === 0 ? undefined : calls,
      attachments: attachments.length === 0 ? undefined : attachments,
      tags,
      meta_data: metadata,
      created_at: createdAt
    })
  })

const attachment = (part: Part.File, path: string): Either.Either<Json.JsonObject, MessageError.InvalidDraft> =>
  part.url === undefined && part.fileId === undefined
    ? refuse(path, "has neither a url nor a fileId: Mielto takes attachments that are stored elsewhere")
    : DraftPart.element("mielto", part, path, file)

const call = {
  read: (native: Json.Json) => MieltoElement.readToolCall(native, ToolArguments.reader()),
  write: MieltoElement.write
}

const file = { read: MieltoElement.readAttachment, write: MieltoElement.write }

const refuse = (path: string, problem: string) => Either.left(DraftPart.invalid("mielto", path, problem))
