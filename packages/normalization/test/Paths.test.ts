/** The paths that core knows of each provider are those of its contract. */
import { assert, it } from "@effect/vitest"
import { MessageRef, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import { readFileSync } from "node:fs"

const pathOf = (provider: Provider.Provider): string => {
  const file = new URL(`../../../tools/contract/contracts/${provider}.get-message.openapi.json`, import.meta.url)
  const { paths }: { readonly paths: object } = JSON.parse(readFileSync(file, "utf8"))
  return Object.keys(paths)[0] ?? ""
}

it.each(Provider.names)("the URL of a message of %s is taken for its ref", (provider) => {
  const names: Array<string> = []
  const path = pathOf(provider).replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
    return `id-${names.length}`
  })
  const found = Either.getOrThrow(MessageRef.parse(Provider.descriptors[provider].url + path))
  assert.deepInclude<object>(found, {
    provider,
    ...Object.fromEntries(names.map((name, index) => [name, `id-${index + 1}`]))
  })
})
