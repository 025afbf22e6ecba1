import { assert, describe, it } from "@effect/vitest"
import * as Bytes from "../../src/document/Bytes.js"

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
const wrapped = Buffer.alloc(200, "wrapped").toString("base64").replace(/.{76}/g, "$&\n")

describe("Bytes", () => {
  it("counts data URLs anywhere in a text", () => {
    for (const [text, shown] of [
      [`data:image/png;base64,${png}`, "data:image/png;base64 (70 bytes)"],
      [`![a](data:image/png;base64,${png}) and more`, "![a](data:image/png;base64 (70 bytes)) and more"],
      [`{"url":"data:image/png;base64,${png}"}`, '{"url":"data:image/png;base64 (70 bytes)"}'],
      ["data:text/plain;charset=utf-8;base64,QUJD.", "data:text/plain;charset=utf-8;base64 (3 bytes)."],
      ["data:;base64,QUJD", "data:;base64 (3 bytes)"],
      ["data:image/png;base64,", "data:image/png;base64 (0 bytes)"],
      ["data:image/svg+xml,%3Csvg%2F%3E", "data:image/svg+xml (6 bytes)"],
      [`data:image/png;base64,${wrapped}`, "data:image/png;base64 (200 bytes)"],
      [JSON.stringify([`data:image/png;base64,${wrapped}`]), '["data:image/png;base64 (200 bytes)"]']
    ] as const) {
      assert.strictEqual(Bytes.dataUrls(text), shown)
      assert.strictEqual(Bytes.counted(text), shown)
    }
  })

  it("counts base64 outside of URLs, with or without line breaks", () => {
    for (const [text, shown] of [
      [png, "(base64, 70 bytes)"],
      [`{"data":"${png}"}`, '{"data":"(base64, 70 bytes)"}'],
      [`before ${png} after`, "before (base64, 70 bytes) after"],
      [`see:\n${wrapped}\nend`, "see:\n(base64, 200 bytes)\nend"],
      [`${wrapped.slice(0, 153)}\nend of it`, "(base64, 114 bytes)\nend of it"],
      [wrapped.replaceAll("\n", "\r\n"), "(base64, 200 bytes)"],
      [JSON.stringify({ a: wrapped }), '{"a":"(base64, 200 bytes)"}'],
      [Buffer.alloc(3000, 7).toString("base64"), "(base64, 2.9 KiB)"],
      [Buffer.alloc(3000).toString("base64"), "(base64, 2.9 KiB)"],
      [Buffer.alloc(3 * 1024 ** 2, 255).toString("base64url"), "(base64, 3.0 MiB)"]
    ] as const)
      assert.strictEqual(Bytes.counted(text), shown)
  })

  it("leaves words, paths, hashes, ids and URLs unchanged", () => {
    for (const text of [
      "",
      "data: 1, 2, 3",
      "metadata:x/y,z",
      "data:,",
      "a".repeat(200),
      "f".repeat(128),
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "/Users/someone/Library/Developer/Xcode/DerivedData/MyApp2/Build/Products/Debug/MyApp/Contents",
      "https://example.com/AbCdEfGh/1234/some-path-that-is-long/and-longer-Still/until-it-is-really-long",
      "toolu_01A09q90qw90lq917835lq9",
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    ])
      assert.strictEqual(Bytes.counted(text), text)
  })

  it("takes time in proportion to the length of the text", () => {
    const long = `${"data:".repeat(20_000)}${`${"a".repeat(61)}\n`.repeat(3000)}${"A-".repeat(50_000)}`
    const start = process.cpuUsage()
    Bytes.counted(long)
    // The time of the processor: other work on the machine does not change it.
    assert.isBelow(process.cpuUsage(start).user, 2_000_000)
  })

  it("counts the bytes of a text in UTF-8", () => {
    for (const text of ["", "abc", "é€", "🙏🏽 日本"]) assert.strictEqual(Bytes.length(text), Buffer.byteLength(text))
  })
})
