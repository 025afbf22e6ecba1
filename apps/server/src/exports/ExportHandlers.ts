/** The handlers of exports: they parse the request, call the exports of this server, and turn errors into problems. */
import type { Success } from "@org/messages-api/Api"
import { endpoints } from "@org/messages-api/Endpoint"
import * as ExportProblems from "@org/messages-api/ExportProblems"
import { ExportRequest } from "@org/messages-api/ExportRequest"
import type { Problem } from "@org/messages-core"
import type { Exports, ExportSelection } from "@org/messages-exports"
import type * as Context from "effect/Context"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Request } from "../request/Request.js"
import * as RequestBody from "../request/RequestBody.js"
import * as Lines from "../response/Lines.js"
import * as Response from "../response/Response.js"
import * as LineOptions from "../routes/LineOptions.js"
import { Settings } from "../start/Settings.js"
import * as ExportId from "./ExportId.js"
import * as ExportProblem from "./ExportProblem.js"
import * as ExportQuery from "./ExportQuery.js"
import { ServerExports } from "./ServerExports.js"

type Answer<A> = Effect.Effect<Response.ResponseOf<A>, Problem.Problem>

/** Makes the handlers. On a server without exports, each responds with the problem that names the settings. */
export const make = Effect.gen(function* () {
  const settings = yield* Settings
  const withBody = RequestBody.reader(ExportRequest, settings)
  const idOf = ExportId.make(settings.tokens)
  const optionsOf = yield* LineOptions.make
  const { exports: service } = yield* ServerExports
  const exports = service === undefined ? Effect.fail(ExportProblems.disabled) : Effect.succeed(service)

  const use = <A>(ask: (exports: Service) => Effect.Effect<A, ExportProblem.ExportRequestFailure>) =>
    Effect.flatMap(exports, (exports) => Effect.mapError(ask(exports), ExportProblem.of))

  return {
    startExport: (request: Request): Answer<Success<"startExport">> =>
      Effect.gen(function* () {
        const id = yield* idOf(request)
        const started = yield* withBody(request, (body) => use(({ start }) => start(chosen(body), { id })))
        const { headers, ...response } = Response.json(started)
        const location = `${endpoints.listExports.path}/${encodeURIComponent(started.id)}`
        return { ...response, status: 202, headers: { ...headers, location } }
      }),
    listExports: (request: Request): Answer<Success<"listExports">> =>
      Effect.gen(function* () {
        const options = yield* ExportQuery.ofList(request.query)
        const page = yield* use(({ list }) => list(options))
        const { headers, ...response } = Response.json(page)
        const { next } = page
        if (next === undefined) return { ...response, headers }
        const limit = options.limit === undefined ? "" : `&limit=${options.limit}`
        const url = `${endpoints.listExports.path}?cursor=${encodeURIComponent(next)}${limit}`
        return { ...response, headers: { ...headers, link: `<${url}>; rel="next"` } }
      }),
    getExport: (_: Request, id: string): Answer<Success<"getExport">> =>
      Effect.map(
        use(({ get }) => get(id)),
        Response.json
      ),
    getExportContent: (request: Request, id: string): Answer<Success<"getExportContent">> =>
      Effect.gen(function* () {
        const from = yield* ExportQuery.ofContent(request.query)
        const { content } = yield* exports
        const blocks = content(id, from).pipe(
          Stream.mapChunks((lines) => Chunk.of(block(Chunk.toReadonlyArray(lines)))),
          Stream.mapError((error) => ({ error: ExportProblem.of(error) }))
        )
        return Response.lines<string>(yield* Lines.afterFirst(blocks, optionsOf(request)))
      }),
    cancelExport: (_: Request, id: string): Answer<Success<"cancelExport">> =>
      Effect.map(
        use(({ cancel }) => cancel(id)),
        Response.json
      )
  }
})

type Service = Context.Tag.Service<typeof Exports.Exports>

const block = (lines: ReadonlyArray<string>): Lines.Block => ({
  text: lines.map((line) => `${line}\n`).join(""),
  count: lines.length
})

/** The schema lets a request have either conversations or a provider. */
const chosen = ({ conversations, format, parent, provider }: ExportRequest): ExportSelection.ExportSelection =>
  provider === undefined ? { conversations: conversations ?? [], format } : { provider, parent, format }
