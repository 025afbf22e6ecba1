/** The response to a caller that has the current version already. */
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"

/** 304, without a body. */
export const notModified = HttpApiSchema.Empty(304).annotations({
  description: "The caller has the current version, named in `If-None-Match`"
})
