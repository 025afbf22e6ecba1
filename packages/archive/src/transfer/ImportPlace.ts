/** Finds the conversation that an imported message belongs to. */
import { Conversation, ConversationRef, type Message, MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"

/** A conversation of the archive. */
export interface ImportPlace {
  /** The ref of a provider's conversation, or a name that no ref has. */
  readonly ref: string
  readonly provider: string | null
  /** The JSON of the conversation. */
  readonly body: string
  /** Whether its messages name no conversation, so that it has the name of the import. */
  readonly isNamedByImport: boolean
}

/** The messages of each conversation, in order. Messages that name no conversation belong to `name`. */
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
  const found = address === undefined ? undefined : ConversationRef.ofMessage(address, message.conversation?.id)
  if (found !== undefined)
    return {
      ref: found.ref,
      provider: found.provider,
      body: JSON.stringify(Conversation.ofAddress(found)),
      isNamedByImport: false
    }
  const id = message.conversation?.id ?? name
  const ref = `import:${message.format ?? "canonical"}/${encodeURIComponent(wellFormed(id))}`
  const isNamedByImport = message.ref === undefined && message.conversation?.id === undefined
  return { ref, provider: null, body: JSON.stringify({ ref, id }), isNamedByImport }
}

/** Half a surrogate pair cannot be percent-encoded. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd")
