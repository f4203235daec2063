import ConsoleTUI
import LaunchCore

/// Every style that screens draw: all tabs, cards and prompts at many moments of a launch, wide and narrow.
public enum DrawnStyles {
    public static let all: Set<Style> = {
        var styles: Set<Style> = []
        let moments: [LaunchFixture] = [
            .preparing, .go, .held, .unknown, .pending, .firing, .askedByLi, .rollingBack, .interrupted, .rollbackFailed, .rolledBack,
            .nobodyWatching, .complete, .looking, .empty,
        ]
        for moment in moments {
            for (width, height) in [(60, 16), (80, 24), (200, 60)] {
                for keys in ways {
                    var driver = ConsoleDriver(moment, width: width, height: height, themes: ["dark", "light"])
                    for key in keys.split(separator: " ") {
                        driver.press(String(key))
                        styles.formUnion(driver.grid.cells.map(\.style))
                    }
                }
            }
        }
        return styles
    }()

    /// Keys by name: through the tabs and down their rows, then what opens a card, a prompt or a page.
    private static let ways = [
        "1 ↓ ↓ ↓ ↓ Enter Esc Space x", "2 ↓ ↓ Enter", "3 ↓ Enter", "4 ↓ ↓ a", "5 ↓ / e r r Enter n", "6 ↓ ↓ Enter", "R P A M", "? ↓",
        ": r o l", "d", "h", "A", "n x", "p ↓ ↓", "i", "/ s m o k e Enter", "Tab ↓ Tab ↓ Tab ↓ Tab ↓",
    ]
}
