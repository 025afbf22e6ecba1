import { assert, it } from "@effect/vitest"
import { FileSignature } from "@org/messages-core"

it.each([
  ["\u0089PNG\r\n\u001a\n", "image/png"],
  ["\u00ff\u00d8\u00ff\u00e0", "image/jpeg"],
  ["GIF87a", "image/gif"],
  ["GIF89a", "image/gif"],
  ["RIFF\n\0\0\0WEBPVP8 ", "image/webp"],
  ["%PDF-1.7", "application/pdf"],
  ["What %PDF- means", undefined],
  ["RIFF\n\0\0\0WAVE", undefined],
  ["GIF8", undefined],
  ["<svg/>", undefined],
  ["", undefined]
])("tells what begins with %j", (head, mediaType) => {
  assert.strictEqual(FileSignature.mediaType(Buffer.from(head, "latin1")), mediaType)
})

it("lets a PDF have other bytes before its signature, and no other file", () => {
  for (const [text, expected, is] of [
    ["junk\n%PDF-1.4", "application/pdf", true],
    [`${"x".repeat(1024)}%PDF-1.4`, "application/pdf", false],
    ["junk GIF89a", "image/gif", false],
    ["GIF89a", "image/gif", true],
    ["GIF89a", "image/png", false]
  ] as const)
    assert.strictEqual(FileSignature.isOf(Buffer.from(text, "latin1"), expected), is, text.slice(0, 20))
})
