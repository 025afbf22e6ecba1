/** Scripts: what happens while a list is read, as data. Lists can grow, repeat elements, and have empty, slow and failing pages and expired cursors. */

/**
 * Scripts by list: for messages, the ref of the conversation, such as `factory:diary-120`; for lists of conversations, the provider, and for
 * Honcho with the workspace: `mielto`, `honcho:bakery`.
 */
export type Scripts = Readonly<Record<string, ReadonlyArray<Step>>>

/** An event, and the requests of the list at which it happens. Requests are counted from 1; failed and retried ones count too. */
export interface Step {
  /** The first request. */
  readonly from: number
  /** The last request; `from` if absent, `Infinity` for all later ones. */
  readonly to?: number
  /** The step between these requests: 1, the default, is every request from the first to the last, 2 every other one. */
  readonly every?: number
  /** What happens at each of these requests. */
  readonly event: ScriptEvent
}

/** What happens at a request. Several events of one request happen in the order of this type. */
export type ScriptEvent =
  /** This many messages are added to the end of the conversation before the response. Lists of conversations do not grow. */
  | {
      readonly type: "arrive"
      /** How many messages are added. */
      readonly messages: number
    }
  /** From now on, the list repeats this many elements before the page: the page begins with them, and a total counts them. */
  | {
      readonly type: "repeat"
      /** How many elements are repeated. */
      readonly elements: number
    }
  /** From now on, the page is empty and its elements are on the next page. Only pages with cursors or numbers show that there are more. */
  | { readonly type: "empty" }
  /** The page repeats the cursor of its own request as the next one. With page numbers or offsets, the page before is repeated. */
  | { readonly type: "stuck" }
  /** The provider refuses every cursor that it has issued so far. Numbers and offsets do not expire. */
  | { readonly type: "expire" }
  /** The request fails with this status, and with this `Retry-After` if it is set. */
  | {
      readonly type: "fail"
      /** The HTTP status of the response. */
      readonly status: FailureStatus
      /** The value of the header `Retry-After`. */
      readonly retryAfter?: string
    }
  /** The response is delayed by this many milliseconds. */
  | {
      readonly type: "wait"
      /** The delay in milliseconds. */
      readonly millis: number
    }

/** The statuses of failures. */
export type FailureStatus = 429 | 500 | 502 | 503 | 504

/** All events of one request. */
export interface Turn {
  readonly arrivals: number
  readonly repeated: number
  readonly isEmpty: boolean
  readonly isStuck: boolean
  readonly expires: boolean
  readonly failure: { readonly status: FailureStatus; readonly retryAfter: string | undefined } | undefined
  readonly delayMillis: number
}

/** What a script says about one request. */
export const turn = (script: ReadonlyArray<Step>, request: number): Turn => {
  let happened: Turn = quiet
  for (const { event, every = 1, from, to = from } of script)
    if (request >= from && request <= to && (request - from) % every === 0) happened = happen(happened, event)
  return happened
}

const quiet: Turn = {
  arrivals: 0,
  repeated: 0,
  isEmpty: false,
  isStuck: false,
  expires: false,
  failure: undefined,
  delayMillis: 0
}

const happen = (turn: Turn, event: ScriptEvent): Turn => {
  switch (event.type) {
    case "arrive":
      return { ...turn, arrivals: turn.arrivals + event.messages }
    case "repeat":
      return { ...turn, repeated: turn.repeated + event.elements }
    case "empty":
      return { ...turn, isEmpty: true }
    case "stuck":
      return { ...turn, isStuck: true }
    case "expire":
      return { ...turn, expires: true }
    case "fail":
      return { ...turn, failure: { status: event.status, retryAfter: event.retryAfter } }
    case "wait":
      return { ...turn, delayMillis: turn.delayMillis + event.millis }
  }
}
