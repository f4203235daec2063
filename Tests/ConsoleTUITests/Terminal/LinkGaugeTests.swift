import Testing

@testable import ConsoleTUI

@Suite struct LinkGaugeTests {
    /// ^S, a laptop that slept, a terminal multiplexer in copy mode: the link is as it was.
    @Test func aTerminalThatStoodStillForAMinuteDoesNotHoldNewsUp() {
        var gauge = LinkGauge(mayAsk: true)
        let start = Duration.seconds(100)
        _ = gauge.sent(3000, isNews: false, at: start)
        _ = gauge.answered(at: start + .seconds(2))
        _ = gauge.sent(3000, isNews: true, at: start + .seconds(3))
        let later = start + .seconds(60)
        _ = gauge.answered(at: later)
        #expect(gauge.newsDelay(at: later) == .zero)
        _ = gauge.sent(3000, isNews: true, at: later)
        #expect(gauge.newsDelay(at: later + .seconds(6)) == .zero, "whatever it thinks of the link, and with no answer")
        _ = gauge.sent(200, isNews: true, at: later + .seconds(6))
        #expect(gauge.newsDelay(at: later + .seconds(7)) <= .seconds(5))
    }

    /// A link that brings so many bytes a second, with a terminal at its end.
    private struct Link {
        var gauge: LinkGauge
        /// Bytes a second.
        var rate: Double
        var roundTrip: Duration
        var answers = true
        var now = Duration.seconds(100)
        private(set) var sent = 0
        private(set) var newsFrames = 0
        private var free = Duration.zero
        private var due: [Duration] = []
        private(set) var mostUnderWay = 0
        private var deliveries: [(at: Duration, bytes: Int)] = []

        init(rate: Double, roundTrip: Duration, mayAsk: Bool = true) {
            gauge = LinkGauge(mayAsk: mayAsk)
            self.rate = rate
            self.roundTrip = roundTrip
        }

        mutating func send(_ bytes: Int, isNews: Bool) {
            sent += bytes
            if isNews { newsFrames += 1 }
            let asks = gauge.sent(bytes, isNews: isNews, at: now)
            free = max(free, now) + .seconds(Double(bytes) / rate)
            deliveries.append((free + roundTrip / 2, bytes))
            if asks { ask() }
            mostUnderWay = max(mostUnderWay, underWay)
        }

        private mutating func ask() { if answers { due.append(max(free, now) + roundTrip) } }

        /// Bytes that are not on the screen.
        var underWay: Int { deliveries.reduce(0) { $0 + ($1.at > now ? $1.bytes : 0) } }

        mutating func pass(_ time: Duration) {
            now += time
            deliveries.removeAll { $0.at <= now }
            while let first = due.first, first <= now {
                due.removeFirst()
                if gauge.answered(at: first) { ask() }
            }
        }

        /// News without end, drawn as often as it may be, for so long.
        /// - Parameter page: bytes of a picture where there is room for any.
        mutating func flood(for time: Duration, page: Int = 4000) {
            let end = now + time
            while now < end {
                if gauge.newsDelay(at: now) == .zero { send(min(page, gauge.newsRoom ?? page), isNews: true) }
                pass(.milliseconds(17))
            }
        }

        mutating func forgetMost() { mostUnderWay = 0 }
    }

    @Test(
        "In a flood no more than a tenth of a second is under way, and news takes a third of a slow link",
        arguments: [(9600.0, 20), (9600, 300), (2400, 100), (30_000, 100), (960, 5)])
    func aFloodOverASlowLink(rate: Double, roundTrip: Int) {
        var link = Link(rate: rate, roundTrip: .milliseconds(roundTrip))
        link.send(9000, isNews: false)
        link.flood(for: .seconds(30))
        #expect(link.gauge.isSlow)
        let (sent, frames) = (link.sent, link.newsFrames)
        link.forgetMost()
        link.flood(for: .seconds(30))
        #expect(Double(link.mostUnderWay) <= max(160, rate * 0.125))
        #expect(Double(link.sent - sent) / 30 <= rate / 3 * 1.25)
        #expect(link.newsFrames - frames > 30)
    }

    @Test("A quick link holds nothing back", arguments: [(10_000_000.0, 1), (1_000_000, 40), (2_000_000, 300)])
    func aFloodOverAQuickLink(rate: Double, roundTrip: Int) {
        var link = Link(rate: rate, roundTrip: .milliseconds(roundTrip))
        link.send(9000, isNews: false)
        link.flood(for: .seconds(5))
        #expect(!link.gauge.isSlow && link.gauge.newsRoom == nil)
        let frames = link.newsFrames
        link.flood(for: .seconds(5))
        #expect(link.newsFrames - frames > 250)
    }

    @Test func aTerminalThatIsBusyIsNoSlowLink() {
        var gauge = LinkGauge(mayAsk: true)
        for frame in 0..<200 {
            let now = Duration.milliseconds(1000 + frame * 20)
            let asks = gauge.sent(1100, isNews: true, at: now)
            #expect(asks && gauge.newsDelay(at: now + .milliseconds(17)) == .zero)
            _ = gauge.answered(at: now + .milliseconds(frame % 3 == 0 ? 18 : 1))
        }
        #expect(!gauge.isSlow)
    }

    @Test func beforeAnythingIsKnownOnlyAPageMoreThanTheFirstPictureIsUnderWay() {
        var link = Link(rate: 9600, roundTrip: .milliseconds(20))
        link.send(9000, isNews: false)
        link.flood(for: .milliseconds(800))
        #expect(link.sent <= 9000 + 2 * 4000)
    }

    @Test func aTerminalThatNeverAnswersIsAskedTwiceAndThenLeftAlone() {
        var link = Link(rate: 1e9, roundTrip: .zero)
        link.answers = false
        link.flood(for: .seconds(40))
        #expect(link.gauge.isMute && link.gauge.owed == 0)
        let frames = link.newsFrames
        link.flood(for: .seconds(5))
        #expect(link.newsFrames - frames > 290)
    }

    @Test func aTerminalOfAKindThatDoesNotAnswerIsNeverAsked() {
        var gauge = LinkGauge(mayAsk: false)
        for frame in 0..<100 {
            let now = Duration.milliseconds(frame * 17)
            let asks = gauge.sent(4000, isNews: true, at: now)
            #expect(!asks && gauge.newsDelay(at: now) == .zero)
        }
    }

    @Test func littleIsSentWithoutAsking() {
        var gauge = LinkGauge(mayAsk: true)
        for second in 0..<20 {
            let asks = gauge.sent(40, isNews: true, at: .seconds(second))
            #expect(!asks)
        }
    }

    @Test func aLinkThatGetsSlowerIsNoticed() {
        var link = Link(rate: 10_000_000, roundTrip: .milliseconds(20))
        link.flood(for: .seconds(5))
        #expect(!link.gauge.isSlow)
        link.rate = 9600
        link.flood(for: .seconds(20))
        #expect(link.gauge.isSlow)
        link.forgetMost()
        link.flood(for: .seconds(20))
        #expect(link.mostUnderWay <= 1200)
    }

    @Test func aLinkThatGetsQuickerIsNoticed() {
        var link = Link(rate: 9600, roundTrip: .milliseconds(20))
        link.flood(for: .seconds(10))
        #expect(link.gauge.isSlow)
        link.rate = 10_000_000
        link.flood(for: .seconds(20))
        #expect(!link.gauge.isSlow)
    }

    @Test func newsGoesOnWhereALinkThatAnsweredIsSilent() {
        var link = Link(rate: 9600, roundTrip: .milliseconds(20))
        link.flood(for: .seconds(10))
        link.answers = false
        let frames = link.newsFrames
        link.flood(for: .seconds(30))
        #expect((3...30).contains(link.newsFrames - frames))
        link.answers = true
        link.flood(for: .seconds(10))
        link.forgetMost()
        link.flood(for: .seconds(10))
        #expect(link.mostUnderWay <= 1200)
    }

    @Test func aLateFirstAnswerStillTells() {
        var gauge = LinkGauge(mayAsk: true)
        let asks = gauge.sent(12_000, isNews: false, at: .zero)
        #expect(asks)
        _ = gauge.sent(10, isNews: true, at: .seconds(20))
        #expect(gauge.owed == 0)
        _ = gauge.answered(at: .seconds(24))
        #expect(gauge.rate.map { (499...501).contains($0) } == true && gauge.isSlow)
    }

    @Test func whatALineOfThisHostHasNotTakenHoldsNewsBack() {
        let gauge = LinkGauge(mayAsk: false)
        #expect(gauge.newsDelay(at: .zero, waiting: 20_000) > .zero)
        #expect(gauge.newsDelay(at: .zero, waiting: 100) == .zero)
    }
}
