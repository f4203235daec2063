extension ConsoleCommand { static let watching: [ConsoleCommand] = [] }
