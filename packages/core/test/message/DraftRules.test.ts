/** What each provider takes as a draft, and what is said of a draft that it does not take. */
import { assert, describe, it } from "@effect/vitest"
import { Draft, type Provider } from "@org/messages-core"
import * as Either from "effect/Either"

const deep = (depth: number): Draft.Draft["metadata"] => ({ a: depth === 1 ? 1 : (deep(depth - 1) ?? null) })
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
const author = { id: "alice" }
const text = { type: "text", text: "x" } as const

const taken: ReadonlyArray<readonly [Provider.Provider, string, Draft.Draft]> = [
  ["factory", "the role user", { text: "x", role: "user" }],
  [
    "honcho",
    "everything that it has a place for",
    { text: "x", author, metadata: {}, createdAt: "2024-01-15T10:30:00Z" }
  ],
  ["honcho", "25,000 characters outside the basic plane", { text: "😀".repeat(25_000), author }],
  ["honcho", "100 keys", { text: "x", author, metadata: keys(100) }],
  ["honcho", "five levels", { text: "x", author, metadata: deep(5) ?? {} }],
  ["mielto", "any role of a speaker", { text: "x", role: "tool", tags: ["a"], metadata: keys(200) }],
  ["mielto", "parts", { parts: [text], createdAt: "2024-01-15T10:30:00Z" }],
  ["veryfront", "100,000 characters", { text: "é".repeat(100_000), parentId: "p", metadata: {} }],
  ["veryfront", "200 parts", { parts: Array.from({ length: 200 }, () => text), role: "user" }]
]

const refused: ReadonlyArray<readonly [Provider.Provider, Draft.Draft, path: string, problem: string]> = [
  ["factory", { text: "x", role: "assistant" }, "/role", "must be user, the only role that Factory takes"],
  ["factory", { parts: [text] }, "/parts", "cannot be posted to Factory, which takes text, images, files, role"],
  ["factory", { text: "x", tags: [] }, "/tags", "cannot be posted to Factory, which takes text, images, files, role"],
  ["honcho", { text: "x" }, "/author/id", "is missing: Honcho needs the author's id"],
  ["honcho", { text: "x", author: { id: " " } }, "/author/id", "is missing: Honcho needs the author's id"],
  [
    "honcho",
    { text: "x", author, role: "user" },
    "/role",
    "cannot be posted to Honcho, which takes text, author, metadata, createdAt"
  ],
  [
    "honcho",
    { parts: [text], author },
    "/parts",
    "cannot be posted to Honcho, which takes text, author, metadata, createdAt"
  ],
  [
    "honcho",
    { text: "x".repeat(25_001), author },
    "/text",
    "has more than 25000 characters, the most that Honcho takes: post it in pieces"
  ],
  [
    "honcho",
    { text: "x", author, metadata: keys(101) },
    "/metadata",
    "has more than 100 keys, the most that Honcho takes"
  ],
  [
    "honcho",
    { text: "x", author, metadata: deep(6) ?? {} },
    "/metadata",
    "is nested more than 5 levels deep, the most that Honcho takes"
  ],
  [
    "mielto",
    { text: "x", role: "participant" },
    "/role",
    "must be user, assistant, system, developer or tool, the only roles that Mielto takes"
  ],
  [
    "mielto",
    { text: "x", author },
    "/author",
    "cannot be posted to Mielto, which takes text, parts, role, tags, metadata, createdAt"
  ],
  ["mielto", { text: "x", parts: [text] }, "/parts", "cannot be combined with text: a draft has one or the other"],
  ["veryfront", { text: "x", role: "tool" }, "/role", "must be user, the only role that Veryfront takes"],
  [
    "veryfront",
    { text: "x".repeat(100_001) },
    "/text",
    "has more than 100000 characters, the most that Veryfront takes: post it in pieces"
  ],
  [
    "veryfront",
    { parts: [text, { type: "reasoning", text: "x".repeat(100_001) }] },
    "/parts/1/text",
    "has more than 100000 characters, the most that Veryfront takes: post it in pieces"
  ],
  [
    "veryfront",
    { parts: Array.from({ length: 201 }, () => text) },
    "/parts",
    "has more than 200 parts, the most that Veryfront takes: post them in several messages"
  ],
  [
    "veryfront",
    { text: "x", createdAt: "2024-01-15T10:30:00Z" },
    "/createdAt",
    "cannot be posted to Veryfront, which takes text, parts, role, parentId, metadata"
  ],
  [
    "veryfront",
    { text: "x", images: [{ type: "file", data: "AA==" }] },
    "/images",
    "cannot be posted to Veryfront, which takes text, parts, role, parentId, metadata"
  ]
]

describe("Draft.check", () => {
  for (const [provider, what, draft] of taken)
    it(`lets through, for ${provider}, ${what}`, () =>
      assert.strictEqual(Either.getOrThrow(Draft.check(draft, provider)), draft))

  for (const [provider, draft, path, problem] of refused)
    it(`refuses, for ${provider}, ${path} that ${problem}`, () => {
      const error = Either.getOrThrow(Either.flip(Draft.check(draft, provider)))
      assert.deepInclude({ ...error }, { provider, path, problem, delivery: "not-delivered" })
    })
})
