/** Finds the conversation that an imported message belongs to. */
import { type Address, type Conversation, ConversationRef, type Message, MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"

/** A conversation of the archive. */
export interface ImportPlace {
  /** The ref of a provider's conversation, or a name that no ref has. */
  readonly ref: string
  readonly provider: string | null
  /** The JSON of the conversation. */
  readonly body: string
}

/** The messages of each conversation, in order. `name` is the conversation of messages that name none. */
export const grouped = (
  messages: ReadonlyArray<Message.Message>,
  name: string
): ReadonlyArray<readonly [ImportPlace, ReadonlyArray<Message.Message>]> => {
  const groups = new Map<string, readonly [ImportPlace, Array<Message.Message>]>()
  for (const message of messages) {
    const place = of(message, name)
    const group = groups.get(place.ref) ?? ([place, []] as const)
    group[1].push(message)
    groups.set(place.ref, group)
  }
  return Array.from(groups.values())
}

/** The conversation of a message: the one of its ref, or the one that it names. */
export const of = (message: Message.Message, name: string): ImportPlace => {
  const address = message.ref === undefined ? undefined : Either.getOrUndefined(MessageRef.parse(message.ref))
  const conversation = address === undefined ? undefined : conversationOf(address, message)
  if (conversation !== undefined)
    return { ref: conversation.ref, provider: conversation.provider, body: JSON.stringify(conversation) }
  const id = message.conversation?.id ?? name
  const ref = `import:${message.format ?? "canonical"}/${encodeURIComponent(wellFormed(id))}`
  return { ref, provider: null, body: JSON.stringify({ ref, id }) }
}

/** What a message says of its conversation. Mielto's refs do not name it. */
const conversationOf = (
  address: Address.MessageAddress,
  message: Message.Message
): Conversation.Conversation | undefined => {
  const ids = idsOf(address, message.conversation?.id)
  const found = ids === undefined ? undefined : Either.getOrUndefined(ConversationRef.make(ids))
  if (found === undefined) return undefined
  const workspaceId = "workspaceId" in found ? found.workspaceId : undefined
  return {
    version: 1,
    provider: found.provider,
    ref: found.ref,
    id: "sessionId" in found ? found.sessionId : found.conversationId,
    ...(workspaceId !== undefined && { workspaceId })
  }
}

const idsOf = (address: Address.MessageAddress, id: string | undefined): Address.ConversationIds | undefined => {
  switch (address.provider) {
    case "factory":
      return {
        provider: "factory",
        sessionId: address.sessionId,
        ...(address.computerId !== undefined && { computerId: address.computerId })
      }
    case "honcho":
      return { provider: "honcho", workspaceId: address.workspaceId, sessionId: address.sessionId }
    case "veryfront":
      return { provider: "veryfront", conversationId: address.conversationId }
    case "mielto":
      return id === undefined
        ? undefined
        : {
            provider: "mielto",
            conversationId: id,
            ...(address.workspaceId !== undefined && { workspaceId: address.workspaceId })
          }
  }
}

/** Half a surrogate pair cannot be percent-encoded. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd")
