/** Receives the body of a request within a limit, in memory that does not depend on how the body is cut into chunks. */
import { ByteBuffer } from "@org/messages-core"
import type { IncomingMessage } from "node:http"
import { maximumBody } from "./SandboxRequest.js"

/** Reads the whole body, and calls `done` with its text, or with `undefined` if it has more than `maximumBody` bytes. */
export const receive = (request: IncomingMessage, done: (body: string | undefined) => void): void => {
  let buffer: ByteBuffer.ByteBuffer | undefined = new ByteBuffer.ByteBuffer(maximumBody)
  request.on("data", (chunk: Buffer) => {
    if (buffer?.append(chunk) === false) buffer = undefined
  })
  request.once("end", () => done(buffer && Buffer.from(buffer.bytes()).toString()))
}
