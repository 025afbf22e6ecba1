/** The error of settings that cannot be used. */

/** A URL or a key cannot be used. The message names the setting, and never shows a key. */
export class InvalidSettings extends Error {
  readonly _tag = "InvalidSettings"
  override readonly name = "InvalidSettings"
}
