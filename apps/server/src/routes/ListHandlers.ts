/** Lists conversations and their messages, page by page and in the requested format, or a whole conversation in lines. */
import type { ConversationLines, ListPages } from "@org/messages-api"
import type { Success } from "@org/messages-api/Api"
import { limit, valueLimit } from "@org/messages-api/ConvertRequest"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { type Address, ConversationRef, type Cursor, Messages, type Page, Problem } from "@org/messages-core"
import { Gate, Pages, type ReadFailure } from "@org/messages-conversations"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as Accept from "../request/Accept.js"
import * as PageQuery from "../request/PageQuery.js"
import * as Query from "../request/Query.js"
import * as Representation from "../request/Representation.js"
import type { Request } from "../request/Request.js"
import * as Lines from "../response/Lines.js"
import * as Response from "../response/Response.js"
import * as Vary from "../response/Vary.js"
import * as ConvertHandler from "./ConvertHandler.js"
import * as LineOptions from "./LineOptions.js"

/** Makes the handler of a list of conversations. */
export const conversations = Effect.map(
  Messages.Messages,
  (port) =>
    (request: Request): Effect.Effect<Response.ResponseOf<ListPages.ConversationPage>, Problem.Problem> =>
      Effect.gen(function* () {
        const { options, provider } = yield* PageQuery.ofConversations(request.query)
        request.provider = provider
        const page = yield* Effect.mapError(port.conversations(provider, options), Problem.of)
        const { parent } = options
        const more = parent === undefined ? "" : `&parent=${encodeURIComponent(parent)}`
        return linked(request, page, Response.json(page), `/v1/conversations?provider=${provider}${more}`)
      })
)

/** Makes the handler of the messages of a conversation. */
export const messages = Effect.gen(function* () {
  const port = yield* Messages.Messages
  const optionsOf = yield* LineOptions.make
  const gates = yield* Gate.makeAll(patience)

  const list = (address: Address.ConversationAddress, options: Page.PageOptions) =>
    Effect.mapError(port.list(address, options), Problem.of)

  const page = (request: Request, address: Address.ConversationAddress, options: Page.PageOptions) =>
    Effect.map(list(address, options), (page) => {
      const more = options.natives === true ? "&natives=true" : ""
      return linked(request, page, Response.json(page), `${pathOf(address)}?${more}`)
    })

  const document = (
    request: Request,
    address: Address.ConversationAddress,
    options: Page.PageOptions,
    wanted: Representation.Representation
  ) =>
    Effect.gen(function* () {
      if (options.natives === true) return yield* Query.invalid("natives", "cannot be combined with another format")
      const formatted = yield* ConvertHandler.load
      yield* formatted.checkName(wanted.format)
      const page = yield* list(address, options)
      if (!ConvertHandler.fits(page.items)) return yield* Effect.fail(RequestProblem.pageTooLarge(valueLimit, limit))
      const response = yield* formatted.messages(page, wanted)
      return linked(request, page, response, `${pathOf(address)}?${Representation.parameters(wanted)}`)
    })

  const whole = (request: Request, address: Address.ConversationAddress, options: Page.PageOptions) =>
    Effect.map(
      Lines.afterFirst(
        Pages.pages(address, { ...options, natives: false, through: through(gates[address.provider]) }).pipe(
          Stream.mapBoth({ onFailure: interruption, onSuccess: block }),
          Stream.provideService(Messages.Messages, port)
        ),
        optionsOf(request, options.cursor)
      ),
      (lines) => Response.lines<ListPages.MessagePage>(lines)
    )

  return (
    request: Request,
    segment: string
  ): Effect.Effect<Response.ResponseOf<Success<"listMessages">>, Problem.Problem> =>
    Effect.gen(function* () {
      const wanted = yield* Representation.of(request)
      const { options, rest } = yield* PageQuery.ofMessages(wanted.query)
      const address = yield* Either.mapLeft(ConversationRef.parse(`${segment}${rest}`), Problem.of)
      request.provider = address.provider
      const response: Response.ResponseOf<Success<"listMessages">> = yield* isWhole(request, wanted)
        ? whole(request, address, options)
        : wanted.format === undefined
          ? page(request, address, options)
          : document(request, address, options, wanted)
      return { ...response, headers: Vary.add(response.headers, "Accept") }
    })
})

/** Lines have the messages to the end of the conversation, not the document of one page. */
const isWhole = ({ headers }: Request, { format, keep, report }: Representation.Representation): boolean =>
  (format === undefined || format === "ndjson") && keep === undefined && !report && Accept.wantsLines(headers.accept)

const pathOf = ({ ref }: Address.ConversationAddress): string => `/v1/conversations/${encodeURIComponent(ref)}/messages`

/** The caller waits for the first line, so an unavailable provider is not retried for long before it. */
const patience = { outages: 2, longestWait: 60_000 }

/** Before the first line, a refusal becomes the response, and the caller can retry. After it, the lines wait. */
const through = ({ once, run }: Gate.Gate): Pages.Through => {
  let isFirst = true
  return (request) => {
    if (!isFirst) return run(request)
    isFirst = false
    return once(request)
  }
}

/** The response with a page, with the URL of the next one. */
const linked = <A>(request: Request, { next }: Page.Page<unknown>, response: Response.ResponseOf<A>, path: string) => {
  const conditional = Response.conditional(request, response)
  return next === undefined
    ? conditional
    : { ...conditional, headers: { ...conditional.headers, link: `<${withCursor(path, next)}>; rel="next"` } }
}

/** A cursor needs no encoding in a query. */
const withCursor = (path: string, cursor: Cursor.Cursor): string => `${path}&cursor=${cursor}`.replace("?&", "?")

const block = ({ faults, items, next }: Page.Page<ConversationLines.ConversationLine>): Lines.Block => ({
  text: items.map(Lines.line).join("") + (faults === undefined ? "" : Lines.line({ faults })),
  count: items.length,
  cursor: next
})

const interruption = ({ cursor, error }: ReadFailure): ConversationLines.Interruption => ({
  error: Problem.of(error),
  ...(cursor !== undefined && { cursor })
})
