/// The keys of a context as a trie: where a sequence has begun, what can follow is what stands there.
struct KeyMap: Sendable {
    final class Node: Sendable {
        let command: ConsoleCommand?
        let next: [Key: Node]

        init(command: ConsoleCommand?, next: [Key: Node]) {
            self.command = command
            self.next = next
        }
    }

    enum Answer {
        case command(ConsoleCommand)
        /// The sequence goes on; what can follow.
        case pending(Node)
        case unknown
    }

    let root: Node

    /// - Parameter commands: of two on the same keys the later one has them.
    init(commands: [ConsoleCommand]) {
        var sequences: [([Key], ConsoleCommand)] = []
        for command in commands {
            for keys in command.keys { sequences.append((Key.sequence(keys), command)) }
        }
        root = Self.node(sequences[...])
    }

    private static func node(_ sequences: ArraySlice<([Key], ConsoleCommand)>) -> Node {
        var groups: [Key: [([Key], ConsoleCommand)]] = [:]
        var command: ConsoleCommand?
        for (keys, each) in sequences {
            guard let first = keys.first else {
                command = each
                continue
            }
            groups[first, default: []].append((Array(keys.dropFirst()), each))
        }
        return Node(command: command, next: groups.mapValues { node($0[...]) })
    }

    func answer(_ keys: [Key]) -> Answer {
        var node = root
        for key in keys {
            guard let next = node.next[key] else { return .unknown }
            node = next
        }
        if let command = node.command { return .command(command) }
        return node.next.isEmpty ? .unknown : .pending(node)
    }
}

extension ConsoleCommand.Context {
    /// Dialogs take all keys themselves.
    var isDialog: Bool { self == .run || self == .page }
}
