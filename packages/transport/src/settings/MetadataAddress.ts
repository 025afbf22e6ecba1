/** The addresses at which clouds serve credentials to any program on the machine. No request may go there, in any spelling. */

/** Whether an IP address is link-local or a metadata service of a cloud; `false` for a host name. */
export const is = (address: string): boolean => {
  if (isIpv4(address)) return ipv4s.test(address)
  const groups = parse(address)
  if (groups === undefined) return false
  const [first = 0, second = 0] = groups
  return (
    (first & 0xffc0) === 0xfe80 ||
    prefixes.some(([one, two]) => one === first && two === second) ||
    embedded(groups).some((ipv4) => ipv4s.test(ipv4))
  )
}

/** An IPv4 address itself, or the one in an IPv4-mapped IPv6 address (`::ffff:a.b.c.d`). */
export const mapped = (address: string): string | undefined => {
  if (isIpv4(address)) return address
  const groups = parse(address)
  return groups !== undefined && startsWith(groups, 0, 0, 0, 0, 0, 0xffff) ? dotted(groups, 96) : undefined
}

/** Link-local with the services of most clouds; Alibaba Cloud; Oracle Cloud Classic; the host of an Azure machine. */
const ipv4s = /^(169\.254\.\d+\.\d+|100\.100\.100\.200|192\.0\.0\.192|168\.63\.129\.16)$/

/** The networks in which AWS, Google Cloud, Oracle Cloud and Scaleway serve metadata. */
const prefixes: ReadonlyArray<readonly [number, number]> = [
  [0xfd00, 0x0ec2],
  [0xfd20, 0x00ce],
  [0xfd00, 0x00c1],
  [0xfd00, 0x0042]
]

type Groups = ReadonlyArray<number>

/** Every IPv4 address that a translator, a tunnel or the kernel may send to for this IPv6 address. */
const embedded = (groups: Groups): ReadonlyArray<string> => {
  const last = dotted(groups, 96)
  // RFC 4291, 2.5.5 (compatible and mapped), RFC 2765 (translated), RFC 6052 (well-known prefix).
  if (startsWith(groups, 0, 0, 0, 0, 0, 0) || startsWith(groups, 0, 0, 0, 0, 0, 0xffff)) return [last]
  if (startsWith(groups, 0, 0, 0, 0, 0xffff, 0) || startsWith(groups, 0x64, 0xff9b, 0, 0, 0, 0)) return [last]
  // RFC 8215 leaves the length of the prefix open; RFC 6052, 2.2 has the places, which skip the bits from 64 to 71.
  if (startsWith(groups, 0x64, 0xff9b, 1))
    return [last, bytes(groups, 6, 7, 9, 10), bytes(groups, 7, 9, 10, 11), bytes(groups, 9, 10, 11, 12)]
  // 6to4 (RFC 3056), Teredo with its server and its inverted client (RFC 4380), ISATAP (RFC 5214).
  if (startsWith(groups, 0x2002)) return [dotted(groups, 16)]
  if (startsWith(groups, 0x2001, 0))
    return [
      dotted(groups, 32),
      dotted(
        groups.map((group) => group ^ 0xffff),
        96
      )
    ]
  return groups[5] === 0x5efe && ((groups[4] ?? 0) & 0xfdff) === 0 ? [last] : []
}

const startsWith = (groups: Groups, ...prefix: Groups): boolean =>
  prefix.every((group, index) => groups[index] === group)

/** 32 bits, beginning at a given bit, as four decimal numbers. */
const dotted = (groups: Groups, bit: number): string => bytes(groups, bit / 8, bit / 8 + 1, bit / 8 + 2, bit / 8 + 3)

const bytes = (groups: Groups, ...places: Groups): string =>
  places
    .map((place) => {
      const group = groups[place >> 1] ?? 0
      return place % 2 === 0 ? group >> 8 : group & 255
    })
    .join(".")

const isIpv4 = (address: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(address)

/** The eight groups of an IPv6 address, with or without brackets and zone. The URL parser turns all spellings into one. */
const parse = (address: string): Groups | undefined => {
  const url = `http://[${address.replace(/^\[|\]$|%.*$/g, "")}]`
  if (!address.includes(":") || !URL.canParse(url)) return undefined
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::")
  const before = numbers(head)
  const after = numbers(tail ?? "")
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}

const numbers = (text: string): Groups => (text === "" ? [] : text.split(":").map((group) => parseInt(group, 16)))
