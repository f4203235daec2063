import LaunchCore

/// What the screen asks of the program around it. The screen itself performs none of it.
public enum ConsoleAction: Hashable, Sendable {
    /// Goes to the launch: it becomes a record or a refusal.
    case launch(LaunchCommand)
    case quit
    case suspend
    /// Draw everything anew, whatever the terminal is thought to show.
    case redraw
    case bell
    /// Write the screen as text to a file.
    case saveScreen(String)
    /// Change the theme to the one with this name.
    case theme(String)
    case copy(String)
    /// Changes what is shown of the logs.
    case log(LogViewCommand)
    /// Copies the lines selected in the logs, or shown where none are.
    case copyLines
    /// Writes them to a new file.
    case saveLines(String)
    /// Write into the launch file what the section with this heading is.
    case assignRole(section: String, role: SectionRole)
}
