/** A change in the conversations of a sandbox, as data: what people and agents do to them at the provider. */
import { Json } from "@org/messages-core"

/** A change; conversations and messages are named by their refs. */
export type Change =
  /** Adds this many messages to the end of the conversation, and creates it if it does not exist. */
  | {
      readonly type: "arrive"
      /** The ref of the conversation. */
      readonly conversation: string
      /** How many messages: from 1 to 100,000. */
      readonly messages: number
    }
  /** The message has another text. */
  | {
      readonly type: "edit"
      /** The ref of the message. */
      readonly message: string
      /** The new text. */
      readonly text: string
    }
  /** The conversation has another title. */
  | {
      readonly type: "title"
      /** The ref of the conversation. */
      readonly conversation: string
      /** The new title. */
      readonly title: string
    }
  /** The message is gone. */
  | {
      readonly type: "remove"
      /** The ref of the message. */
      readonly message: string
    }
  /** The conversation is gone, with its messages. */
  | {
      readonly type: "remove"
      /** The ref of the conversation. */
      readonly conversation: string
    }

/** The most messages that arrive at once. */
const maximum = 100_000

/** Reads a change from JSON; `undefined` if the value is not a change. */
export const of = (value: Json.Json): Change | undefined => {
  if (!Json.isObject(value)) return undefined
  const { conversation, message, messages, text, title, type } = value
  if (type === "edit" && typeof message === "string" && typeof text === "string") return { type, message, text }
  if (type === "remove" && typeof message === "string") return { type, message }
  if (typeof conversation !== "string") return undefined
  if (type === "remove") return { type, conversation }
  if (type === "title" && typeof title === "string") return { type, conversation, title }
  const isCount = typeof messages === "number" && Number.isInteger(messages) && messages > 0 && messages <= maximum
  return type === "arrive" && isCount ? { type, conversation, messages } : undefined
}
