/** Puts several handlers on one server, each under its name. */
import type { Handler } from "./Route.js"
import type { SandboxResponse } from "./SandboxResponse.js"

/** Answers with the handler whose name is the first segment of the path; the handler gets the rest of the URL. */
export const under =
  (handlers: ReadonlyMap<string, Handler>): Handler =>
  (request) => {
    const [, name = "", url = "/"] = /^\/([^/?]*)(.*)$/s.exec(request.url) ?? []
    return handlers.get(name)?.({ ...request, url }) ?? notFound
  }

const notFound: SandboxResponse = { status: 404, headers: {}, body: "" }
