import LaunchCore

/// The face of the console: what a snapshot and the screen's own state look like. Nothing else goes in, and cells come out.
public enum Screen {
    public static func draw(_ snapshot: Snapshot, _ state: ScreenState) -> Grid {
        var last = LastPicture()
        var snapshot = snapshot
        snapshot.keys = state.table.changedKeys
        return draw(snapshot, state, after: &last)
    }

    /// Draws what changed since the last picture.
    ///
    /// - Parameter snapshot: has the keys of the state's table.
    public static func draw(_ snapshot: Snapshot, _ state: ScreenState, after last: inout LastPicture) -> Grid {
        let layout = state.layout(snapshot)
        last.begin(snapshot, state, in: layout)
        drawParts(snapshot, state, layout, on: &last)
        var grid = last.grid
        for dialog in state.dialogs { draw(dialog, layout, snapshot, state, on: &grid) }
        if let tour = state.tour { TourCard(tour: tour, table: state.table, state: snapshot.state).draw(in: layout.card, on: &grid) }
        ToastStack(toasts: state.toasts).draw(above: layout.card.isEmpty ? layout.hint : layout.card, on: &grid)
        if !state.pending.isEmpty { SequenceBox(snapshot: snapshot, state: state).draw(above: layout.hint, on: &grid) }
        if let cursor = grid.cursor, !grid.bounds.contains(cursor) { grid.cursor = nil }
        return grid
    }

    private static func drawParts(_ snapshot: Snapshot, _ state: ScreenState, _ layout: Layout, on picture: inout LastPicture) {
        let focus = state.focusedPane(layout)
        var checklist = state.checklist
        checklist.refresh(snapshot.plan, snapshot.state)
        picture.draw(.header, in: layout.header) {
            Head(snapshot: snapshot, checklist: checklist, form: layout.head).draw(in: layout.header, on: &$0)
        }
        picture.draw(.banner, in: layout.banner) {
            Banner(snapshot, room: state.bannerRoom).draw(in: layout.banner, on: &$0)
        }
        picture.draw(.other, in: layout.tabs) {
            TabBar(snapshot: snapshot, tally: checklist.tally, focus: focus).draw(in: layout.tabs, on: &$0)
        }
        for place in layout.panes {
            let isFocused = place.pane == focus
            picture.draw(part(place.pane, state, isFocused: isFocused), in: place.rect) { grid in
                switch place.pane {
                case .overview:
                    OverviewPane(snapshot: snapshot, checklist: checklist)
                        .draw(in: place.rect, top: state.overviewTop, isFocused: isFocused, on: &grid)
                case .checklist: ChecklistPane(snapshot: snapshot, state: checklist).draw(in: place.rect, isFocused: isFocused, on: &grid)
                case .status: StatusPane(snapshot: snapshot, state: state.status).draw(in: place.rect, isFocused: isFocused, on: &grid)
                case .triggers where layout.form == .tiny:
                    TriggersPane(snapshot: snapshot, state: state.triggers).drawBare(in: place.rect, on: &grid)
                case .triggers:
                    TriggersPane(snapshot: snapshot, state: state.triggers).draw(in: place.rect, isFocused: isFocused, on: &grid)
                case .logs: LogsPane(snapshot: snapshot, state: state.logs).draw(in: place.rect, isFocused: isFocused, on: &grid)
                case .record: RecordPane(snapshot: snapshot).draw(in: place.rect, isFocused: isFocused, on: &grid)
                }
            }
        }
        picture.draw(.other, in: layout.hint) {
            HintLine(snapshot: snapshot, state: state, context: state.context(snapshot)).draw(in: layout.hint, on: &$0)
        }
    }

    private static func part(_ pane: Pane, _ state: ScreenState, isFocused: Bool) -> LastPicture.Part {
        switch pane {
        case .status: .status(state.status, isFocused: isFocused)
        case .triggers: .triggers(state.triggers, isFocused: isFocused)
        case .overview, .checklist, .logs, .record: .other
        }
    }

    private static func draw(_ dialog: Dialog, _ layout: Layout, _ snapshot: Snapshot, _ state: ScreenState, on grid: inout Grid) {
        switch dialog {
        case .form(let form): FormView(form: form, snapshot: snapshot).draw(in: layout.body, on: &grid)
        case .page(let page): page.draw(in: layout.body, snapshot, on: &grid)
        case .run(let view): view.draw(in: layout.body, snapshot, on: &grid)
        case .palette(let palette): palette.draw(in: layout.body, snapshot, state, on: &grid)
        case .prompt(let prompt):
            let row = layout.hint.isEmpty ? layout.body.row(layout.body.height - 1) : layout.hint
            prompt.draw(in: row, on: &grid)
        }
    }
}
