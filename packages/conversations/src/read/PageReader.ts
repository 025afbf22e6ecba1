/** Reads one page after another, and copes with lists that change while they are read. */
import { type Address, Cursor, MessageError, type Message, type Messages, type Page, Paging } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Options, Through } from "./Pages.js"
import { ReadFailure } from "./ReadFailure.js"
import * as Skip from "./Skip.js"

/** The position of a read. */
export interface ReadState {
  /** The cursor of the next request; `undefined` at the start of the list. */
  readonly cursor: Cursor.Cursor | undefined
  /** The cursor behind exactly the messages that were returned: where to resume after a failure. */
  readonly safe: Cursor.Cursor | undefined
  /** How many messages were returned. */
  readonly given: number
  /** The greatest total that the provider reported. */
  readonly total: number
  /** What to skip after a restart, until the position is found again. */
  readonly skip: Skip.Skip | undefined
  /** How often the read has restarted since a page had something new. */
  readonly restarts: number
  /** The provider's cursors since a page had something new: if one repeats, the list would never end. */
  readonly places: ReadonlyArray<string>
}

/** A page, and the state after it; `undefined` at the end. */
export interface Read {
  /** The messages that no earlier page had. */
  readonly page: Page.Page<Message.Message>
  /** The state for the next read; `undefined` at the end of the conversation. */
  readonly state: ReadState | undefined
}

/** Reads the page of a state. */
export interface PageReader {
  /** The state for the first read. */
  readonly start: ReadState
  /** Reads the next page. */
  readonly read: (state: ReadState) => Effect.Effect<Read, ReadFailure>
}

/** How often a read may restart without progress. */
const maximumRestarts = 3

/** How many pages in a row may have nothing new. */
const maximumIdlePages = 1000

/** The reader of a conversation. A cursor of another list is refused before any request is sent. */
export const make = (
  port: typeof Messages.Messages.Service,
  conversation: Address.ConversationAddress,
  options: Options
): Either.Either<PageReader, ReadFailure> =>
  Either.mapBoth(Paging.place("messages", conversation.provider, conversation.ref, options), {
    onLeft: (error) => new ReadFailure({ error, given: 0 }),
    onRight: (place) => readerFrom(port, conversation, options, place)
  })

const readerFrom = (
  port: typeof Messages.Messages.Service,
  conversation: Address.ConversationAddress,
  { cursor, natives = false, through }: Options,
  { given, limit, order }: Cursor.Place
): PageReader => {
  const changed = new MessageError.ConversationChanged({ ref: conversation.ref })

  // A gate must see every failure to adapt, so a request through a gate makes one attempt.
  const { attempts, pass }: { attempts?: number; pass: Through } =
    through === undefined ? { pass: (request) => request } : { attempts: 1, pass: through }

  const read = (state: ReadState): Effect.Effect<Read, ReadFailure> =>
    pass(
      port.list(conversation, {
        cursor: state.cursor,
        limit,
        order,
        // After a restart, elements without an id can only be recognized by their JSON.
        natives: natives || state.skip !== undefined,
        attempts
      })
    ).pipe(
      Effect.matchEffect({
        onFailure: (error) => (isPlaceGone(error) ? restart(state, error) : Effect.fail(failure(state, error))),
        onSuccess: (page) =>
          page.total !== undefined && page.total < state.total && state.skip === undefined
            ? restart({ ...state, total: 0 }, changed)
            : advance(state, page)
      })
    )

  const restart = (state: ReadState, error: MessageError.MessageError) => {
    const place = placeOf(state.safe)
    return place === undefined || state.restarts >= maximumRestarts
      ? Effect.fail(failure(state, error))
      : read({ ...state, cursor: undefined, places: [], restarts: state.restarts + 1, skip: Skip.of(place) })
  }

  const advance = (state: ReadState, page: Page.Page<Message.Message>): Effect.Effect<Read, ReadFailure> => {
    const { items, natives: kept, skip } = state.skip === undefined ? whole(page) : Skip.apply(state.skip, page)
    const isProgress = items.length > 0
    const nextPlace = placeOf(page.next)
    const place = nextPlace?.native
    if (place === undefined && skip?.isFound === false) return Effect.fail(failure(state, changed))
    if (!isProgress && place !== undefined && repeats(state, place))
      return Effect.fail(failure(state, circle(conversation)))
    const given = state.given + items.length
    const next = withGiven(page.next, nextPlace, given)
    const resume = withGiven(page.resume, placeOf(page.resume), given)
    const after: ReadState | undefined = next && {
      cursor: next,
      safe: skip === undefined ? next : state.safe,
      given,
      total: Math.max(state.total, page.total ?? 0),
      skip,
      restarts: isProgress ? 0 : state.restarts,
      places: isProgress || place === undefined ? [] : [...state.places, place]
    }
    // A program cannot resume before the restart has reached its position again, so those pages are not returned.
    if (after !== undefined && skip !== undefined) return read(after)
    return Effect.succeed({
      page: {
        items,
        ...(next !== undefined && { next }),
        ...(resume !== undefined && { resume }),
        ...(page.total !== undefined && { total: page.total }),
        ...(page.faults !== undefined && { faults: page.faults }),
        ...(natives && kept !== undefined && { natives: kept })
      },
      state: after
    })
  }

  const start: ReadState = { cursor, safe: cursor, given, total: 0, skip: undefined, restarts: 0, places: [] }
  return { start, read }
}

const whole = ({ items, natives }: Page.Page<Message.Message>): Skip.Skipped => ({ skip: undefined, items, natives })

const placeOf = (cursor: Cursor.Cursor | undefined): Cursor.Place | undefined =>
  cursor === undefined ? undefined : Either.getOrUndefined(Cursor.decode(cursor))

/** The same cursor, counted from the start of the read instead of its last restart. */
const withGiven = (
  cursor: Cursor.Cursor | undefined,
  place: Cursor.Place | undefined,
  given: number
): Cursor.Cursor | undefined =>
  place === undefined || place.given === given ? cursor : Cursor.encode({ ...place, given })

const isPlaceGone = ({ _tag }: MessageError.MessageError): boolean =>
  _tag === "InvalidCursor" || _tag === "ConversationChanged"

/** While a restart looks for the position, any number of pages may have nothing new. */
const repeats = ({ places, skip }: ReadState, place: string): boolean =>
  places.includes(place) || (skip === undefined && places.length >= maximumIdlePages)

const failure = ({ given, safe }: ReadState, error: MessageError.MessageError): ReadFailure =>
  new ReadFailure({ error, given, ...(safe !== undefined && { cursor: safe }) })

const circle = ({ provider }: Address.ConversationAddress): MessageError.ProviderFailure =>
  new MessageError.ProviderFailure({
    provider,
    reason: "Malformed",
    origin: "provider",
    operation: "list",
    attempts: 1,
    problem: "a cursor was repeated, and its page had nothing new"
  })
