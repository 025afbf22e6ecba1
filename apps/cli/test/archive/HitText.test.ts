import { assert, describe, it } from "@effect/vitest"
import type { SearchHit } from "@org/messages-archive"
import { Style, Wrap } from "@org/messages-terminal"
import * as HitText from "../../src/archive/search/HitText.js"
import { ref } from "../support.js"

const snippet = "…Can I have a refund for the invoice 1042, which was too high by 6.80 EUR? Thank you."

const found = (fields: Partial<SearchHit.SearchHit> = {}): SearchHit.SearchHit => ({
  ref: ref("mielto:msg_refund_question"),
  conversation: "mielto:conversation/conv_refund",
  role: "user",
  createdAt: "2026-01-05T10:00:07.200Z",
  snippet,
  marks: [
    { start: 14, end: 20 },
    { start: 29, end: 36 }
  ],
  ...fields
})

describe("a hit", () => {
  it("has the time, the ref and the role on a line, and the text below it", () => {
    assert.strictEqual(
      HitText.hit(found(), Style.none, 80),
      [
        "2026-01-05 10:00  mielto:msg_refund_question  user",
        "  …Can I have a refund for the invoice 1042, which was too high by 6.80 EUR?",
        "  Thank you.",
        ""
      ].join("\n")
    )
    assert.strictEqual(HitText.hit(found(), Style.none, 160).split("\n")[1], `  ${snippet}`)
  })

  it("puts the ref on a line of its own where there is little room, whole, so that it can be copied", () => {
    assert.strictEqual(
      HitText.hit(found(), Style.none, 40),
      [
        "2026-01-05  user",
        "mielto:msg_refund_question",
        "  …Can I have a refund for the invoice",
        "  1042, which was too high by 6.80 EUR?",
        "  Thank you.",
        ""
      ].join("\n")
    )
  })

  it("marks what was found in colour, also where lines break", () => {
    const text = HitText.hit(found(), Style.colour, 40)
    for (const word of ["refund", "invoice"]) assert.include(text, `\u001b[1m\u001b[31m${word}\u001b[39m\u001b[22m`)
    for (const line of text.split("\n")) assert.isAtMost(Wrap.width(line), 40)
  })

  it("breaks lines of Chinese and Japanese, and keeps every character", () => {
    const chinese = "请帮我处理这个订单的退款问题我上周在你们的网站上购买了一台咖啡机但是收到的时候已经坏了"
    const text = HitText.hit(found({ snippet: chinese, marks: [{ start: 10, end: 12 }] }), Style.none, 40)
    const [, , ...lines] = text.split("\n")
    for (const line of lines) assert.isAtMost(Wrap.width(line), 40)
    assert.strictEqual(lines.map((line) => line.trim()).join(""), chinese)
  })

  it("escapes codes of the terminal in the text, so that nothing but a hit is coloured", () => {
    const text = HitText.hit(found({ snippet: "\u001b[31mred\u001b[39m", marks: [] }), Style.colour, 80)
    assert.include(text, "\\u001b[31mred\\u001b[39m")
  })

  it("names the conversation of a message without a ref, the author where there is no role, and what is gone", () => {
    const { ref: _, ...rest } = found({ role: "participant", author: "alice", goneAt: "2026-02-01T00:00:00.000Z" })
    assert.strictEqual(
      HitText.hit(rest, Style.none, 80).split("\n")[0],
      "2026-01-05 10:00  mielto:conversation/conv_refund  alice  gone"
    )
  })
})
