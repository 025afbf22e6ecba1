/** Skips the messages that were returned before a restart, until the position is reached again. */
import { type Cursor, type Message, type Page, TextHash } from "@org/messages-core"

/** What is known about the position. */
export interface Skip {
  readonly tail: ReadonlySet<string>
  readonly sequence: number | undefined
  /** Whether a message of the tail has been seen again. */
  readonly isFound: boolean
}

/** What is left of a page. */
export interface Skipped {
  /** What to skip on the next page; `undefined` once a new message has come. */
  readonly skip: Skip | undefined
  readonly items: ReadonlyArray<Message.Message>
  readonly natives: Page.Page<Message.Message>["natives"]
}

/** What is known about a position; `undefined` if no message comes before it. */
export const of = ({ sequence, tail }: Cursor.Place): Skip | undefined =>
  tail.length === 0 ? undefined : { tail: new Set(tail), sequence, isFound: false }

/** The messages of a page after the position. A `sequence` above all earlier ones is new; without sequences, the tail shows the position. */
export const apply = (skip: Skip, { items, natives = [] }: Page.Page<Message.Message>): Skipped => {
  const { sequence, tail } = skip
  let { isFound } = skip
  const first = items.findIndex((message, index) => {
    if (sequence !== undefined && message.sequence !== undefined) {
      isFound = true
      return message.sequence > sequence
    }
    const isKnown = tail.has(TextHash.of(message.ref ?? JSON.stringify(natives[index] ?? null)))
    if (isKnown) isFound = true
    return isFound && !isKnown
  })
  return first < 0
    ? { skip: { ...skip, isFound }, items: [], natives: [] }
    : { skip: undefined, items: items.slice(first), natives: natives.slice(first) }
}
