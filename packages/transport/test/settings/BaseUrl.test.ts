/** Base URLs: the key is sent there, so only safe ones are accepted. */
import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as BaseUrl from "../../src/settings/BaseUrl.js"

const taken: ReadonlyArray<readonly [text: string, url: string]> = [
  ["https://api.factory.ai", "https://api.factory.ai"],
  ["https://api.factory.ai/", "https://api.factory.ai"],
  ["https://api.factory.ai///", "https://api.factory.ai"],
  ["HTTPS://API.Factory.AI:443", "https://api.factory.ai"],
  ["https://gateway.example:8443/a/proxy/", "https://gateway.example:8443/a/proxy"],
  ["https://gateway.example/a%2Fb", "https://gateway.example/a%2Fb"],
  ["https://8.8.8.8", "https://8.8.8.8"],
  ["https://bücher.example", "https://xn--bcher-kva.example"],
  ["http://localhost:8000", "http://localhost:8000"],
  ["http://honcho.localhost", "http://honcho.localhost"],
  ["http://127.0.0.1:4000/factory", "http://127.0.0.1:4000/factory"],
  ["http://127.1", "http://127.0.0.1"],
  ["http://0x7f.1", "http://127.0.0.1"],
  ["http://2130706433", "http://127.0.0.1"],
  ["http://[::1]:8000", "http://[::1]:8000"],
  ["http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]"],
  ["http://10.1.2.3", "http://10.1.2.3"],
  ["http://172.16.0.1", "http://172.16.0.1"],
  ["http://172.31.255.255", "http://172.31.255.255"],
  ["http://192.168.1.1", "http://192.168.1.1"],
  ["http://[fd12:3456::1]", "http://[fd12:3456::1]"]
]

const scheme = "must begin with https:// or http://"
const plain = "must begin with https://; plain http is for loopback and private addresses"
const local = "must not lead to a link-local address or a metadata service"
const user = "must not have a user name or a password"
const query = "must not have a query or a fragment"
const spaces = "must not have spaces or control characters"

const refused: ReadonlyArray<readonly [text: string, problem: string]> = [
  ["", "is not a URL"],
  ["api.factory.ai", "is not a URL"],
  ["/api", "is not a URL"],
  ["https://", "is not a URL"],
  ["https://host:99999", "is not a URL"],
  ['"https://api.factory.ai"', "is not a URL"],
  ["file:///etc/passwd", scheme],
  ["ftp://host", scheme],
  ["javascript:alert(1)", scheme],
  ["data:text/plain,x", scheme],
  ["localhost:8000", scheme],
  ["https://user@host.example", user],
  ["https://user:pass@host.example", user],
  ["https://:pass@host.example", user],
  ["https://host.example?", query],
  ["https://host.example/?key=1", query],
  ["https://host.example/#", query],
  ["https://host.example.", "must not have a host that ends with a dot"],
  ["http://localhost.", "must not have a host that ends with a dot"],
  ["https://host.example\n", spaces],
  ["https://host\n.example", spaces],
  ["https://host.example/a\tb", spaces],
  [" https://host.example", spaces],
  ["https://host.example/a b", spaces],
  ["https://host.example/\u0000", spaces],
  ["http://169.254.169.254", local],
  ["https://169.254.169.254/latest", local],
  ["http://0xa9fea9fe", local],
  ["http://2852039166", local],
  ["http://[::ffff:169.254.169.254]", local],
  ["http://[fe80::1]", local],
  ["https://[febf::1]", local],
  ["https://[fd00:ec2::254]", local],
  ["http://[fd20:ce::254]", local],
  ["https://[fd20:00ce:0::0:0254]", local],
  ["https://[::169.254.169.254]", local],
  ["https://[64:ff9b::a9fe:a9fe]", local],
  ["https://[64:ff9b::169.254.169.254]", local],
  ["https://[2002:a9fe:a9fe::]", local],
  ["https://[2002:a9fe:a9fe::1]", local],
  ["https://100.100.100.200", local],
  ["https://0x646464c8", local],
  ["https://[::ffff:100.100.100.200]", local],
  ["https://192.0.0.192", local],
  ["https://192.0.192", local],
  ["https://168.63.129.16", local],
  ["https://instance-data.ec2.internal", local],
  ["https://any.metadata.google.internal", local],
  ["http://metadata", local],
  ["https://metadata.google.internal", local],
  ["http://api.factory.ai", plain],
  ["http://8.8.8.8", plain],
  ["http://172.15.0.1", plain],
  ["http://172.32.0.1", plain],
  ["http://192.169.0.1", plain],
  ["http://0.0.0.0", plain],
  ["http://[::]", plain],
  ["http://[2001:db8::1]", plain],
  ["http://[::ffff:8.8.8.8]", plain],
  ["http://[fc::1]", plain],
  ["http://[fd::1]", plain],
  ["http://[fe8::1]", plain],
  ["http://10.evil.example", plain],
  ["http://127.0.0.1.evil.example", plain],
  ["http://localhost.evil.example", plain],
  ["http://notlocalhost", plain]
]

describe("BaseUrl.parse", () => {
  for (const [text, url] of taken)
    it(`accepts ${text}`, () => assert.deepStrictEqual(BaseUrl.parse(text), Either.right(url)))

  for (const [text, problem] of refused)
    it(`refuses ${JSON.stringify(text)}`, () => assert.deepStrictEqual(BaseUrl.parse(text), Either.left(problem)))

  it("does not change its own result", () => {
    for (const [, url] of taken) assert.deepStrictEqual(BaseUrl.parse(url), Either.right(url))
  })

  const suffixes: ReadonlyArray<readonly [text: string, apiPath: string, url: string]> = [
    ["https://api.honcho.dev/v3", "/v3", "https://api.honcho.dev"],
    ["https://api.honcho.dev/v3//", "/v3", "https://api.honcho.dev"],
    ["https://gateway.example/honcho/v3/", "/v3", "https://gateway.example/honcho"],
    ["https://gateway.example/honcho//v3", "/v3", "https://gateway.example/honcho"],
    ["https://api.mielto.com/api/v1", "/api/v1", "https://api.mielto.com"],
    ["https://api.factory.ai/api/v0", "/api/v0", "https://api.factory.ai"],
    ["https://api.veryfront.com/conversations/", "/conversations", "https://api.veryfront.com"],
    ["https://api.mielto.com/api", "/api/v1", "https://api.mielto.com/api"],
    ["https://api.mielto.com/api/v2", "/api/v1", "https://api.mielto.com/api/v2"],
    ["https://api.honcho.dev/v3/workspaces", "/v3", "https://api.honcho.dev/v3/workspaces"],
    ["https://api.honcho.dev/dev3", "/v3", "https://api.honcho.dev/dev3"],
    ["https://api.honcho.dev/myv3", "/v3", "https://api.honcho.dev/myv3"],
    ["https://v3", "/v3", "https://v3"]
  ]
  for (const [text, apiPath, url] of suffixes)
    it(`reads ${text} as ${url} if the provider's paths begin with ${apiPath}`, () =>
      assert.deepStrictEqual(BaseUrl.parse(text, apiPath), Either.right(url)))
})
