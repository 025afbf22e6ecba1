/** Honcho's pages: numbered from 1, with the total. */
import { Json } from "@org/messages-core"
import * as Query from "../../http/Query.js"
import type { SandboxRequest } from "../../http/SandboxRequest.js"
import * as SandboxResponse from "../../http/SandboxResponse.js"
import * as ElementList from "../../lists/ElementList.js"
import type * as ScriptedLists from "../../lists/ScriptedLists.js"
import * as FastApi from "../FastApi.js"
import * as HonchoFilter from "./HonchoFilter.js"

type Lists = (request: ScriptedLists.PageRequest) => ScriptedLists.Outcome

/** The page of a request, with the elements that its filters accept. */
export const respond = (
  lists: Lists,
  request: SandboxRequest,
  columns: ReadonlyArray<string>,
  list: Pick<ScriptedLists.PageRequest, "list" | "elements" | "arrive">
): SandboxResponse.SandboxResponse => {
  const query = Query.of(request)
  const problems: Array<FastApi.Problem> = []
  const page = FastApi.integer(problems, query, "page", { minimum: 1, otherwise: 1 })
  const size = FastApi.integer(problems, query, "size", { minimum: 1, maximum: 100, otherwise: 50 })
  const isReversed = FastApi.boolean(problems, query, "reverse")
  const filters = filtersOf(problems, request)
  if (problems.length > 0) return FastApi.refuse(problems)
  const test = filters === undefined ? undefined : HonchoFilter.parse(filters, columns)
  if (test !== undefined && typeof test !== "function") return refuse(422, test.problem)
  const elements = () => {
    const all = test === undefined ? list.elements() : ElementList.filtered(list.elements(), test)
    return isReversed ? ElementList.reversed(all) : all
  }
  const outcome = lists({ ...list, elements, start: (page - 1) * size, limit: size, from: "number" })
  if (outcome.type === "failure") return refuse(outcome.status, failures[outcome.status], outcome.headers)
  if (outcome.type === "expired") return refuse(500, failures[500])
  const { delayMillis, elements: items, total } = outcome.page
  return SandboxResponse.json({ items, total, page, size, pages: Math.ceil(total / size) }, { delayMillis })
}

/** A refusal with a text. */
export const refuse = (
  status: SandboxResponse.RefusalStatus,
  detail: string = SandboxResponse.phrases[status],
  headers?: Readonly<Record<string, string>>
): SandboxResponse.SandboxResponse => SandboxResponse.json({ detail }, { status, headers })

const failures: { readonly [S in SandboxResponse.RefusalStatus]?: string } = { 500: "An unexpected error occurred" }

/** The filters of the body. There may be no body, and `filters` may be null. */
const filtersOf = (problems: Array<FastApi.Problem>, { body }: SandboxRequest): Json.JsonObject | undefined => {
  if (body === undefined || body === "") return undefined
  const json = FastApi.body(problems, body) ?? null
  const options = json === null ? undefined : FastApi.object(problems, json, ["body"])
  const filters = options === undefined ? null : (Json.own(options, "filters") ?? null)
  if (filters === null) return undefined
  const object = FastApi.object(problems, filters, ["body", "filters"])
  return object === undefined || Object.keys(object).length === 0 ? undefined : object
}
