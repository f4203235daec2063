/// Whether the entries of a list tell somebody to do something.
enum Imperatives {
    /// True when most entries do.
    static func arePlain(_ entries: [String]) -> Bool {
        guard !entries.isEmpty else { return false }
        return entries.count(where: startsWithVerb) * 5 >= entries.count * 3
    }

    /// `Check the logs`, `Testing: Check the logs`, `Logs prüfen`, `ログを確認する`.
    static func startsWithVerb(_ text: String) -> Bool {
        if isOrder(PlanText.withoutSigns(text)) { return true }
        guard let colon = text.firstIndex(of: ":"), text[..<colon].count <= 48 else { return false }
        return isOrder(PlanText.withoutSigns(text[text.index(after: colon)...]))
    }

    /// An order to tell others: the one kind of paragraph that is a step.
    static func isNotice(_ text: String) -> Bool {
        let first = FoldedText.fold(text[...].start(60)).split(separator: 0x20).first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return notices.contains(first) || wideNotices.contains { text.hasPrefix($0) }
    }

    private static let notices: Set<String> = [
        "notify", "announce", "inform", "tell", "alert", "communicate", "email", "ping", "informer", "prevenir", "notifier", "notificar",
        "avisar",
        "informar", "avvisare", "notificare", "informieren", "benachrichtigen",
    ]
    private static let wideNotices = ["通知", "连絡", "連絡"]

    private static func isOrder(_ text: String) -> Bool {
        let folded = FoldedText.fold(Substring(text).start(120))
        guard folded.count > 3 else { return false }
        let words = folded.split(separator: 0x20)
        guard let first = words.first else { return false }
        if verbs.contains(String(decoding: first, as: UTF8.self)) { return true }
        guard let last = words.last else { return false }
        let end = String(decoding: last, as: UTF8.self)
        if germanVerbs.contains(end) { return true }
        guard let sign = text.first, Tokens.isWide(sign) else { return false }
        return wideVerbs.contains { text.hasPrefix($0) } || wideEndings.contains { text.hasSuffix($0) }
    }

    private static let verbs = words(
        """
        accept activate add address adjust aggregate align allow analyze analyse announce apply approve archive assess assign attach audit authorize \
        automate back backup begin benchmark block build bump cache calculate call cancel capture categorize change check choose clean cleanup clear \
        clone close collect combine commit communicate compare compile complete compress conduct configure confirm connect consolidate contact \
        continue convert copy count create cut debug decide declare defer define delete deliver deploy deprecate design detect determine develop \
        disable discuss distribute document double download drain draft drop dump email enable encrypt ensure escalate establish evaluate examine \
        exclude execute expand explain export expose extend extract fill finalize find finish fix flip flush follow force freeze gather generate \
        get give go grant hand handle hold identify implement import improve increase inform initialize initiate inspect install instrument \
        integrate introduce invalidate invite investigate invoke isolate issue keep kick launch leave let limit link list load locate lock log look \
        maintain make manage map mark measure merge migrate minimize mirror modify monitor mount move name navigate note notify obtain offer \
        onboard open optimize order organize package pass pause perform pin ping place plan play point populate post prepare preserve prevent \
        prioritize profile promote propagate protect provide provision publish pull purge push put query queue raise ramp re-run read rebase \
        rebuild recheck recompute reconcile record recover redeploy redirect redo reduce refactor refresh regenerate register release reload \
        remind remove rename render renew repeat replace replicate report request rerun reset resolve restart restore resume retain retest retire \
        retry return reveal revert review revise revoke rewrite roll rotate route run sample save scale scan schedule scrub seed select send \
        separate serve set setup share ship show shut shutdown sign simulate smoke snapshot split stage standardize start stop store stress \
        submit subscribe support suspend swap switch sync tag take tell terminate test throttle toggle trace track train transfer trigger \
        troubleshoot try tune turn unblock undo uninstall unlock unpause unset update upgrade upload use vacuum validate verify version view \
        visit wait walk warm watch wire wrap write zip \
        verifier deployer lancer executer creer ajouter supprimer mettre configurer tester valider notifier prevenir informer envoyer arreter \
        demarrer redemarrer surveiller documenter preparer sauvegarder restaurer activer desactiver ouvrir fermer installer migrer appliquer publier \
        verificar desplegar ejecutar crear agregar anadir eliminar configurar probar validar notificar avisar informar enviar detener iniciar \
        reiniciar monitorear supervisar documentar preparar respaldar restaurar activar desactivar abrir cerrar instalar migrar aplicar publicar \
        comprobar revisar actualizar confirmar implantar executar criar adicionar remover testar parar monitorar fazer conferir atualizar fechar \
        verificare distribuire eseguire creare aggiungere rimuovere configurare provare validare notificare avvisare inviare fermare avviare \
        riavviare monitorare documentare preparare salvare ripristinare attivare disattivare aprire chiudere installare migrare applicare \
        pubblicare controllare aggiornare confermare avviso \
        realizar hacer habilitar deshabilitar effectuer controler communiquer basculer comunicar comunicare realizzare
        """)

    private static let germanVerbs = words(
        """
        prufen uberprufen testen deployen ausrollen starten stoppen anlegen erstellen einrichten konfigurieren installieren aktualisieren sichern \
        wiederherstellen informieren benachrichtigen melden dokumentieren freigeben aktivieren deaktivieren ausfuhren durchfuhren validieren \
        uberwachen beobachten migrieren einspielen bereitstellen vorbereiten abschalten umschalten einschalten hochfahren herunterfahren neustarten \
        offnen schliessen senden verschicken planen bestatigen kontrollieren setzen leeren loschen entfernen hinzufugen anpassen messen abstimmen
        """)

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    private static let wideVerbs = [
        "检查", "部署", "确认", "验证", "执行", "运行", "备份", "通知", "更新", "创建", "配置", "启动", "停止", "重启", "监控", "测试", "发布", "切换", "恢复", "回滚", "关闭", "打开",
        "准备", "完成", "清理", "观察", "记录", "安装", "设置", "迁移", "上线", "联系", "修复", "添加", "删除", "查看",
    ]
    private static let wideEndings = [
        "する", "確認", "実施", "実行", "連絡", "開始", "停止", "適用", "取得", "通知", "更新", "作成", "設定", "検証", "再起動", "リリース", "デプロイ", "テスト", "監視", "切り替え",
        "切替", "こと",
    ]
}
