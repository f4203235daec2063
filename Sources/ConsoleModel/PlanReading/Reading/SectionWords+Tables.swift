/// The words themselves: English, German, French, Spanish, Portuguese, Italian, Chinese, Japanese, and the commonest of some others.
/// Written as `FoldedText` folds them.
extension SectionWords {
    static let steering: [(SectionWords, String)] = [
        (
            .rollback,
            """
             rollback, roll back, rolling back, rolled back, backout, back out , fall back , fallback plan, revert procedure, revert plan, revert steps,\
             zurucksetz, zuruckroll, ruckbau, ruckfall, retour arriere, revenir en arriere, reversion, revertir, reverter, reversao,\
             ripristino , ritorno alla versione, wycof, откат,回滚,回退,回復手順,ロールバック,切り戻し,롤백,التراجع,استرجاع
            """
        ),
        (
            .trigger,
            """
             triggers , trigger condition, trigger criteria, trigger threshold, rollback trigger, rollback auslos, ausloser, ausgelost, declencheur,\
             declenche, disparan, disparador, gatillo, gatilho, innesc, scatta, khi nao, триггер,触发,トリガー,트리거,متى
            """
        ),
        (
            .condition,
            """
             trigger, condition, criteri, kriteri, critere, threshold, red flag, decision matrix, when to, when , if , quand , wann , wenn , cuando ,\
             quando , se , si , falls , bedingung, condizion, schwell, seuil, umbral, limite, soglia, decision to, pull the plug, условия,条件,阈值,情况,什么时候,基準,判断,場合
            """
        ),
        (
            .ifNeeded,
            """
             if needed, if necessary, if required, if applicable, when needed, when necessary, as needed, falls notig, falls erforderlich,\
             wenn notig, si necessaire, si besoin, si es necesario, en caso necesario, se necessario, se serve,如有必要,必要な場合,必要に応じ
            """
        ),
        (
            .negation,
            " do not , don t , not roll back, no rollback for, nicht zurucksetz, ne pas , no hacer rollback, nao fazer,不回滚,不要回滚,ロールバックしない"
        ),
        (
            .abort,
            " abort, stop immediately, stop criteria, stop condition, kill switch criteria, kill criteria, abbruch, arret immediat, abortar, abbandon,中止,停止条件"
        ),
        (
            .decision,
            """
             go no go, go or no go, go nogo, sign off, signoff, approval, approve, decision point, final decision, launch decision, release decision, gate ,\
             freigabe, abnahmeentscheid, entscheidungspunkt, decision go, point de decision, approbation, validation finale, aprobacion, punto de decision,\
             aprovacao, ponto de decisao, approvazione, punto di decisione, decisione go,审批,批准,决策点,评审结论,承認,判定会議,判断ポイント,Go判定, утвержден
            """
        ),
        (
            .alternative,
            " option , option a, scenario, method , level , procedure , type , quick rollback, full rollback, partial rollback, variante, niveau, nivel, livello, 方案,方法,レベル"
        ),
        (.automatic, " automatic, automated, auto rollback, automatisch, automatique, automatico, automatic,自动,自動"),
    ]

    static let judging: [(SectionWords, String)] = [
        (.success, " success, erfolgskriteri, successful, erfolg, reussite, succes , exito, sucesso, successo, riuscit,成功,успех"),
        (.criteria, " criteri, erfolgskriteri, kriteri, critere, must pass, should pass, pass if, 标准,基準,条件,критери, tieu chi"),
        (
            .acceptance,
            """
             acceptance, definition of done, exit criteria, entry criteria, considered successful, pass criteria, abnahme, akzeptanz, recette ,\
             aceptacion, aceitacao, accettazione,验收,受け入れ, what good looks like, promotion gate
            """
        ),
        (
            .metrics,
            """
             metric, kpi, targets , kennzahl, messgross, indicateur, indicador, metrica, indicator, okr, success measure, target value, zielwert, objetivos medibles,\
            指标,指標,メトリクス,目标值
            """
        ),
        (
            .monitoring,
            """
             monitor, hypercare, soak, stabilization check, stabilization period, stabilization window, on watch, critical watch, who watches, watch period, watch window,\
             observation period, beobacht, uberwach, surveill, suivi post, vigilancia, supervis, monitoreo, seguimiento, monitoramento, acompanhamento,\
             monitoraggio, sorvegli, наблюд, theo doi,监控,观察期,監視,モニタリング,見守り,모니터링
            """
        ),
        (
            .watch,
            " watch , watch for, track , validate , observe, look for, metrics to, what to monitor, key metrics, beobachte, surveiller, vigilar, observar, osservare,关注,观察,監視項目,確認項目"
        ),
        (
            .setup,
            " setup, set up, configure, configuration, enable, dashboards ready, einrichten, einrichtung, mise en place, configurar, configuracion, configurare,配置,設定,セットアップ"
        ),
        (
            .timeline,
            """
             timeline, schedule, zeitplan, ablaufplan, calendrier, planning , chronologie, cronograma, calendario, agenda , tempistica, zeitlich,\
            时间表,时间线,日程,スケジュール,タイムライン
            """
        ),
        (.total, " total, summe, gesamt, somme, suma , totale,合计,总计,合計"),
        (
            .owner,
            " owner, responsible, assignee, assigned to, lead , driver, verantwortlich, zustandig, responsable, responsavel, responsabile, dri ,负责人,担当"
        ),
        (
            .estimate,
            " estimate, estimated, duration, time needed, dauer, aufwand, duree, duracion, duracao, durata, timeline, time , zeit ,时长,耗时,预计,所要時間,予定時間"
        ),
        (.status, " status, progress , estado , etat , stato , fortschritt, current ,状态,状況,進捗"),
    ]

    static let working: [(SectionWords, String)] = [
        (
            .history,
            """
             completed , complete this, what was done, what we did, done this, already done, accomplish, history, changelog, change log, revision,\
             erledigt, abgeschlossen, termine , historique, completado, historial, concluido, historico, completato, storico,已完成,历史,変更履歴,完了済
            """
        ),
        (
            .background,
            """
             background, overview, summary, context, purpose, goal , objective, scope, current, status, solution , problem , benefit, why , outcome,\
             deliverable, impact, introduction, about , appendix, reference, resource, link, glossary, faq, contact, team , stakeholder, risk, assumption,\
             dependenc, requirement, prerequisite, communication, question, note , notes , lessons, recommendations , matrix, analysis , example, template,\
             architecture, comparison, known issue, troubleshoot, escalation, document history, support , hintergrund, uberblick, ubersicht, zusammenfassung,\
             ziel , risiken, kontakt, anhang, kommunikation, contexte, objectif, resume , risques, annexe, contacts, apercu, contexto, resumen, objetivo, riesgos,\
             anexo, contactos, visao geral, resumo, riscos, contatos, contesto, obiettivo, riepilogo, rischi, allegat, contatti, panoramica,\
            背景,概述,目标,目的,风险,联系,附录,摘要,概要,リスク,連絡先,付録,参考
            """
        ),
        (.restated, " quick reference, cheat sheet, at a glance, summary checklist, kurzubersicht, aide memoire, referencia rapida,速查,早見表"),
        (
            .future,
            " nice to have, future, optional, backlog, out of scope, later , ideas , wish, stretch, spater, a l avenir, futuro, futuri, 未来,将来,今後の"
        ),
        (
            .tasks,
            """
             task, step, checklist, check list, process , procedure, action, to do, todo, next step, to address, priorities, quick win, execution order,\
             implementation, action plan, execution plan, migration plan, deployment plan, release plan, rollout plan, launch plan, cutover, runbook,\
             consolidation plan, work plan, upgrade plan, deploy, release , go live, launch day, rollout, pre launch, prelaunch, preflight, pre flight,\
             preparation, prepare, immediate improvement, aufgabe, schritt, checkliste, vorgehen, ablauf , massnahme, vorbereitung, bereitstellung, ausrollen,\
             inbetriebnahme, tache, etape, liste de controle, procedure, deploiement, mise en production, preparation, bascule, tarea, paso, lista de verificacion,\
             procedimiento, despliegue, preparacion, puesta en produccion, tarefa, passo, procedimento, implantacao, implementacao, preparacao, publicacao,\
             attivita, passagg, passi , procedura, distribuzione, rilascio, preparazione, messa in produzione, zadan, krok, задач, шаг, развертыван, cac buoc,\
            步骤,任务,清单,流程,部署,发布,上线,检查项,准备,手順,タスク,チェックリスト,作業,リリース,デプロイ,準備,단계,체크리스트,배포,خطوات
            """
        ),
        (
            .verification,
            """
             smoke, verif, validat, sanity, health check, post deploy check, test , tests , testing , acceptance test, prufung, uberprufung, prufen,\
             comprobacion, controlli,验证,检查,冒烟,動作確認,検証,確認
            """
        ),
        (
            .phase,
            """
             phase , stage , sprint , wave , milestone , day , week , step , priority , part , etappe , abschnitt , schritt , tag , woche , etape ,\
             jour , semaine , fase , etapa , paso , dia , semana , passo , onda , tappa , giorno , settimana , t minus, t plus, этап, giai doan, buoc ,\
            阶段,步骤,フェーズ,ステップ,段階,단계,المرحلة
            """
        ),
    ]
}
