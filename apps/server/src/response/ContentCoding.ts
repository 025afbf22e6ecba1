/** Chooses the coding of a response by the header Accept-Encoding (RFC 9110, section 12.5.3). */

/** A coding that this server can apply. */
export type ContentCoding = "br" | "gzip"

/** The shortest body that compression makes smaller, in bytes. */
export const shortest = 1_024

/** The coding for a body of this length; `undefined` if it is sent uncompressed. A caller that accepts no form at all gets it uncompressed. */
export const choose = (acceptEncoding: string, length: number): ContentCoding | undefined => {
  if (length === 0) return undefined
  const weights = parse(acceptEncoding)
  const other = weights.get("*")
  const weigh = (coding: string) => weights.get(coding) ?? other ?? 0
  const br = weigh("br")
  const gzip = Math.max(weigh("gzip"), weights.get("x-gzip") ?? 0)
  const best = Math.max(br, gzip)
  const identity = weights.get("identity") ?? (other === 0 ? 0 : least)
  if (best === 0 || best < identity) return undefined
  if (length < shortest && identity > 0) return undefined
  return br === best ? "br" : "gzip"
}

/** The weight of a form that no rule of the header mentions. */
const least = 0.0001

const parse = (acceptEncoding: string): ReadonlyMap<string, number> =>
  new Map(
    acceptEncoding.split(",").flatMap((entry) => {
      const [, coding = "", weight = "1"] = form.exec(entry) ?? []
      return coding === "" ? [] : [[coding.toLowerCase(), Number(weight)] as const]
    })
  )

const form = /^[ \t]*([\w!#$%&'*+.^`|~-]+)[ \t]*(?:;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*)?$/i
