/// How much has been sent that the terminal has not shown yet, and how fast it goes there. No system call tells: between this process
/// and a terminal behind ssh there is room for many pictures, and whatever a key changes would wait behind them. So the terminal is
/// asked for a sign of life behind a picture (`ESC[5n`); when the answer comes, everything before it has arrived. From that follow
/// the rate and the round trip, and what news may take of the link: what a key changed goes first and finds it nearly empty.
///
/// A value: what happened goes in, whether to ask comes out. Time is uptime.
struct LinkGauge: Sendable {
    /// News under way takes so long at most to arrive.
    static let ahead = Duration.milliseconds(100)
    /// On a slow link news takes one part in so many of the time.
    static let share = 3
    /// Bytes a second below which a link is slow: a page of lines takes longer than a tenth of a second.
    static let slow = 50_000.0
    /// Bytes that may be under way before anything is known; the first picture and a page of lines.
    static let unknownRoom = 12_288
    /// Nobody asks for less than this, unless the link is slow.
    static let worthAsking = 1024
    /// How long a terminal that has never answered may take, over a link that brings so many bytes a second at least.
    static let firstPatience = Duration.seconds(3)
    static let slowest = 900.0
    /// News never waits longer for its share of the link: a terminal that stood still for a minute is no link of some bytes a second.
    static let longestPause = Duration.seconds(1)
    /// Nor longer than this beyond the patience for the answer of a terminal that has answered before, whatever was sent.
    static let longestWay = Duration.seconds(3)
    /// How long an answer may take beyond what the link is known to need; so long, too, nothing is asked after one was missed.
    static let patience = Duration.seconds(2)
    /// A terminal that has missed so many answers, and given none, is not asked again.
    static let misses = 2
    private static let roundTripAge = Duration.seconds(10)
    /// A link whose answers come sooner needs no knowing of the round trip.
    private static let prompt = Duration.milliseconds(20)
    /// A terminal that is busy answers so much later; that is no slowness of the link.
    private static let slack = Duration.milliseconds(15)
    private static let mostQuestions = 8

    private struct Question {
        let at: Duration
        /// Everything sent before it.
        let mark: Int
        /// Of that, what was not known to have arrived.
        let ahead: Int
        /// Whether all of that was sent just now.
        let isClean: Bool
    }

    /// Whether the terminal may be asked at all.
    private let mayAsk: Bool
    private var questions: [Question] = []
    /// The last that was given up.
    private var lost: Question?
    private var sent = 0
    private var arrived = 0
    private var missed = 0
    private var hasAnswered = false
    private var quietUntil = Duration.zero
    private var roundTrip: Duration?
    private var roundTripAt = Duration.zero
    /// What the last answer tells as soon as the round trip is known.
    private var sample: (bytes: Int, took: Duration)?
    /// Since when, and from which byte on, what arrives is counted.
    private var counting: (since: Duration, mark: Int)?
    /// When the next news may be sent.
    private var newsAt = Duration.zero
    /// Bytes a second; nil until it is known.
    private(set) var rate: Double?

    /// - Parameter mayAsk: whether the terminal is of a kind that answers.
    init(mayAsk: Bool) { self.mayAsk = mayAsk }

    var isMute: Bool { !mayAsk || (!hasAnswered && missed >= Self.misses) }
    var isSlow: Bool { rate.map { $0 < Self.slow } ?? false }
    /// Whether the terminal is known to answer.
    var isKnown: Bool { hasAnswered }
    /// Answers that are still to come.
    var owed: Int { questions.count }
    /// Bytes that have not been seen to arrive.
    var underWay: Int { sent - arrived }

    /// Bytes that a picture of news may have; nil where the link takes any.
    var newsRoom: Int? {
        guard let rate, isSlow else { return nil }
        return max(128, Int(rate * Self.seconds(Self.ahead - Self.slack)))
    }

    // MARK: What happens

    /// Notes that so many bytes were handed over.
    /// - Parameter isNews: whether they are of a picture that no key asked for.
    /// - Returns: whether to ask now, behind them.
    mutating func sent(_ bytes: Int, isNews: Bool, at now: Duration) -> Bool {
        giveUp(at: now)
        let wasEmpty = underWay == 0
        sent += bytes
        if isNews, let rate, isSlow { newsAt = now + min(Self.longestPause, (.seconds(Double(bytes) / rate) + Self.slack) * Self.share) }
        if isNews, now < quietUntil { newsAt = now + .seconds(1) }
        guard !isMute, now >= quietUntil, bytes > 0 else { return false }
        guard isSlow ? questions.count < Self.mostQuestions : questions.isEmpty && underWay >= Self.worthAsking else { return false }
        ask(isClean: wasEmpty, at: now)
        return true
    }

    /// Notes that an answer came.
    /// - Returns: whether to ask again at once.
    mutating func answered(at now: Duration) -> Bool {
        hasAnswered = true
        missed = 0
        guard let question = questions.isEmpty ? lost : questions.removeFirst() else { return false }
        lost = nil
        arrived = max(arrived, question.mark)
        let took = max(.zero, now - question.at)
        learn(question, took, at: now)
        count(at: now)
        guard questions.isEmpty else { return false }
        let wantsRoundTrip = took >= Self.prompt && (roundTrip == nil || now - roundTripAt > Self.roundTripAge)
        guard underWay > 0 ? isSlow || underWay >= Self.worthAsking : wantsRoundTrip else { return false }
        ask(isClean: underWay == 0, at: now)
        return true
    }

    /// The terminal was somebody else's meanwhile: nothing of ours is under way.
    mutating func forget() {
        questions = []
        lost = nil
        arrived = sent
    }

    private mutating func ask(isClean: Bool, at now: Duration) {
        questions.append(Question(at: now, mark: sent, ahead: underWay, isClean: isClean))
    }

    /// Waits no longer for what has not come in time.
    private mutating func giveUp(at now: Duration) {
        guard let first = questions.first, now >= deadline(of: first) else { return }
        missed += 1
        forget()
        lost = first
        // An answer that is late is not to be taken for that of a later question.
        if hasAnswered { quietUntil = now + Self.patience }
    }

    private func deadline(of question: Question) -> Duration {
        guard hasAnswered else {
            return question.at + Self.firstPatience + .seconds(Double(question.ahead) / Self.slowest)
        }
        let needed = rate.map { Duration.seconds(Double(question.ahead) / $0) } ?? .zero
        return question.at + Self.patience + min(Self.longestWay, (roundTrip ?? .zero) * 2 + needed)
    }

    // MARK: What is known

    private mutating func learn(_ question: Question, _ took: Duration, at now: Duration) {
        let bytes = question.ahead
        if roundTrip.map({ took < $0 }) ?? false { roundTrip = took }
        if bytes <= 64 {
            let isFirst = roundTrip == nil
            if isFirst || now - roundTripAt > Self.roundTripAge { roundTrip = took }
            roundTripAt = now
            // What was known so far was how slow the link is at worst.
            if isFirst, let sample { rate = Self.rate(sample.bytes, sample.took - took - Self.slack) }
        } else if bytes >= 128 {
            if question.isClean { sample = (bytes, took) }
            let new = Self.rate(bytes, took - (roundTrip ?? .zero) - Self.slack)
            guard let rate else { return self.rate = new }
            // Slower is believed sooner than faster; what was partly there when the question was asked proves no speed.
            if new < rate { self.rate = (rate + new) / 2 } else if question.isClean { self.rate = min(rate + (new - rate) / 4, rate * 1.5) }
        }
    }

    /// What arrived over a while proves at least that speed.
    private mutating func count(at now: Duration) {
        guard let start = counting, now - start.since < .seconds(1) else { return counting = (now, arrived) }
        guard now - start.since >= .milliseconds(250) else { return }
        let least = Self.rate(arrived - start.mark, now - start.since)
        rate = max(rate ?? least, least)
        counting = (now, arrived)
    }

    private static func rate(_ bytes: Int, _ time: Duration) -> Double { Double(bytes) / max(0.001, seconds(time)) }

    private static func seconds(_ time: Duration) -> Double { time / .seconds(1) }

    // MARK: What news has to wait for

    /// How long news has to wait, an answer sooner apart.
    /// - Parameter waiting: bytes that the terminal's own line still has to take, as far as the system tells.
    func newsDelay(at now: Duration, waiting: Int = 0) -> Duration {
        if waiting > newsRoom ?? Self.unknownRoom { return .milliseconds(10) }
        return max(.zero, max(newsAt, answerDeadline(at: now) ?? .zero) - now)
    }

    /// Until when an answer is waited for; nil where there is room for more without.
    private func answerDeadline(at now: Duration) -> Duration? {
        guard let first = questions.first, !isMute else { return nil }
        let isFull: Bool
        if isSlow {
            isFull = underWay > 0
        } else if let rate {
            isFull =
                underWay > max(Self.unknownRoom / 2, Int(rate * Self.seconds(Self.ahead)))
                || now - first.at > Self.ahead + (roundTrip ?? Self.ahead)
        } else {
            isFull = underWay > Self.unknownRoom
        }
        return isFull ? deadline(of: first) : nil
    }
}
