/** A native form of messages: four pure, total functions that know nothing of residue. `Lossless` adds it. */
import type { Json } from "../json/Json.js"
import type { Message } from "./Message.js"
import type { Part } from "./Part.js"

/** Invents a value that a format requires and a message lacks, such as an id or the name of a tool; `need` says which. */
export type Invent = (need: string) => string

/** A native list that holds parts. */
export interface List {
  /** Whether a part belongs to the list. Parts that do are in the order of the list. */
  readonly holds: (part: Part) => boolean
  /** The key of a tool result's element that holds the list of its content, in formats that have one. */
  readonly nested?: string
}

/** One native form of messages. `Context` is what a reader knows besides the native value, such as its address. */
export interface Format<Native extends Json, Context, Group extends ReadonlyArray<Message> = ReadonlyArray<Message>> {
  /** The name that messages of this format have in `format`. */
  readonly name: string
  /** The groups of consecutive messages that become one native value each, in order. */
  readonly split: (messages: ReadonlyArray<Message>) => ReadonlyArray<Group>
  /** The native value made from the fields of a group alone: the inverse of `read`. It does not check the contract. Without `invent`, it invents nothing. */
  readonly write: (group: Group, invent?: Invent) => Native
  /** The canonical fields of a native value. One element of a list is one part, in the same order. */
  readonly read: (native: Native, context?: Context) => Group
  /** Reduces a message from another format to what the contract can express. */
  readonly expressible: (message: Message) => Message
  /** The native lists that hold parts, by their keys. */
  readonly lists: { readonly [key: string]: List }
}

/** A group of one message. */
export type OneMessage = readonly [message: Message]

/** The definition of a format in which every message is one native value. */
export interface Single<Native extends Json, Context> extends Pick<
  Format<Native, Context, OneMessage>,
  "name" | "expressible" | "lists"
> {
  /** The canonical fields of a native value. */
  readonly read: (native: Native, context?: Context) => Message
  /** The native value made from the fields of a message: the inverse of `read`. */
  readonly write: (message: Message) => Native
}

/** Makes a format from functions that handle one message. */
export const single = <Native extends Json, Context>({
  expressible,
  lists,
  name,
  read,
  write
}: Single<Native, Context>): Format<Native, Context, OneMessage> => ({
  name,
  split: (messages) => messages.map((message) => [message]),
  write: ([message]) => write(message),
  read: (native, context) => [read(native, context)],
  expressible,
  lists
})
