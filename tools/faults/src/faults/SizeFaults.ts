/** Faults of size and of content-encoding. */
import { gzipSync } from "node:zlib"
import type { Context, InjectedFault } from "../InjectedFault.js"
import * as Http from "../Http.js"
import { flood, write } from "../Step.js"

const encoded = (encoding: string, body: (context: Context) => Uint8Array | string) => (context: Context) => [
  write(Http.json(body(context), { "content-encoding": encoding }))
]

/** A JSON text with one string of 300 MB, in 300 KB of gzip. Many gzip members make one stream (RFC 1952, 2.2). */
const bomb = (): Uint8Array => {
  const megabyte = gzipSync(Buffer.alloc(1_000_000, "a"), { level: 9 })
  return Buffer.concat([gzipSync('{"id":"'), ...Array.from({ length: 300 }, () => megabyte), gzipSync('"}')])
}

export const size = {
  infinite_body: {
    row: 28,
    injects: "262 MB of text in chunks",
    answer: () => [
      write(Http.chunkedHead),
      write(Http.chunk('{"id":"')),
      flood(Http.chunk("a".repeat(65_536)), 4000),
      write(`${Http.chunk('"}')}0\r\n\r\n`)
    ]
  },
  gzip_bomb_300MB: { row: 29, injects: "300 KB of gzip that become 300 MB", answer: encoded("gzip", bomb) },
  gzip_corrupt: { row: 30, injects: "plain text that is called gzip", answer: encoded("gzip", ({ body }) => body) },
  gzip_truncated: {
    row: 31,
    injects: "half a gzip stream",
    answer: encoded("gzip", ({ body }) => {
      const whole = gzipSync(body)
      return whole.subarray(0, Math.floor(whole.length / 2))
    })
  },
  unknown_encoding: {
    row: 32,
    injects: "content-encoding: snappy, on plain JSON",
    answer: encoded("snappy", ({ body }) => body)
  }
} as const satisfies Record<string, InjectedFault>
