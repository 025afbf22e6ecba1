import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "../src/index.js"

const message = (provider: Samples.Provider) => Contract.of(`${provider}.get-message`)

const minimal = { id: "m1", role: "user", content: [], createdAt: 1, updatedAt: 1 }

describe("Contract", () => {
  for (const provider of Samples.providers)
    for (const { file, json } of Samples.messages(provider))
      it(`allows ${provider}/${file}`, () => {
        assert.deepStrictEqual(message(provider).success(json), [])
      })

  for (const provider of Samples.providers)
    for (const { file, json, status = 0 } of Samples.errors(provider)) {
      const contract = message(provider)
      if (contract.statuses.includes(status))
        it(`allows the documented error ${provider}/${file}`, () => {
          assert.deepStrictEqual(contract.answer(status, json), [])
        })
      else
        it(`finds that the status of ${provider}/${file} is not documented`, () => {
          assert.match(contract.answer(status, json)[0]?.problem ?? "", /is not documented/)
        })
    }

  it("finds what is wrong, and where", () => {
    assert.deepStrictEqual(message("factory").success({ ...minimal, role: "robot", router: "x" }), [
      { path: "", problem: 'must NOT have additional properties "router"' },
      { path: "/role", problem: 'must be equal to one of the allowed values ["user","assistant","tool","system"]' }
    ])
  })

  it("accepts null for the nullable enum of Factory, and no other value", () => {
    assert.deepStrictEqual(message("factory").success({ ...minimal, openaiPhase: null }), [])
    assert.deepStrictEqual(message("factory").success({ ...minimal, openaiPhase: "final_answer" }), [])
    assert.isNotEmpty(message("factory").success({ ...minimal, openaiPhase: "later" }))
  })

  it("accepts null where Veryfront's contract is nullable, and nowhere else", () => {
    const [sample] = Samples.messages("veryfront")
    assert.deepStrictEqual(
      message("veryfront").success({ ...sample?.json, parent_id: null, metadata: { a: null } }),
      []
    )
    assert.isNotEmpty(message("veryfront").success({ ...sample?.json, seq: null }))
    assert.isNotEmpty(message("veryfront").success({ ...sample?.json, parent_id: 7 }))
  })

  it("checks the formats of texts", () => {
    const [sample] = Samples.messages("honcho")
    assert.deepStrictEqual(message("honcho").success({ ...sample?.json, created_at: "yesterday" }), [
      { path: "/created_at", problem: 'must match format "date-time"' }
    ])
  })

  it("finds nothing in a documented error without a body schema", () => {
    assert.deepStrictEqual(message("mielto").answer(404, "anything"), [])
  })

  it("checks the body of a post", () => {
    const { request = () => [] } = Contract.of("factory.post-message")
    for (const file of ["req-post-message-full.json", "req-post-message-minimal.json"])
      assert.deepStrictEqual(request(Samples.get("factory", file).json), [])
    assert.isNotEmpty(request({}))
    assert.isNotEmpty(request({ text: "x", wait: true }))
    assert.isNotEmpty(request({ text: "x", images: [{ type: "base64", data: "", mediaType: "image/tiff" }] }))
    assert.isUndefined(message("factory").request)
  })

  it("knows the security schemes", () => {
    const schemes = (operation: Contract.Operation) => Contract.of(operation).security.map((all) => all[0]?.type)
    assert.deepStrictEqual(schemes("veryfront.get-message"), ["http", "apiKey"])
    for (const operation of Contract.operations) assert.include(schemes(operation), "http")
  })
})
