/** Pages of what a provider gives: nothing twice, faults apart, and a cursor for what comes next. */
import { assert, it } from "@effect/vitest"
import { type Cursor, Json, Paging } from "@org/messages-core"
import * as Either from "effect/Either"

/** Elements are `{id, at}`; one without an id is an item without a ref, and a text is a fault. */
const read: Paging.ReadElement<string> = (element) => {
  if (!Json.isObject(element)) return Either.left({ path: "", problem: "is not an object" })
  const id = element["id"]
  return Either.right(typeof id === "string" ? { value: id, ref: `mielto:${id}` } : { value: String(element["at"]) })
}

const start = Either.getOrThrow(Paging.place("messages", "mielto", "mielto:conversation/c", {}))

const after = (cursor: Cursor.Cursor | undefined) =>
  Either.getOrThrow(Paging.place("messages", "mielto", "mielto:conversation/c", { cursor }))

const page = (at: Cursor.Place, native: Paging.NativePage) => Either.getOrThrow(Paging.page(at, native, read))

const ids = (...ids: ReadonlyArray<string>) => ids.map((id) => ({ id }))

it("gives the items in order, with the cursor of the next page and the total", () => {
  const first = page(start, { elements: ids("a", "b"), next: "2", total: 3 })
  assert.deepStrictEqual(first.items, ["a", "b"])
  assert.strictEqual(first.total, 3)
  const place = after(first.next)
  assert.strictEqual(place.native, "2")
  assert.strictEqual(place.given, 2)
  const last = page(place, { elements: ids("c"), resume: "2" })
  assert.deepStrictEqual(last.items, ["c"])
  assert.isUndefined(last.next)
  assert.strictEqual(after(last.resume).native, "2")
})

it("leaves out what an earlier page gave, and what the page itself repeats", () => {
  const first = page(start, { elements: ids("a", "b", "b"), next: "x" })
  assert.deepStrictEqual(first.items, ["a", "b"])
  const second = page(after(first.next), { elements: ids("b", "c", "a", "d"), next: "y" })
  assert.deepStrictEqual(second.items, ["c", "d"])
})

it("compares elements without an id by their JSON, where the request overlapped the page before, and only there", () => {
  const first = page(start, { elements: [{ at: 1 }, { at: 1 }, { at: 2 }], next: "2" })
  assert.deepStrictEqual(first.items, ["1", "1", "2"])
  const second = page(after(first.next), { elements: [{ at: 2 }, { at: 2 }, { at: 3 }], next: "4", overlap: 1 })
  assert.deepStrictEqual(second.items, ["2", "3"])
})

it("says that the conversation changed if it recognizes nothing in an overlap", () => {
  const first = page(start, { elements: ids("a", "b"), next: "1" })
  const changed = Paging.page(after(first.next), { elements: ids("c", "d"), overlap: 1 }, read)
  assert.isTrue(Either.isLeft(changed) && changed.left._tag === "ConversationChanged")
  assert.isTrue(Either.isRight(Paging.page(after(first.next), { elements: [], overlap: 1 }, read)))
})

it("ends with the first page without new elements, if the provider does not say whether there are more", () => {
  const first = page(start, { elements: ids("a", "b"), next: "2", asked: 2, resume: "2" })
  assert.isDefined(first.next)
  assert.isUndefined(first.resume)
  const last = page(after(first.next), { elements: ids("b"), next: "2", overlap: 1, asked: 3, resume: "2" })
  assert.deepStrictEqual(last.items, [])
  assert.isUndefined(last.next)
  assert.strictEqual(after(last.resume).native, "2")
  const empty = page(start, { elements: [], next: "0", asked: 2 })
  assert.isUndefined(empty.next)
})

it("says that the conversation changed if a full page has no new elements, and the provider does not say whether there are more", () => {
  const first = page(start, { elements: ids("a", "b", "c"), next: "3", asked: 3 })
  const again = Paging.page(after(first.next), { elements: ids("b", "c", "a"), next: "5", overlap: 1, asked: 3 }, read)
  assert.isTrue(Either.isLeft(again) && again.left._tag === "ConversationChanged")
})

it("says that the conversation changed if a numbered page is an earlier one once more", () => {
  const pair = Either.getOrThrow(Paging.place("messages", "mielto", "mielto:conversation/c", { limit: 2 }))
  const first = page(pair, { elements: ids("a", "b"), next: "2", full: 2 })
  const place = after(first.next)
  const again = Paging.page(place, { elements: ids("a", "b"), next: "3", full: 2 }, read)
  assert.isTrue(Either.isLeft(again) && again.left._tag === "ConversationChanged")
  assert.deepStrictEqual(page(place, { elements: ids("b", "c"), next: "3", full: 2 }).items, ["c"])
  assert.deepStrictEqual(page(place, { elements: ids("b"), full: 2 }).items, [])
  assert.deepStrictEqual(page(place, { elements: ids("b"), next: "3", full: 1 }).items, [])
  const single = { ...place, limit: 1 }
  assert.deepStrictEqual(page(single, { elements: ids("b"), next: "3", full: 1 }).items, [])
})

it("accepts a numbered page of known elements that is smaller than requested, because a list continues at the start of its last page", () => {
  const wide = Either.getOrThrow(Paging.place("messages", "mielto", "mielto:conversation/c", { limit: 4 }))
  const { resume } = page(wide, { elements: ids("a", "b", "c"), resume: "0", full: 4 })
  const again = page(after(resume), { elements: ids("a", "b"), next: "2", full: 2 })
  assert.deepStrictEqual(again.items, [])
  assert.deepStrictEqual(page(after(again.next), { elements: ids("c", "d"), full: 2 }).items, ["d"])
})

it("keeps the rest of a page in which an element cannot be read", () => {
  const { faults, items } = page(start, { elements: [...ids("a"), "no", ...ids("b")] })
  assert.deepStrictEqual(items, ["a", "b"])
  assert.deepStrictEqual(faults, [{ index: 1, path: "", problem: "is not an object" }])
})

it("gives the provider's own elements of the items where they are asked for", () => {
  const found = Either.getOrThrow(Paging.page(start, { elements: [...ids("a"), "no", ...ids("a", "b")] }, read, true))
  assert.deepStrictEqual(found.natives, ids("a", "b"))
})

it("refuses a cursor of another list, size or order, and never asks for more than the provider gives", () => {
  const { next: cursor } = page(start, { elements: ids("a"), next: "1" })
  const problem = (of: string, options: object) =>
    Either.match(Paging.place("messages", "mielto", of, { cursor, ...options }), {
      onLeft: ({ problem }) => problem,
      onRight: () => "taken"
    })
  assert.strictEqual(problem("mielto:conversation/c", {}), "taken")
  assert.strictEqual(problem("mielto:conversation/c", { limit: 100 }), "taken")
  assert.strictEqual(problem("mielto:conversation/other", {}), "it belongs to mielto:conversation/c")
  assert.strictEqual(problem("mielto:conversation/c", { limit: 10 }), "it belongs to a list with pages of 100")
  assert.strictEqual(
    problem("mielto:conversation/c", { order: "newest" }),
    "it belongs to a list in the provider's own order"
  )
  assert.isTrue(Either.isLeft(Paging.place("conversations", "mielto", "mielto:conversation/c", { cursor })))
  const large = Either.getOrThrow(Paging.place("messages", "mielto", "mielto:conversation/c", { limit: 1e6 }))
  assert.strictEqual(large.limit, 1000)
  const small = Either.getOrThrow(Paging.place("messages", "mielto", "mielto:conversation/c", { limit: 0 }))
  assert.strictEqual(small.limit, 1)
})

it("remembers the last two pages at most, so that a cursor stays short", () => {
  let at = start
  for (let round = 0; round < 20; round++) {
    const elements = Array.from({ length: 100 }, (_, index) => ({ id: `${round}-${index}` }))
    const { next } = page(at, { elements, next: String(round) })
    assert.isBelow(String(next).length, 3000)
    at = after(next)
  }
  assert.strictEqual(at.tail.length, 200)
  assert.strictEqual(at.given, 2000)
})
