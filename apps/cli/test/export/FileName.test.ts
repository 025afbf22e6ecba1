import { assert, it } from "@effect/vitest"
import { ConversationRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as FileName from "../../src/export/FileName.js"

it("is the ref, with everything escaped that a file system may treat in its own way", () => {
  for (const [ref, name] of [
    ["factory:invoice-bug", "factory.invoice-bug"],
    ["honcho:team/Standup.2026", "honcho.team.=53tandup=2e2026"],
    ["mielto:conversation/c%2F..", "mielto.conversation.c=252=46=2e=2e"],
    ["factory:s?computerId=c", "factory.s=3fcomputer=49d=3dc"]
  ] as const)
    assert.strictEqual(FileName.of(ref), name)
})

it("differs for different refs, also without regard to case, and fits every file system", () => {
  const id = FastCheck.string({ minLength: 1, maxLength: 300 })
  const parse = (text: string) => Effect.runSync(Effect.either(ConversationRef.parse(text)))
  FastCheck.assert(
    FastCheck.property(id, id, (a, b) => {
      const [left, right] = [a, b].map((id) =>
        parse(`honcho:w/${encodeURIComponent(id.replace(/[\ud800-\udfff]/g, "x"))}`)
      )
      if (left?._tag !== "Right" || right?._tag !== "Right" || left.right.ref === right.right.ref) return
      const names = [left, right].map(({ right }) => FileName.of(right.ref))
      for (const name of names) assert.match(name, /^[a-z0-9._=-]{1,200}$/)
      assert.notStrictEqual(names[0], names[1])
    })
  )
  assert.notStrictEqual(FileName.of("factory:ABC"), FileName.of("factory:abc"))
  assert.notStrictEqual(FileName.of(`factory:${"a".repeat(300)}`), FileName.of(`factory:${"a".repeat(299)}b`))
})
