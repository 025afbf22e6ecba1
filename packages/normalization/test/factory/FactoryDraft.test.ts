import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import { type Draft, ErrorStatus, type MessageError, type Part, Provider } from "@org/messages-core"
import { FactoryDraft } from "@org/messages-normalization"
import * as Either from "effect/Either"

const base64 = (bytes: string | number) => Buffer.alloc(typeof bytes === "number" ? bytes : 0, 97).toString("base64")
const refused = (draft: Draft.Draft): MessageError.InvalidDraft =>
  Either.getOrThrow(Either.flip(FactoryDraft.body(draft)))
const file = (part: Omit<Part.File, "type">): Draft.Draft => ({ text: "t", files: [{ type: "file", ...part }] })
const image = (part: Omit<Part.File, "type">): Draft.Draft => ({ text: "t", images: [{ type: "file", ...part }] })

describe("FactoryDraft", () => {
  it("makes the body that the contract has, with images, a PDF and a text", () => {
    const pdf = Buffer.from("%PDF-1.4").toString("base64")
    const body = Either.getOrThrow(
      FactoryDraft.body({
        text: "Review the attached",
        images: [{ type: "file", mediaType: "image/png", data: "iVBORw==" }],
        files: [
          {
            type: "file",
            mediaType: "application/pdf",
            data: pdf,
            filename: "spec.pdf",
            path: "/s",
            extractedText: ""
          },
          { type: "file", mediaType: "text/x-ini", text: "a=1", filename: "a.ini" },
          { type: "file", mediaType: "text/plain", data: Buffer.from("\uFEFFgrüß").toString("base64") }
        ]
      })
    )
    assert.deepStrictEqual(Contract.of("factory.post-message").request?.(body), [])
    assert.deepStrictEqual(body, {
      text: "Review the attached",
      images: [{ type: "base64", data: "iVBORw==", mediaType: "image/png" }],
      files: [
        { type: "base64", mediaType: "application/pdf", data: pdf, name: "spec.pdf", path: "/s", parsedData: "" },
        { type: "text", mediaType: "text/plain", data: "a=1", mime: "text/x-ini", name: "a.ini" },
        { type: "text", mediaType: "text/plain", data: "\uFEFFgrüß" }
      ]
    })
  })

  it("sends base64 without the line breaks that it came with", () => {
    const draft = image({ mediaType: "image/png", data: "iVBO\r\nRw==\n" })
    assert.strictEqual(Either.getOrThrow(FactoryDraft.body(draft)).images?.[0]?.data, "iVBORw==")
  })

  it("makes the body of the sample request", () => {
    const native = Samples.requests("factory").find(({ file }) => file === "req-post-message-minimal.json")?.json
    assert.deepStrictEqual(Either.getOrThrow(FactoryDraft.body({ text: "Fix it" })), native)
  })

  it("refuses an image of a kind that Factory does not take, and says which it takes", () => {
    const error = refused(image({ mediaType: "image/bmp", data: "AA==" }))
    assert.strictEqual(error.path, "/images/0/mediaType")
    assert.include(error.problem, "image/jpeg, image/png, image/gif, image/webp")
  })

  it("refuses what it has no place for rather than lose it", () => {
    assert.strictEqual(
      refused(image({ mediaType: "image/png", data: "AA==", filename: "x.png" })).path,
      "/images/0/filename"
    )
    assert.strictEqual(refused(file({ mediaType: "text/plain", text: "a", path: "/a" })).path, "/files/0/path")
    assert.strictEqual(refused(file({ mediaType: "text/plain", url: "https://x.test" })).path, "/files/0/url")
  })

  it("refuses bytes that are missing, empty, no base64, or no text", () => {
    assert.strictEqual(refused(image({ mediaType: "image/png" })).problem, "must hold the file's bytes in base64")
    assert.strictEqual(refused(image({ mediaType: "image/png", data: "" })).path, "/images/0/data")
    assert.strictEqual(refused(file({ mediaType: "application/pdf", data: "no!" })).problem, "is not base64")
    assert.strictEqual(refused(image({ mediaType: "image/png", data: "\n\n\n\n" })).path, "/images/0/data")
    const zip = Buffer.from([0x50, 0x4b, 0xff, 0xfe]).toString("base64")
    assert.include(refused(file({ mediaType: "application/zip", data: zip })).problem, "application/zip and not text")
  })

  it("refuses bytes that do not match their media type, which Factory accepts but cannot process later", () => {
    const heads = {
      "image/png": "\u0089PNG\r\n\u001a\n",
      "image/jpeg": "\u00ff\u00d8\u00ff\u00e0",
      "image/gif": "GIF89a",
      "image/webp": "RIFF\0\0\0\0WEBP",
      "application/pdf": "%PDF-1.4",
      "something else": "<html>"
    }
    for (const [mediaType, own] of Object.entries(heads).slice(0, -1))
      for (const [found, head] of Object.entries(heads)) {
        const part = { mediaType, data: Buffer.from(head, "latin1").toString("base64") }
        const draft = mediaType === "application/pdf" ? file(part) : image(part)
        if (head === own) assert.isTrue(Either.isRight(FactoryDraft.body(draft)))
        else
          assert.deepInclude(refused(draft), {
            path: mediaType === "application/pdf" ? "/files/0/data" : "/images/0/data",
            problem: `must be ${mediaType}, but its bytes are ${found}`
          })
      }
  })

  it("refuses a text file without text, which models refuse", () => {
    for (const part of [{ text: "" }, { text: " \n" }, { data: Buffer.from("\n").toString("base64") }])
      assert.deepInclude(refused(file({ mediaType: "text/plain", ...part })), {
        path: "/files/0",
        problem: "must not be empty"
      })
  })

  it("refuses what is too large, with the limit, as 413", () => {
    const { image: imageLimit, pdf, text } = Provider.descriptors.factory.limits
    for (const [draft, limit] of [
      [image({ mediaType: "image/png", data: base64(imageLimit + 1) }), imageLimit],
      [file({ mediaType: "application/pdf", data: base64(pdf + 1) }), pdf],
      [file({ mediaType: "text/plain", text: "ä".repeat(text / 2 + 1) }), text]
    ] as const) {
      const error = refused(draft)
      assert.strictEqual(error.limitBytes, limit)
      assert.strictEqual(ErrorStatus.of(error).status, 413)
    }
    const largest = Buffer.alloc(pdf, "%PDF-1.4").toString("base64")
    assert.isTrue(Either.isRight(FactoryDraft.body(file({ mediaType: "application/pdf", data: largest }))))
  })

  describe("the limit of all attachments together", () => {
    const { attachments: limit, image: imageLimit, text: textLimit } = Provider.descriptors.factory.limits
    const png = (bytes: number): Part.File => ({
      type: "file",
      mediaType: "image/png",
      data: Buffer.concat([Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"), Buffer.alloc(bytes - 8)]).toString("base64")
    })
    const texts = (bytes: number): Part.File => ({ type: "file", mediaType: "text/plain", text: "ä".repeat(bytes / 2) })
    const large = png(imageLimit - 1)

    it("lets pass what is just within it", () => {
      const draft = {
        text: "t",
        images: [large, large, large],
        files: [texts(textLimit), { ...texts(4), text: "abc" }]
      }
      assert.isTrue(Either.isRight(FactoryDraft.body(draft)))
    })

    it("refuses the first attachment past it, as 413, and says what would do", () => {
      for (const [draft, path] of [
        [{ text: "t", images: Array.from({ length: 6 }, () => png(4 * 2 ** 20)) }, "/images/5"],
        [{ text: "t", images: [large, large, large], files: [texts(textLimit), texts(4)] }, "/files/1"]
      ] as const) {
        const error = refused(draft)
        assert.deepInclude(error, { path, limitBytes: limit, delivery: "not-delivered" })
        assert.strictEqual(
          error.problem,
          "brings the images and files to more than 20 MiB (20971520 bytes) together: post them in several messages"
        )
        assert.strictEqual(ErrorStatus.of(error).status, 413)
      }
    })
  })
})
