/// What the demo's checkout answers over HTTP.
enum DemoAnswer {
    static func health(version: String, fails: Bool) -> [UInt8] {
        fails
            ? bytes(
                "503 Service Unavailable", #"{"status": "failing", "version": "\#(version)", "error": "no connection free within 1 s"}"#)
            : bytes("200 OK", #"{"status": "ok", "version": "\#(version)"}"#)
    }

    static let catalog = bytes("200 OK", #"{"status": "ok", "version": "7.0.3"}"#)
    static let notFound = bytes("404 Not Found", #"{"error": "not found"}"#)

    static func statistics(_ fitness: DemoFitness, version: String) -> [UInt8] {
        let pool = #"{"in_use": \#(fitness.connectionsInUse), "size": \#(DemoFitness.connections)}"#
        let orders = Int(240 * (1 - fitness.errorRate))
        return bytes("200 OK", #"{"version": "\#(version)", "orders_per_minute": \#(orders), "pool": \#(pool)}"#)
    }

    private static func bytes(_ status: String, _ body: String) -> [UInt8] {
        let head = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        return Array((head + body).utf8)
    }
}
