/** An example of every request and success of the endpoints of exports. They work with the sandboxes. */
import * as EndpointExamples from "../EndpointExamples.js"
import type { ExportRequest } from "./ExportRequest.js"
import type { Export, ExportDetails, ExportPage } from "./ExportResource.js"

/** What to export. */
export const request: ExportRequest = { conversations: ["factory:diary-120", "honcho:bakery/morning-orders"] }

/** An export that was just started. */
export const started: Export = {
  id: "8e03978e-40d5-43e8-bc93-6894a57f9324",
  state: "queued",
  conversations: 2,
  done: 0,
  pages: 0,
  messages: 0,
  faults: 0,
  waits: 0,
  createdAt: "2026-01-05T09:00:00.000Z",
  updatedAt: "2026-01-05T09:00:00.000Z"
}

/** The same export a moment later. */
export const details: ExportDetails = {
  ...started,
  state: "running",
  done: 1,
  pages: 2,
  messages: 102,
  updatedAt: "2026-01-05T09:00:01.250Z",
  progress: [
    { conversation: "factory:diary-120", state: "running", pages: 1, messages: 100, faults: 0 },
    { conversation: "honcho:bakery/morning-orders", state: "complete", pages: 1, messages: 2, faults: 0 }
  ]
}

/** The only page of exports. */
export const page: ExportPage = { items: [started] }

/** The same export after it was cancelled. */
export const cancelled: Export = { ...started, state: "cancelled", updatedAt: "2026-01-05T09:00:02.000Z" }

/** A line of the content. */
export const lines = { "a message": EndpointExamples.message }
