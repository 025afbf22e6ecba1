import { afterAll, describe } from "@effect/vitest"
import { Faults, Trial } from "@org/messages-faults"
import * as Bodies from "../src/Bodies.js"
import * as Ours from "../src/Ours.js"
import * as Known from "./Known.js"
import { row } from "./Rows.js"

const client = Ours.make("factory")
afterAll(client.close)

const alone = Faults.names.filter((name) => Trial.ofMemory("post", name))

const rows = (names: ReadonlyArray<Faults.Name>) => {
  for (const name of names) row(name, "post", client, Bodies.ofPost, Known.posts[`factory ${name}`])
}

describe.concurrent("A post meets", () => rows(Faults.names.filter((name) => !alone.includes(name))))
describe("A post, alone, meets", () => rows(alone))
