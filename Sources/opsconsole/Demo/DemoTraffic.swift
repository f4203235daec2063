import LaunchCore

/// What the demo's customers do, as lines for its two logs.
struct DemoTraffic: Sendable {
    private var chance = DemoChance(seed: 20_261_121)
    private var order = 81_700
    private var turn = 0

    struct Lines: Sendable {
        var access: [String] = []
        var checkout: [String] = []
    }

    /// The lines of one customer. `time` is what the lines begin with.
    mutating func next(_ fitness: DemoFitness, version: String, time: String) -> Lines {
        turn += 1
        order += Int.random(in: 1...3, using: &chance)
        let fails = Double.random(in: 0..<1, using: &chance) < fitness.errorRate
        let took = Int(Double(fitness.latency.milliseconds) * Double.random(in: 0.7...1.3, using: &chance))
        let instance = Int.random(in: 1...4, using: &chance)
        var lines = Lines()
        lines.access.append("\(time) POST /checkout/orders \(fails ? 503 : 201) \(took)ms instance-\(instance)")
        lines.checkout.append(fails ? refused(time, fitness) : confirmed(time, took))
        if fails, turn % 3 == 0 { lines.checkout.append("    at PaymentClient.acquire(PaymentClient.swift:118)") }
        if turn % 2 == 0 { lines.access.append("\(time) GET /catalog/items/\(order % 977) 200 \(4 + took % 11)ms instance-\(instance)") }
        if turn % 9 == 0 { lines.checkout.append(pool(time, fitness, version)) }
        return lines
    }

    private mutating func confirmed(_ time: String, _ took: Int) -> String {
        let items = Int.random(in: 1...6, using: &chance)
        let cents = Int.random(in: 900...9900, using: &chance)
        let price = "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
        return "\(time) INFO  checkout  order \(order) confirmed in \(took) ms, \(items == 1 ? "1 item" : "\(items) items"), \(price) EUR"
    }

    private func refused(_ time: String, _ fitness: DemoFitness) -> String {
        let pool = "\(fitness.connectionsInUse) of \(DemoFitness.connections) in use"
        return "\(time) ERROR payment   order \(order) refused: no connection free within 1 s (\(pool))"
    }

    private func pool(_ time: String, _ fitness: DemoFitness, _ version: String) -> String {
        let busy = fitness.connectionsInUse * 10 >= DemoFitness.connections * 7
        let level = busy ? "WARN " : "INFO "
        return "\(time) \(level) pool      \(version): \(fitness.connectionsInUse) of \(DemoFitness.connections) connections in use"
    }
}
