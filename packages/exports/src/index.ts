/** Exports of whole conversations that survive the loss of a process or a machine. */
export type * as ExportSelection from "./ExportSelection.js"
export type * as ExportStatus from "./ExportStatus.js"
export * as Exports from "./Exports.js"
export { ExportConflict, ExportNotFound, ExportsUnavailable, type StartFailure, UnknownFormat } from "./ExportsError.js"
export type * as ExportsOptions from "./ExportsOptions.js"
