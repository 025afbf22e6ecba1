/** The exports of a remote messages-server: start, list, watch, read and cancel them. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { SchemaGuard, type MessageError } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { randomUUID } from "node:crypto"
import { endpoints } from "../Endpoint.js"
import * as RemoteConnection from "./RemoteConnection.js"
import * as RemoteResponse from "./RemoteResponse.js"
import * as ExportProblems from "../exports/ExportProblems.js"
import type { ExportRequest } from "../exports/ExportRequest.js"
import * as ExportResource from "../exports/ExportResource.js"
import * as RemoteLines from "./RemoteLines.js"

/** The server has no export with the id. */
export class ExportNotFound extends Data.TaggedError("ExportNotFound")<{
  /** The id that was asked for. */
  readonly id: string
}> {
  override get message(): string {
    return ExportProblems.notFound(this.id).detail ?? ""
  }
}

/** What can go wrong with one export. */
export type ExportFailure = MessageError.MessageError | ExportNotFound

/** The exports of a server. A call that fails because of the network may be repeated. */
export class RemoteExports extends Context.Tag("@org/messages-api/RemoteExports")<
  RemoteExports,
  {
    /** Starts an export. If the connection breaks, the request is sent a second time, which still starts only one export. */
    readonly start: (
      request: ExportRequest,
      options?: {
        /** The Idempotency-Key of the request; a random one if absent. */
        readonly key?: string | undefined
      }
    ) => Effect.Effect<ExportResource.Export, MessageError.MessageError>
    /** One page of the exports, the newest first. */
    readonly list: (options?: ExportListOptions) => Effect.Effect<ExportResource.ExportPage, MessageError.MessageError>
    /** An export and its progress. */
    readonly get: (id: string) => Effect.Effect<ExportResource.ExportDetails, ExportFailure>
    /** The export after each observed change, until it ends. It tolerates a minute without a response from the server. */
    readonly watch: (id: string) => Stream.Stream<ExportResource.ExportDetails, ExportFailure>
    /** The lines that are stored so far, without the first `from`. If the connection breaks, the rest is requested again. */
    readonly content: (id: string, from?: number) => Stream.Stream<string, ExportFailure>
    /** Cancels an export. An export that has ended stays as it is. */
    readonly cancel: (id: string) => Effect.Effect<ExportResource.Export, ExportFailure>
  }
>() {}

/** Which page of the exports to read. */
export interface ExportListOptions {
  /** The `next` of an earlier page; the newest export comes first if absent. */
  readonly cursor?: string | undefined
  /** How many exports a page has: up to 100, and 20 if absent. */
  readonly limit?: number | undefined
}

/** The exports of the server; no error contains the token. */
export const layer = (options: RemoteConnection.Options): Layer.Layer<RemoteExports, never, HttpClient.HttpClient> =>
  Layer.effect(RemoteExports, Effect.map(HttpClient.HttpClient, make(options)))

const make =
  (options: RemoteConnection.Options) =>
  (client: HttpClient.HttpClient): typeof RemoteExports.Service => {
    const { send, server, url } = RemoteConnection.make(options, client)

    const receive = <A>(
      request: HttpClientRequest.HttpClientRequest,
      is: (value: unknown) => value is A,
      status?: number
    ) =>
      RemoteConnection.twice(send(request), () => undefined).pipe(
        RemoteResponse.receive(server, "get", { timeout: options.timeout, status }),
        Effect.flatMap(RemoteResponse.json(server, "get", is))
      )

    const at = (template: string, id: string) => `${url}${template.replace(":id", encodeURIComponent(id))}`

    /** The server's problem says that there is no such export. */
    const missing = (id: string) => {
      const problem = `says: ${server.redact(ExportProblems.notFound(id).detail ?? "")}`
      return (error: MessageError.MessageError): ExportFailure =>
        error._tag === "GatewayFailure" && error.status === 404 && error.problem === problem
          ? new ExportNotFound({ id })
          : error
    }

    const get = (id: string) =>
      Effect.mapError(receive(HttpClientRequest.get(at(endpoints.getExport.path, id)), isDetails), missing(id))

    return {
      start: (body, { key } = {}) =>
        Effect.suspend(() =>
          receive(
            RemoteConnection.keyed(`${url}${endpoints.startExport.path}`, key ?? randomUUID(), body),
            isExport,
            202
          )
        ),
      list: ({ cursor, limit } = {}) =>
        receive(
          HttpClientRequest.get(`${url}${endpoints.listExports.path}${RemoteConnection.query({ cursor, limit })}`),
          isPage
        ),
      get,
      watch: (id) =>
        Stream.repeatEffectWithSchedule(Effect.retry(get(id), patience), Schedule.spaced(interval)).pipe(
          Stream.changesWith((one, other) => one.updatedAt === other.updatedAt && one.state === other.state),
          Stream.takeUntil(({ state }) => ExportResource.isFinal(state))
        ),
      content: (id, from = 0) => {
        const path = at(endpoints.getExportContent.path, id)
        return RemoteLines.lines(server, from, (from) =>
          send(HttpClientRequest.get(`${path}${RemoteConnection.query({ from })}`))
        ).pipe(Stream.mapError(missing(id)))
      },
      cancel: (id) =>
        Effect.mapError(receive(HttpClientRequest.del(at(endpoints.cancelExport.path, id)), isExport), missing(id))
    }
  }

/** How often the state of a watched export is requested. */
const interval = Duration.seconds(1)

/** How long a server may be unreachable: another server takes its place within this time. */
const patience = {
  schedule: Schedule.spaced(interval).pipe(Schedule.upTo("1 minute")),
  while: (error: ExportFailure) => error._tag !== "ExportNotFound" && RemoteLines.isPassing(error)
}

const isExport = SchemaGuard.of(ExportResource.Export)

const isDetails = SchemaGuard.of(ExportResource.ExportDetails)

const isPage = SchemaGuard.of(ExportResource.ExportPage)
