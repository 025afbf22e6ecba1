import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Attachment from "../../src/input/Attachment.js"

const signatures = {
  "image/png": "89504e470d0a1a0a0000",
  "image/jpeg": "ffd8ffe000104a464946",
  "image/gif": "474946383961010001",
  "image/webp": "524946461a00000057454250565038",
  "application/pdf": "255044462d312e340a"
}

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const write = (name: string, content: string | Uint8Array) =>
  Effect.map(folder, (path) => {
    writeFileSync(join(path, name), content)
    return join(path, name)
  })

const reason = <A, R>(effect: Effect.Effect<A, Attachment.UnreadableFile, R>) =>
  Effect.map(Effect.flip(effect), (error) => error.reason)

describe("Attachment", () => {
  for (const [mediaType, hex] of Object.entries(signatures))
    it.scoped(`knows ${mediaType} by its bytes, whatever its name says`, () =>
      Effect.gen(function* () {
        const content = Buffer.from(hex, "hex")
        const path = yield* write("misnamed.txt", content)
        const image = { type: "file", mediaType, data: content.toString("base64") }
        assert.deepStrictEqual<unknown>(yield* Attachment.image(path), image)
        assert.deepStrictEqual<unknown>(yield* Attachment.file(path), { ...image, filename: "misnamed.txt" })
      })
    )

  it.scoped("sends an image without a known signature under the type of its name, and lets the provider decide", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Attachment.image(yield* write("a.BMP", "BM"))).mediaType, "image/bmp")
      assert.strictEqual((yield* Attachment.image(yield* write("a.svg", "<svg/>"))).mediaType, "image/svg+xml")
      assert.strictEqual((yield* Attachment.image(yield* write("a", "?"))).mediaType, "application/octet-stream")
    })
  )

  it.scoped("reads text unchanged, including a byte order mark and line ends", () =>
    Effect.gen(function* () {
      const text = "\ufeffGrüße\r\nzwei\t\n"
      assert.deepStrictEqual(yield* Attachment.file(yield* write("notes.md", text)), {
        type: "file",
        mediaType: "text/markdown",
        text,
        filename: "notes.md"
      })
    })
  )

  it.scoped("treats a file without a known name as plain text", () =>
    Effect.gen(function* () {
      for (const name of ["Makefile", "main.rs", ".gitignore", "constructor", "a.constructor"])
        assert.strictEqual((yield* Attachment.file(yield* write(name, "x"))).mediaType, "text/plain")
    })
  )

  it.scoped("refuses bytes that are neither PDF nor text", () =>
    Effect.gen(function* () {
      for (const content of [Uint8Array.of(0x61, 0xff), Uint8Array.of(0xed, 0xa0, 0x80), "a\0b"])
        assert.strictEqual(
          yield* reason(Attachment.file(yield* write("data.bin", content))),
          "is neither a PDF nor text in UTF-8"
        )
    })
  )

  it.scoped("gives the path and the reason if a file cannot be read", () =>
    Effect.gen(function* () {
      const path = yield* folder
      mkdirSync(join(path, "dir"))
      writeFileSync(join(path, "file"), "x")
      symlinkSync("loop", join(path, "loop"))
      const tried = (name: string) => reason(Attachment.file(join(path, name)))
      assert.strictEqual(yield* tried("nope"), "does not exist (no such file or directory)")
      assert.strictEqual(yield* tried("dir"), "is a directory")
      assert.strictEqual(yield* tried("file/x"), "does not exist (a part of its path is not a directory)")
      assert.strictEqual(yield* tried("loop"), "is a symbolic link that leads to itself")
      assert.strictEqual(yield* tried("x".repeat(300)), "has a name that is too long")
      assert.strictEqual(yield* tried("a\0b"), "has a name that cannot be used")
      assert.strictEqual((yield* Effect.flip(Attachment.image(join(path, "nope")))).path, join(path, "nope"))
    })
  )

  it.scoped("reports that a file may not be read", () =>
    Effect.gen(function* () {
      const path = yield* write("secret", "x")
      chmodSync(path, 0)
      // Root may read it anyway.
      const expected = process.getuid?.() === 0 ? "x" : "may not be read (permission denied)"
      const read = Effect.map(Attachment.file(path), (part) => part.text)
      assert.strictEqual(yield* Effect.catchAll(read, (error) => Effect.succeed(error.reason)), expected)
    })
  )

  it.scoped("stops reading an endless file", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* reason(Attachment.file("/dev/zero")), "is larger than 64 MiB")
    })
  )
})
