/** The errors of `messages exports`, apart from those of the server. */
import type { ExportResource, RemoteExports } from "@org/messages-api"
import * as Data from "effect/Data"

/** No server is configured, or `--sandbox` simulates the providers in this process, which runs no exports. */
export class NoServer extends Data.TaggedError("NoServer")<{ readonly sandbox: boolean }> {}

/** A watched export ended without success: it failed, was cancelled, or has elements that could not be read. */
export class ExportEnded extends Data.TaggedError("ExportEnded")<{ readonly export: ExportResource.Export }> {}

/** The file for the content of an export cannot be written; `cause` is the system's error code. */
export class ContentFile extends Data.TaggedError("ContentFile")<{ readonly path: string; readonly cause: string }> {}

/** All of these. */
export type ExportsFailure = RemoteExports.ExportNotFound | NoServer | ExportEnded | ContentFile
