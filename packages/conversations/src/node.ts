/** Exports and journals in files, for Node. */
export * as ExportFiles from "./node/ExportFiles.js"
