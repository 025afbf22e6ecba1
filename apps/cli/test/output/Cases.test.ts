/** Tests how a person sees the messages that real programs met. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@org/messages-contract"
import { MessageRef } from "@org/messages-core"
import { Normalization } from "@org/messages-runtime"
import { Style } from "@org/messages-terminal"
import * as Either from "effect/Either"
import * as Pretty from "../../src/output/Pretty.js"

/** The text below the head of the message. */
const expected: Readonly<Record<string, string>> = {
  "04-image-data-url-and-wrapped-base64": `[file · image/png · 70 bytes]

[file · image/png · 70 bytes]

[file · image/png · 70 bytes]`,
  "07-tool-result-nulls": `[call Read · t1]
  null

[call Read · t2]

[result · t1]
  null

[result · t2]
  {"a":1}`,
  "13-null-content-with-tool-calls": `[call fetch_image · call_abc123]
  {"url":"https://example.org/i.png"}`,
  "14-tool-call-arguments-broken": `(empty text)

[call run · c1]
  {"command": "ls -la

[call now · c2]
  (empty text)

[call obj · c3]
  {"a":1}

[call twice · c4]
  {"a":1}

[call notype · c5]
  {}

[call lc · c6]

[call spaced · c7]
  {"a":1}

Not shown: parts.6.args, parts.7.index (see --format json)`,
  "27-part-shapes-of-ui-messages": `[unknown part]
  {
    "type": "dynamic-tool",
    "toolCallId": "t1",
    "toolName": "q",
    "state": "output-available",
    "input": {},
    "output": {
      "ok": true
    }
  }

[unknown part]
  {
    "type": "data-plan",
    "data": {
      "step": 1
    }
  }

[file · image/png · 70 bytes]

[file · x · QUJD]

[unknown part]
  {"type":"source-url","sourceId":"s","url":"https://example.org"}`,
  "28-empty-and-null-parts": `(empty text)

(blank text "\\n\\n\\n")

[unknown part]
  {"type":"reasoning"}

[reasoning]
  (redacted)

[unknown part]
  null

[unknown part]
  []

[unknown part]
  loose

[step]

[step]

[unknown part]
  {}`,
  "35-crlf-and-colours-in-tool-result": `[result · t1]
  > vitest
  \\u001b[32m ok \\u001b[39m a.test.ts
   10%\\u000d 50%\\u000d100%

line one
line two`,
  "36-tool-call-snowflake": `(empty text)

[call send · c1]
  {"chat_id": -1001234567890123456789, "user": 9007199254740993}`,
  "40-ordinary-veryfront-nulls": `hello

Not shown: created_by (see --format json)`,
  "41-ordinary-python-call": `One moment.

[call lookup · call_1]
  {"invoice":1042,"year":2025}`,
  "42-blank-texts": `(blank text "\\n\\n")

(blank text "   ")

(blank text "\\u200b")

end`,
  "43-object-tool-result": `[result · t1]
  {
    "rows": [
      1,
      2
    ],
    "note": "two rows"
  }`,
  "45-uuid-in-capitals": "hi"
}

describe("the pretty form", () => {
  for (const { expect, json, name, ref } of Cases.all)
    it(`shows ${name}: ${expect}`, () => {
      const { ref: checked } = Either.getOrThrow(MessageRef.parse(ref))
      const text = Pretty.message(Normalization.toMessage(checked, json), Style.none)
      assert.strictEqual(text.slice(text.indexOf("\n\n") + 2), `${expected[name]}\n`)
    })

  it("has an expected text for every case", () => {
    assert.sameMembers(
      Object.keys(expected),
      Cases.all.map(({ name }) => name)
    )
  })
})
