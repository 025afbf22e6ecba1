/** The messages of one conversation: first its initial messages, then those that were added, in the order of their times. */
import type { Json } from "@org/messages-core"
import * as ElementList from "./ElementList.js"

/** The initial messages of a conversation, which are made on demand. */
export interface Beginning extends ElementList.ElementList {
  /** The index of the message with this id, if there is one. */
  readonly indexOf: (id: string) => number | undefined
}

/** A message that can be read from the time `from` on, in epoch milliseconds, and may change with time. */
export interface Added {
  readonly id: string
  readonly from: number
  readonly read: (now: number) => Json.JsonObject
}

/** The log of a conversation with these initial messages. `now` is in epoch milliseconds. */
export class MessageLog {
  readonly #added: Array<Added> = []
  readonly #byId = new Map<string, Added>()
  readonly #edited = new Map<string, Json.JsonObject>()
  readonly #removed = new Set<string>()
  #title: string | undefined
  #changedAt = 0

  constructor(readonly beginning: Beginning) {}

  /** The messages that can be read now. */
  elements(now: number): ElementList.ElementList {
    const { at, length } = this.beginning
    const all = {
      length: length + this.#visible(now),
      at: (index: number) => this.#current(index < length ? at(index) : (this.#added[index - length]?.read(now) ?? {}))
    }
    return this.#removed.size === 0
      ? all
      : ElementList.filtered(all, (message) => !this.#removed.has(String(message["id"])))
  }

  /** The message with this id, if it can be read now. */
  find(id: string, now: number): Json.JsonObject | undefined {
    if (this.#removed.has(id)) return undefined
    const index = this.beginning.indexOf(id)
    if (index !== undefined) return this.#current(this.beginning.at(index))
    const added = this.#byId.get(id)
    return added === undefined || added.from > now ? undefined : this.#current(added.read(now))
  }

  /** The last message that can be read now. */
  last(now: number): Json.JsonObject | undefined {
    const { at, length } = this.elements(now)
    return length === 0 ? undefined : at(length - 1)
  }

  /** When the last added message becomes readable, which may be in the future. */
  get lastFrom(): number {
    return this.#added.at(-1)?.from ?? 0
  }

  add(added: Added): void {
    this.#added.splice(this.#visible(added.from), 0, added)
    this.#byId.set(added.id, added)
  }

  /** The number of messages that there ever were. */
  get made(): number {
    return this.beginning.length + this.#added.length
  }

  /** The title, if the conversation was given one. */
  get title(): string | undefined {
    return this.#title
  }

  /** When the conversation was last changed other than by a post, in epoch milliseconds; 0 if never. */
  get changedAt(): number {
    return this.#changedAt
  }

  /** When the conversation was last changed: `last`, which is the time of its last message, or the time of a later change. */
  updatedAt(last: string): string {
    return this.#changedAt > Date.parse(last) ? new Date(this.#changedAt).toISOString() : last
  }

  /** Replaces the message with this id. */
  edit(id: string, message: Json.JsonObject, now = this.#changedAt): void {
    this.#edited.set(id, message)
    this.#changedAt = now
  }

  /** Takes out the message with this id. */
  remove(id: string, now: number): void {
    this.#removed.add(id)
    this.#changedAt = now
  }

  /** Gives the conversation another title. */
  rename(title: string, now: number): void {
    this.#title = title
    this.#changedAt = now
  }

  /** Records that messages were added now, whatever their own times are. */
  touch(now: number): void {
    this.#changedAt = now
  }

  #current(message: Json.JsonObject): Json.JsonObject {
    return this.#edited.size === 0 ? message : (this.#edited.get(String(message["id"])) ?? message)
  }

  /** How many of the added messages can be read at time `now`. */
  #visible(now: number): number {
    let count = this.#added.length
    while (count > 0 && (this.#added[count - 1]?.from ?? 0) > now) count -= 1
    return count
  }
}

/** The initial messages of an array. */
export const beginningOf = (messages: ReadonlyArray<Json.JsonObject & { readonly id: string }>): Beginning => ({
  ...ElementList.of(messages),
  indexOf: (id) => {
    const index = messages.findIndex((message) => message.id === id)
    return index < 0 ? undefined : index
  }
})
