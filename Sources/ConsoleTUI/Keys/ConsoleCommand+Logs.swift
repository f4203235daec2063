extension ConsoleCommand { static let logs: [ConsoleCommand] = [] }
