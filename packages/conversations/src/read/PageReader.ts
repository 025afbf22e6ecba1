/** Reads one page after another, and survives what happens to lists that change while they are read. */
import { type Address, Cursor, MessageError, type Message, type Messages, type Page, Paging } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Options, Through } from "./Pages.js"
import { ReadFailure } from "./ReadFailure.js"
import * as Skip from "./Skip.js"

/** Where the reading is. */
export interface State {
  /** What the next request asks for; nothing at the start of the list. */
  readonly cursor: Cursor.Cursor | undefined
  /** Where all messages before were given, and no other: the place to go on at after a failure. */
  readonly safe: Cursor.Cursor | undefined
  /** How many messages were given. */
  readonly given: number
  /** The greatest total that the provider told. */
  readonly total: number
  /** What to leave out after a restart, until the place is found again. */
  readonly skip: Skip.Skip | undefined
  /** How often the reading started again since a page brought something new. */
  readonly restarts: number
  /** The provider's places since a page brought something new: one that comes again would go on for ever. */
  readonly places: ReadonlyArray<string>
}

/** A page, and the state after it; no state at the end. */
export interface Read {
  readonly page: Page.Page<Message.Message>
  readonly state: State | undefined
}

/** Reads the page of a state. */
export interface PageReader {
  readonly start: State
  readonly read: (state: State) => Effect.Effect<Read, ReadFailure>
}

/** How often a reading starts again without progress. */
const maximumRestarts = 3

/** How many pages in a row may bring nothing new. */
const maximumIdlePages = 1000

/** The reader of a conversation; a cursor that is not one of it is refused before anything is asked. */
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

  // A gate must see every failure to adapt, so a request through one is attempted once.
  const { attempts, pass }: { attempts?: number; pass: Through } =
    through === undefined ? { pass: (request) => request } : { attempts: 1, pass: through }

  const read = (state: State): Effect.Effect<Read, ReadFailure> =>
    pass(
      port.list(conversation, {
        cursor: state.cursor,
        limit,
        order,
        // After a restart, elements without an id are known by their JSON alone.
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

  const restart = (state: State, error: MessageError.MessageError) => {
    const place = placeOf(state.safe)
    return place === undefined || state.restarts >= maximumRestarts
      ? Effect.fail(failure(state, error))
      : read({ ...state, cursor: undefined, places: [], restarts: state.restarts + 1, skip: Skip.of(place) })
  }

  const advance = (state: State, page: Page.Page<Message.Message>): Effect.Effect<Read, ReadFailure> => {
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
    const after: State | undefined = next && {
      cursor: next,
      safe: skip === undefined ? next : state.safe,
      given,
      total: Math.max(state.total, page.total ?? 0),
      skip,
      restarts: isProgress ? 0 : state.restarts,
      places: isProgress || place === undefined ? [] : [...state.places, place]
    }
    // A program cannot go on at a place that is not passed yet, so its pages are not given.
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

  const start: State = { cursor, safe: cursor, given, total: 0, skip: undefined, restarts: 0, places: [] }
  return { start, read }
}

const whole = ({ items, natives }: Page.Page<Message.Message>): Skip.Skipped => ({ skip: undefined, items, natives })

const placeOf = (cursor: Cursor.Cursor | undefined): Cursor.Place | undefined =>
  cursor === undefined ? undefined : Either.getOrUndefined(Cursor.decode(cursor))

/** The same cursor, counted from the start of the reading and not from its last restart. */
const withGiven = (
  cursor: Cursor.Cursor | undefined,
  place: Cursor.Place | undefined,
  given: number
): Cursor.Cursor | undefined =>
  place === undefined || place.given === given ? cursor : Cursor.encode({ ...place, given })

const isPlaceGone = ({ _tag }: MessageError.MessageError): boolean =>
  _tag === "InvalidCursor" || _tag === "ConversationChanged"

/** While the place is searched after a restart, any number of pages brings nothing new. */
const repeats = ({ places, skip }: State, place: string): boolean =>
  places.includes(place) || (skip === undefined && places.length >= maximumIdlePages)

const failure = ({ given, safe }: State, error: MessageError.MessageError): ReadFailure =>
  new ReadFailure({ error, given, ...(safe !== undefined && { cursor: safe }) })

const circle = ({ provider }: Address.ConversationAddress): MessageError.ProviderFailure =>
  new MessageError.ProviderFailure({
    provider,
    reason: "Malformed",
    origin: "provider",
    operation: "list",
    attempts: 1,
    problem: "a cursor came again, and its page had nothing new"
  })
