/** Faults of redirects: a client must never send a key or a body along. */
import type { Context, InjectedFault } from "../InjectedFault.js"
import * as Http from "../Http.js"
import { write } from "../Step.js"

const to = (status: string, location: (context: Context) => string) => (context: Context) => [
  write(Http.answer(status, { location: location(context) }, ""))
]

export const redirect = {
  redirect_cross: {
    row: 56,
    injects: "302 to another origin",
    answer: to("302 Found", ({ elsewhere, path }) => elsewhere + path)
  },
  redirect_cross_307: {
    row: 57,
    injects: "307 to another origin",
    answer: to("307 Temporary Redirect", ({ elsewhere, path }) => elsewhere + path)
  },
  redirect_loop: { row: 58, injects: "302 to itself", answer: to("302 Found", ({ path, url }) => url + path) },
  redirect_noloc: {
    row: 59,
    injects: "302 without a Location",
    answer: () => [write(Http.answer("302 Found", {}, ""))]
  },
  redirect_file: { row: 60, injects: "302 to a file", answer: to("302 Found", () => "file:///etc/passwd") }
} as const satisfies Record<string, InjectedFault>
