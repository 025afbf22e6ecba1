/** Exports and journals in files, for Node. */
export * as CopyJournals from "./node/CopyJournals.js"
export * as ExportFiles from "./node/ExportFiles.js"
export * as FileFailure from "./node/FileFailure.js"
export * as NewFile from "./node/NewFile.js"
