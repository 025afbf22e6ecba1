import { assert, describe, it } from "@effect/vitest"
import { IncomingMessage } from "node:http"
import { Socket } from "node:net"
import { memoryUsage } from "node:process"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import * as RequestBody from "../../src/http/RequestBody.js"
import { maximumBody } from "../../src/http/SandboxRequest.js"

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

/** The memory of all buffers that are still in use. V8 frees the others in the background; the next collection waits for that. */
const arrayBuffers = () => {
  collect()
  collect()
  return memoryUsage().arrayBuffers
}

const receive = () => {
  const source = new IncomingMessage(new Socket())
  const received: Array<string | undefined> = []
  RequestBody.receive(source, (body) => received.push(body))
  return {
    received,
    send: (chunk: Buffer) => void source.emit("data", chunk),
    end: () => void source.emit("end")
  }
}

/** As a socket gives it: a small part of a buffer for the network. */
const chunk = (text: string) => {
  const buffer = Buffer.alloc(65_536)
  return buffer.subarray(0, buffer.write(text))
}

describe("the body of a request", () => {
  it("is the text of all its chunks, also when a character is cut", () => {
    const { end, received, send } = receive()
    for (const byte of Buffer.from("naïve 🙂")) send(Buffer.of(byte))
    end()
    assert.deepStrictEqual(received, ["naïve 🙂"])
  })

  it("takes no more memory when it comes in chunks of one byte", () => {
    const { end, received, send } = receive()
    const before = arrayBuffers()
    for (let count = 0; count < 2_000; count++) send(chunk("x"))
    assert.isBelow(arrayBuffers() - before, 1_000_000)
    end()
    assert.deepStrictEqual(received, ["x".repeat(2_000)])
  })

  it("is nothing, and keeps no memory, when it is larger than the limit", () => {
    const { end, received, send } = receive()
    const before = arrayBuffers()
    for (let size = 0; size <= maximumBody; size += 2 ** 20) send(Buffer.alloc(2 ** 20))
    send(Buffer.from("x"))
    assert.isBelow(arrayBuffers() - before, 2 ** 20)
    end()
    assert.deepStrictEqual(received, [undefined])
  })
})
