/** Lists of all four clients, and posts of the three that are not in Post.test.ts, through the rows that apply to them. */
import { afterAll, describe } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import { Faults, Expectations, Trial } from "@org/messages-faults"
import * as Bodies from "../src/Bodies.js"
import { messageId } from "../src/Ours.js"
import * as OurLists from "../src/OurLists.js"
import { row } from "./Rows.js"

/** Rows that depend on the text of an error or the shape of an answer; the others test the transport that all clients share. */
const ofShape = (name: Faults.Name): boolean => {
  const { row } = Faults.get(name)
  return (row >= 33 && row <= 53) || row >= 61
}

const pages = {
  factory: "page-messages.json",
  mielto: "page-messages-guess.json",
  honcho: "page-messages.json",
  veryfront: "page-messages.json"
} as const

/** Honcho lists with a POST, so its lists meet the rows of the transport too. */
const meetsAll = { list: "honcho", post: "veryfront" }

for (const provider of Samples.providers) {
  const client = OurLists.make(provider)
  afterAll(client.close)
  const { error } = Bodies.ofRead(provider)
  const body = JSON.stringify(Samples.get(provider, pages[provider]).json)

  describe.concurrent(`A list of ${provider} meets`, () => {
    const names = Faults.names.filter(
      (name) => !Trial.ofMemory("get", name) && (provider === meetsAll.list || ofShape(name))
    )
    for (const name of names) {
      const rule =
        provider === "mielto" && name === "json_array"
          ? { notShown: "Mielto may answer with a bare list" }
          : Expectations.list(name)
      row(name, "get", client, { body, ...(error && { error }) }, undefined, rule)
    }
  })
}

const created = {
  mielto: JSON.stringify({ id: messageId }),
  honcho: JSON.stringify([{ id: messageId }]),
  veryfront: JSON.stringify({ id: messageId })
}

const wraps = "the fault wraps an object, and Honcho answers a post with a list"
const tolerant = "Mielto's answer to a post has no known form, so any list or id is taken"

const notShown: { readonly [row: string]: string } = {
  "honcho bad_utf8": wraps,
  "honcho big_int": wraps,
  "honcho nan_literal": wraps,
  "honcho json_wrong_types": wraps,
  "mielto json_array": tolerant,
  "mielto json_wrong_types": tolerant
}

for (const provider of ["mielto", "honcho", "veryfront"] as const) {
  const client = OurLists.make(provider)
  afterAll(client.close)
  const { error } = Bodies.ofRead(provider)

  describe.concurrent(`A post to ${provider} meets`, () => {
    const names = Faults.names.filter(
      (name) => !Trial.ofMemory("post", name) && (provider === meetsAll.post || ofShape(name))
    )
    for (const name of names) {
      const why = notShown[`${provider} ${name}`]
      const rule = provider === meetsAll.post ? Expectations.repeatablePost(name) : Expectations.post(name)
      const options = { body: created[provider], ...(error && { error }) }
      row(name, "post", client, options, undefined, why === undefined ? rule : { notShown: why })
    }
  })
}
