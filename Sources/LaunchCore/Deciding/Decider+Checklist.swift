extension Decider {
    func checklist(_ command: LaunchCommand, by actor: Actor, in state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        switch command {
        case .tick(let id, let evidence):
            let item = try self.item(id)
            switch progress(item, state) {
            case .open, .failed: return [.itemTicked(item: id, text: item.text, evidence: evidence)]
            case .running: throw Refusal("its command is running", instead: "wait for it to end")
            case .done: throw Refusal("it is ticked already", instead: "untick it to open it again")
            case .skipped: throw Refusal("it was skipped", instead: "open it again first")
            }
        case .untick(let id, let reason):
            let item = try self.item(id)
            switch progress(item, state) {
            case .open: throw Refusal("it is open", instead: "")
            case .running: throw Refusal("its command is running", instead: "wait for it to end")
            case .done, .skipped, .failed: return [.itemUnticked(item: id, reason: reason)]
            }
        case .skip(let id, let reason):
            let item = try self.item(id)
            try requireReason(reason, "skipping an item")
            guard [.open, .failed].contains(progress(item, state)) else {
                throw Refusal("it is \(progress(item, state).rawValue)", instead: "only an open item can be skipped")
            }
            return [.itemSkipped(item: id, reason: reason)]
        case .decide(let id, let go, let reason):
            guard plan.decisions.contains(where: { $0.id == id }) else {
                throw Refusal("there is no decision \"\(id)\"", instead: "`opsconsole check` lists them")
            }
            if !go { try requireReason(reason ?? "", "a no-go") }
            return [.decisionMade(decision: id, go: go, reason: reason)]
        default: return []
        }
    }

    func run(item id: String, texts: [String], runID: String, in state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        let item = try self.item(id)
        try requireAcceptedPlan(state)
        guard !texts.isEmpty, !item.commands.isEmpty else { throw Refusal("it has no command", instead: "tick it by hand") }
        if let run = state.activeRun { throw busy(run) }
        if let held = state.held {
            throw Refusal("the launch is on hold (\(held.text))", instead: "release it with a reason first")
        }
        if progress(item, state) == .done { throw Refusal("it is ticked already", instead: "untick it to run it again") }
        if let blank = texts.lazy.compactMap(Self.blank).first {
            throw Refusal("\(blank) is not filled in", instead: "fill it on the card before running")
        }
        let steps = zip(texts, item.commands + Array(repeating: item.commands[0], count: max(0, texts.count - item.commands.count)))
            .map { text, command in
                RunStep(
                    kind: .run, text: text, host: command.host, timeout: (command.timeout ?? .seconds(3600)).milliseconds,
                    isInteractive: command.interactive)
            }
        return [.runRequested(run: runID, work: .command(item: id), steps: steps, reason: item.text, evidence: [])]
    }

    private func item(_ id: String) throws(Refusal) -> Item {
        guard let item = plan.item(id) else {
            throw Refusal("there is no item \"\(id)\" in the plan", instead: "`opsconsole check` lists the items")
        }
        return item
    }

    /// The box in the text says what was done before the launch; after that the records speak.
    private func progress(_ item: Item, _ state: LaunchState) -> ItemProgress.State { state.progress(of: item) }

    func requireReason(_ reason: String, _ what: String) throws(Refusal) {
        if reason.isBlank { throw Refusal("\(what) needs a reason", instead: "say why in a few words") }
    }

    /// The first unfilled blank of a command: `{{ version }}`, or `<commit_hash>` that is no redirection.
    public static func blank(in text: String) -> String? {
        if let open = text.firstRange(of: "{{"), let close = text[open.upperBound...].firstRange(of: "}}") {
            return String(text[open.lowerBound..<close.upperBound])
        }
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            let after = rest[rest.index(after: open)...]
            if after.first == "<" {
                // A here-document is no blank.
                rest = after.dropFirst()
                continue
            }
            if let close = after.firstIndex(of: ">") {
                let name = after[..<close]
                if let first = name.first, first.isLetter, name.allSatisfy({ $0.isLetter || $0.isNumber || "_- ".contains($0) }) {
                    return String(rest[open...close])
                }
            }
            rest = after
        }
        return nil
    }
}

extension LaunchState {
    /// Where an item stands: the record's word, or before there is one the box in the text.
    public func progress(of item: Item) -> ItemProgress.State {
        items[item.id]?.state ?? (item.done ? .done : .open)
    }

    /// How many items are open, and how many more are under way or failed. Takes the time of what the record says of items, not of the
    /// plan: consoles ask for it with every picture.
    func unsettled(of plan: Plan) -> (open: Int, unfinished: Int) {
        var open = plan.openItems, unfinished = 0
        for (id, progress) in items {
            guard let isTicked = plan.isTicked(id) else { continue }
            switch progress.state {
            case .open: if isTicked { open += 1 }
            case .done, .skipped: if !isTicked { open -= 1 }
            case .running, .failed:
                if !isTicked { open -= 1 }
                unfinished += 1
            }
        }
        return (open, unfinished)
    }

    /// Whether the items and all below them are done or skipped.
    public func areSettled(_ items: [Item]) -> Bool {
        items.allSatisfy { [.done, .skipped].contains(progress(of: $0)) && areSettled($0.items) }
    }

    /// go, once enough approvers said so; no-go as soon as one did; nil while it waits.
    public func answer(to decision: Decision) -> Bool? {
        let votes = decisions[decision.id] ?? []
        if votes.contains(where: { !$0.go }) { return false }
        return votes.count >= decision.approvers ? true : nil
    }
}
