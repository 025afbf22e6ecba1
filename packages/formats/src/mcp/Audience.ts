/** The audience of a message, in the annotations of its content blocks. */
import { Json, type Message } from "@org/messages-core"
import * as Field from "../Field.js"
import type { Block } from "./McpMessage.js"

type Role = "user" | "assistant"

const audiences: { readonly [V in NonNullable<Message.Message["visibility"]>]: Array<Role> } = {
  everyone: ["user", "assistant"],
  model: ["assistant"],
  user: ["user"]
}

/** The block with its audience; the same block if the message has no visibility. */
export const put = (block: Block, { visibility }: Message.Message): Block =>
  visibility === undefined ? block : { ...block, annotations: { audience: audiences[visibility] } }

/** The visibility that a block's audience stands for. */
export const read = (block: Json.Json | undefined): Message.Message["visibility"] => {
  const annotations = Json.isObject(block) ? (Field.object(block, "annotations") ?? {}) : {}
  const said = Json.own(annotations, "audience")
  return said === undefined
    ? undefined
    : (["everyone", "model", "user"] as const).find((visibility) => Json.equal(audiences[visibility], said))
}
