/** The agent's reply to a message: polls the conversation until the reply is complete. */
import { Pages } from "@org/messages-conversations"
import type { Address, Cursor, Message, MessageError, Messages, Page } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/**
 * The last message of the agent after the one that was posted as `ref`, once it is complete. `onState` is called with every new state. If a
 * message has no status, it counts as complete when it calls no tool and two reads show no difference.
 */
export const of = (
  conversation: Address.ConversationAddress,
  ref: string,
  onState: (state: string) => Effect.Effect<void>
): Effect.Effect<Message.Message, MessageError.MessageError, Messages.Messages> =>
  Effect.gen(function* () {
    let at: Cursor.Cursor | undefined
    let before = ""
    let shown = ""
    for (let wait = firstWait; ; wait = Math.min(wait * 1.5, longestWait)) {
      yield* Effect.sleep(wait)
      const found = yield* Effect.catchTag(answers(conversation, ref, at), "ReadFailure", ({ error }) =>
        isPassing(error) ? Effect.succeed(undefined) : Effect.fail(error)
      )
      if (found === undefined) continue
      at = found.at
      const reply = found.messages.at(-1)
      if (reply === undefined) continue
      const now = JSON.stringify(reply)
      if (isDone(reply) || (isWhole(reply) && now === before)) return reply
      before = now
      const state = reply.status ?? "being written"
      if (state !== shown) yield* onState(state)
      shown = state
    }
  })

const firstWait = 400

const longestWait = 10_000

/** The agent's messages after the posted one, and the cursor of the page that has the posted one. */
interface Answers {
  readonly messages: ReadonlyArray<Message.Message>
  readonly at: Cursor.Cursor | undefined
}

interface Search extends Answers {
  readonly isFound: boolean
  readonly cursor: Cursor.Cursor | undefined
}

/** The list is read from the page that last had the posted message, because the conversation before it may be long. */
const answers = (conversation: Address.ConversationAddress, ref: string, at: Cursor.Cursor | undefined) => {
  const start: Search = { messages: [], at, isFound: false, cursor: at }
  return Stream.runFold(Pages.pages(conversation, { cursor: at }), start, (search, page) => searched(search, page, ref))
}

const searched = (search: Search, { items, next }: Page.Page<Message.Message>, ref: string): Search => {
  const place = items.findIndex((message) => message.ref === ref)
  const isHere = place >= 0
  const after = search.isFound || isHere ? items.slice(place + 1) : []
  return {
    messages: [...search.messages, ...after.filter(({ role }) => role !== "user")],
    at: isHere ? search.cursor : search.at,
    isFound: search.isFound || isHere,
    cursor: next
  }
}

const isDone = ({ status }: Message.Message): boolean =>
  status === "completed" || status === "failed" || status === "cancelled"

/** Whether a message without a status may be the end of the agent's turn. */
const isWhole = ({ parts, role, status }: Message.Message): boolean =>
  status === undefined && role !== "tool" && parts.length > 0 && !parts.some(({ type }) => open.has(type))

const open: ReadonlySet<string> = new Set(["tool-call", "tool-result"])

/** Whether the list may be readable later. */
const isPassing = (error: MessageError.MessageError): boolean =>
  error._tag === "ProviderFailure" && ["Unavailable", "Timeout", "RateLimited"].includes(error.reason)
