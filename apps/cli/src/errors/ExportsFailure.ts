/** What can end `messages exports`, apart from the errors of the server. */
import type { ExportResource, RemoteExports } from "@org/messages-api"
import * as Data from "effect/Data"

/** No server is named, or `--sandbox` asks for simulated providers in this process, which run no exports. */
export class NoServer extends Data.TaggedError("NoServer")<{ readonly sandbox: boolean }> {}

/** An export that was watched ended, but not as a whole: it failed, was cancelled, or has elements that could not be read. */
export class ExportEnded extends Data.TaggedError("ExportEnded")<{ readonly export: ExportResource.Export }> {}

/** The file for the content of an export cannot be written; `cause` is the system's error code. */
export class ContentFile extends Data.TaggedError("ContentFile")<{ readonly path: string; readonly cause: string }> {}

/** All of them. */
export type ExportsFailure = RemoteExports.ExportNotFound | NoServer | ExportEnded | ContentFile
