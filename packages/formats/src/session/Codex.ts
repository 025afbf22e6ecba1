/**
 * Sessions of Codex: the JSONL files `rollout-*.jsonl`. Their messages are items of the Responses API and are read as such, so they have the
 * format `responses`. Events repeat the same texts and are not messages.
 */
import { Json, type Message, Time } from "@org/messages-core"
import * as Native from "../algebra/Native.js"
import * as Field from "../Field.js"
import * as Responses from "../responses/Responses.js"
import * as ResponsesRun from "../responses/ResponsesRun.js"
import * as Session from "./Session.js"
import * as Recognition from "../recognition/Recognition.js"

/** The converter of session files. */
export const converter = Session.of("codex", Recognition.codex, (lines) => {
  const others: Array<Json.JsonObject> = []
  const messages: Array<Message.Message> = []
  let session: string | undefined
  let model: string | undefined
  let waiting: Array<{ readonly item: Json.JsonObject; readonly at: string | undefined }> = []
  const flush = () => {
    const times = new Map(waiting.map(({ at, item }) => [item, at]))
    for (const run of ResponsesRun.of(waiting.map(({ item }) => item))) {
      const [first] = run
      for (const message of Native.toMessages(Responses.definition, run, "run"))
        messages.push(
          Json.compact({
            ...message,
            conversation: session === undefined ? undefined : { id: session },
            createdAt: first && times.get(first),
            model: message.role === "assistant" ? model : undefined
          })
        )
    }
    waiting = []
  }
  for (const line of lines) {
    const payload = Field.object(line, "payload") ?? {}
    const timestamp = Field.text(line, "timestamp")
    switch (Field.text(line, "type")) {
      case "response_item":
        waiting.push({ item: payload, at: timestamp !== undefined && Time.isTime(timestamp) ? timestamp : undefined })
        break
      case "session_meta":
        session = Field.text(payload, "id") ?? session
        others.push(line)
        break
      case "turn_context":
        flush()
        model = Field.text(payload, "model") ?? model
        others.push(line)
        break
      default:
        others.push(line)
    }
  }
  flush()
  return { messages, others }
})

const fromFile = converter.import

export {
  /** The canonical messages of a session file. */
  fromFile as import
}
