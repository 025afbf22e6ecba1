/** Leaves out what was given before a reading started again, until the place is passed. */
import { type Cursor, type Message, type Page, TextHash } from "@org/messages-core"

/** What is known of the place. */
export interface Skip {
  readonly tail: ReadonlySet<string>
  readonly sequence: number | undefined
  /** Whether a message of the tail was seen again. */
  readonly isFound: boolean
}

/** What is left of a page. */
export interface Skipped {
  /** How to go on: nothing more to skip once a message comes that is new. */
  readonly skip: Skip | undefined
  readonly items: ReadonlyArray<Message.Message>
  readonly natives: Page.Page<Message.Message>["natives"]
}

/** What is known of a place; nothing if no message comes before it. */
export const of = ({ sequence, tail }: Cursor.Place): Skip | undefined =>
  tail.length === 0 ? undefined : { tail: new Set(tail), sequence, isFound: false }

/** The messages of a page that come after the place. A `sequence` above all before is new; without one, the tail shows the place. */
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
