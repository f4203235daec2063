import LaunchCore

/// What the screen asks of the program around it. The screen itself performs none of it.
public enum ConsoleAction: Hashable, Sendable {
    /// Goes to the launch: it becomes a record or a refusal.
    case launch(LaunchCommand)
    /// Begin a new launch from the file of the finished one, and go on with that.
    case beginAnew
    case quit
    case suspend
    /// Draw everything anew, whatever the terminal is thought to show.
    case redraw
    case bell
    /// Write the screen as text to a file.
    case saveScreen(String)
    /// Change the theme to the one with this name.
    case theme(String)
    /// Show this one until another is chosen; nil shows the one in force again.
    case tryTheme(String?)
    case copy(String)
    /// Connect the operator's terminal with that of a command at work.
    case attach(run: String, step: Int, attempt: Int)
    /// Changes what is shown of the logs.
    case log(LogViewCommand)
    /// Changes what is shown of the record.
    case record(RecordViewCommand)
    /// Moves a replay.
    case replay(ReplayMove)
    /// Copies the lines selected in the logs, or shown where none are.
    case copyLines
    /// Writes them to a new file.
    case saveLines(String)
    /// Write into the launch file what the section with this heading is.
    case assignRole(section: String, role: SectionRole)

    /// Whether it changes the launch or its files.
    var changesLaunch: Bool {
        switch self {
        case .launch, .beginAnew, .assignRole: true
        default: false
        }
    }
}

/// What can be done with the time of a replay.
public enum ReplayMove: Hashable, Sendable {
    /// Stops it, or lets it go on.
    case pause
    /// Records forward; negative is back.
    case step(Int)
}
