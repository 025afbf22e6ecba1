// Makes a format of two functions, and makes it lossless.
import { Format, Json, Lossless, type Message } from "@org/messages-core"

const text = (value: Json.Json | undefined) => (typeof value === "string" ? value : undefined)

// A chat that has a list of lines and the name of who speaks. `read` takes what a message can say, `write` gives that back.
const chat = Format.single({
  name: "my-chat",
  read: (native: Json.JsonObject): Message.Message =>
    Json.compact({
      version: 1 as const,
      format: "my-chat",
      role: native["from"] === "bot" ? ("assistant" as const) : ("user" as const),
      model: text(native["model"]),
      parts: (Json.isArray(native["lines"]) ? native["lines"] : []).map((native) =>
        typeof native === "string" ? { type: "text" as const, text: native } : { type: "unknown" as const, native }
      )
    }),
  write: ({ model, parts, role }) =>
    Json.compact({
      from: role === "assistant" ? "bot" : "me",
      model,
      lines: parts.map((part) => (part.type === "text" ? part.text : part.type === "unknown" ? part.native : null))
    }),
  // Every element of `lines` is a part, in the same order.
  lists: { lines: { holds: () => true } },
  // Of a message from elsewhere this chat takes texts alone.
  expressible: (message) => ({ ...message, parts: message.parts.filter(({ type }) => type === "text") })
})

// What `read` leaves out is kept as residue, so nothing is lost.
const { fromMessage, toMessage } = Lossless.of(chat, () => undefined)

const native = { from: "bot", lines: ["Hello"], mood: "good" }
const message = toMessage(native)
console.log(JSON.stringify(message))
console.log(JSON.stringify(fromMessage({ ...message, model: "m-1" })))

// A message that was written by hand, or read from another format, is written as this format can say it.
const parts = [{ type: "text", text: "Hi" }, { type: "step-start" }] as const
console.log(JSON.stringify(fromMessage({ version: 1, role: "user", parts })))
