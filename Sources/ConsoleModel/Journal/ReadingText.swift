import LaunchCore

/// A reading as JSON, written by hand: with ten thousand services a second a JSON coder would cost as much as the probes.
struct ReadingText {
    private(set) var bytes: [UInt8] = []

    /// Everything but the curve.
    init(_ reading: ServiceReading) {
        bytes.reserveCapacity(256)
        add("{\"at\":")
        add(reading.at.milliseconds)
        add(",\"state\":\"")
        add(reading.state.rawValue)
        add("\",\"latency\":")
        add(reading.latency)
        add(",\"failuresInRow\":")
        add(Int64(reading.failuresInRow))
        add(",\"staleAfter\":")
        add(reading.staleAfter)
        if let measured = reading.measured {
            add(",\"measured\":")
            add(Int64(measured))
        }
        if let reason = reading.reason {
            add(",\"reason\":")
            add(quoted: reason)
        }
        if let version = reading.version {
            add(",\"version\":")
            add(quoted: version)
        }
        add(",\"recent\":[]}")
    }

    /// Numbers, each with a comma after it; nothing before the comma for a failure.
    init(_ numbers: [Milliseconds?]) {
        bytes.reserveCapacity(numbers.count * 4)
        for number in numbers {
            if let number { add(number) }
            bytes.append(UInt8(ascii: ","))
        }
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func add(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func add(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: add("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
