/** Chooses the coding of a response by the header Accept-Encoding (RFC 9110, section 12.5.3). */

/** A coding that this server can apply. */
export type ContentCoding = "br" | "gzip"

/** A shorter body gains nothing from compression. */
export const shortest = 1_024

/** The coding for a body of this length, or nothing if it is sent as it is. A caller that accepts no form at all gets it as it is. */
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

/** The weight of a form that is acceptable because nothing forbids it. */
const least = 0.0001

const parse = (acceptEncoding: string): ReadonlyMap<string, number> =>
  new Map(
    acceptEncoding.split(",").flatMap((entry) => {
      const [, coding = "", weight = "1"] = form.exec(entry) ?? []
      return coding === "" ? [] : [[coding.toLowerCase(), Number(weight)] as const]
    })
  )

const form = /^[ \t]*([\w!#$%&'*+.^`|~-]+)[ \t]*(?:;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*)?$/i
