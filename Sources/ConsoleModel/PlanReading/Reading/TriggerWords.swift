/// What the words of a trigger speak of.
struct TriggerWords: OptionSet, Sendable {
    let rawValue: UInt64

    /// So many times one after the other.
    static let repeated = TriggerWords(rawValue: 1 << 0)
    /// Compared with what was before.
    static let baseline = TriggerWords(rawValue: 1 << 1)
    /// Somebody has to judge.
    static let people = TriggerWords(rawValue: 1 << 2)
    /// Worse, without a number.
    static let vague = TriggerWords(rawValue: 1 << 3)
    /// A state that a check can see.
    static let states = TriggerWords(rawValue: 1 << 4)
    /// A state that no check sees, however it is worded.
    static let grave = TriggerWords(rawValue: 1 << 5)

    static func of(_ text: some StringProtocol) -> TriggerWords { TriggerWords(rawValue: table.tags(in: FoldedText.fold(text))) }

    private static let table = WordTable(groups.map { (tag: $0.0.rawValue, words: $0.1.split(separator: ",").map(String.init)) })

    private static let groups: [(TriggerWords, String)] = [
        (
            .repeated,
            """
             consecutive, in a row, hintereinander, in folge, consecutiv, consecutif, di fila, de suite,连续,連続,次以上
            """
        ),
        (
            .baseline,
            """
             baseline, control group, than before, degradation, regression, vorher, basislinie, reference, linea base, linha de base,\
             slower, longer than usual, of target, degradacion, degradacao, degrado,基线,下降,ベースライン
            """
        ),
        (
            .people,
            """
             user, customer, client , clients , kunde, nutzer, utilisateur, usuario, utent, complaint, team , business, management,\
             stakeholder, feedback, sentiment, social media, decision , consensus, support volume, support load, leadership, judg,\
             beschwerde, reclam, quyet dinh,用户,客户,投诉,ユーザー,チーム,顧客,利用者
            """
        ),
        (
            .vague,
            """
             increase, increased, degrad, unaccept, instab, unstable, higher than, lower than expected, poor , negative, abnormal,\
             significant, excessive, spike, elevated, anomal, below acceptable, augment, aument, verschlechter,増加,増大,异常,大量
            """
        ),
        (
            .states,
            """
             down , unavailab, unreachab, inaccessib, outage, not respond, unresponsive, crash, timeout, timing out, fail, connection,\
             connectivity, health check, health endpoint, oom, restart, refused, won t start, does not start, not start, not reachable,\
             offline, 500 , 5xx, 502, 503, flapping, circuit breaker, nicht erreichbar, ausgefallen, ausfall, absturz, indisponib,\
             hors service, injoignable, inaccessib, echou, panne, caid, no responde, inaccesib, no disponib, fallo, falla, fora do ar,\
             indisponiv, falha, inattiv, non risponde, irraggiungib,不可用,无法访问,宕机,超时,失败,起動しない,応答しない,停止,接続,落ち,失敗,ダウン
            """
        ),
        (
            .grave,
            """
             security, data loss, corrupt, unauthor, breach, leak, sicherheit, datenverlust, perte de donn, perdida de datos,\
             perda de dados, perdita di dati,安全,数据丢失,データ
            """
        ),
    ]
}
