/** Addresses that serve credentials, in every spelling, and their neighbours that do not. */
import { assert, describe, it } from "@effect/vitest"
import * as MetadataAddress from "../../src/settings/MetadataAddress.js"

const refused: ReadonlyArray<string> = [
  "169.254.169.254",
  "169.254.170.2",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
  "fd00:ec2::254",
  "fd00:ec2::23",
  "FD00:0EC2:0:0:0:0:0:254",
  "fd20:ce::254",
  "[fd20:ce::254]",
  "fd00:c1::a9fe:a9fe",
  "fd00:42::42",
  "fe80::1",
  "fe80::1%eth0",
  "febf:ffff::1",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "0:0:0:0:0:ffff:a9fe:a9fe",
  "::169.254.169.254",
  "::ffff:0:169.254.169.254",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b::100.100.100.200",
  "64:ff9b:1::a9fe:a9fe",
  "64:ff9b:1:a9fe:a9:fe00::",
  "64:ff9b:1:a9:fe:a9fe::",
  "64:ff9b:1:0:a9:fea9:fe00:0",
  "2002:a9fe:a9fe::",
  "2002:c000:c0::1",
  "2001:0:a9fe:a9fe::",
  "2001:0:808:808::5601:5601",
  "2001:db8::5efe:169.254.169.254",
  "2001:db8::200:5efe:169.254.169.254"
]

const allowed: ReadonlyArray<string> = [
  "169.253.169.254",
  "100.100.100.201",
  "192.0.0.1",
  "127.0.0.1",
  "10.0.0.1",
  "8.8.8.8",
  "::1",
  "::",
  "fd00:ec3::254",
  "fd12:3456::1",
  "fec0::1",
  "2606:4700::1111",
  "64:ff9b::8.8.8.8",
  "2002:808:808::",
  "2001:db8::a9fe:a9fe",
  "::ffff:127.0.0.1",
  "api.factory.ai",
  "a:b",
  "x".repeat(100),
  ""
]

describe("MetadataAddress.is", () => {
  for (const address of refused) it(`refuses ${address}`, () => assert.isTrue(MetadataAddress.is(address)))
  for (const address of allowed) it(`allows ${address}`, () => assert.isFalse(MetadataAddress.is(address)))
})
