//! Every message survives its way as bytes.

use super::*;
use domain::{
    Act, Currency, Date, Edit, FieldType, Id, Instant, Key, Kind, Label, Transaction, Value,
    backup::{About, BackupError, KindDifference, Names},
    collect::{Code, Collected, Wanted},
    erase::Erasure,
    import::{
        Column, DateOrder, ImportError, Plan, Preview, PreviewOptions, Reason, Rejected, Report, Target, Warning,
    },
    insight::{Aspect, Duplicate, Evidence, LabRefusal, Likeness, Period, Regression, SeriesWish, TrainSpec, Values},
    keys,
};

fn preview() -> Preview {
    let column = |suggestion| Column {
        header: "邮箱".to_owned(),
        type_: FieldType::Choice(vec!["a".to_owned()]),
        date_order: Some(DateOrder::Ambiguous),
        decimal_comma: true,
        filled: 3,
        suggestion,
    };
    let targets = [
        Target::Skip,
        Target::Field(keys::EMAILS),
        Target::Customer(keys::NAME),
        Target::NewField("x".to_owned(), FieldType::YesNo),
        Target::SourceId,
        Target::Related(Some(Kind::Company)),
        Target::Related(None),
    ];
    Preview {
        encoding: "gb18030".to_owned(),
        delimiter: '\t',
        header_row: 2,
        columns: targets.into_iter().map(column).collect(),
        sample: vec![vec!["a".to_owned()]],
        rows: 9,
        kind: Kind::Order,
        source: "taobao.orders".to_owned(),
        parts: vec!["a.csv".to_owned()],
        part: "a.csv".to_owned(),
        refused: vec![("b.png".to_owned(), domain::import::ImportError::NotText)],
    }
}

#[test]
fn jobs_survive_the_way() {
    let (today, at) = (Date(20_000), Instant(5));
    let plan = Plan::suggested(&preview(), "f.csv", Currency::USD, at, today, u64::MAX);
    let rejected =
        Rejected { row: 3, column: None, reason: Reason::RepeatedInFile { row: 1 }, cells: vec!["x".to_owned()] };
    let spec = TrainSpec::new(Kind::Contact, Key::custom(Id(1)), Vec::new());
    let train = |rows| TrainJob { spec: spec.clone(), rows, today, at };
    let jobs = [
        Job::Preview(PreviewOptions::default()),
        Job::ReadLeads("张三".to_owned()),
        Job::Collect(Wanted::Form(Box::default())),
        Job::Collect(Wanted::Card(vec![(keys::NAME, Value::text("店"))])),
        Job::Import(plan.clone()),
        Job::Rehearse(plan),
        Job::Sample(SampleJob { lang: SampleLang::Chinese, seed: 1, today, at, currency: Currency::CNY }),
        Job::Export(ExportJob {
            kind: Kind::Contact,
            ids: vec![Id(7)],
            columns: vec![(keys::NAME, "名".to_owned())],
            words: ExportWords::default(),
            today,
            format: ExportFormat::Xlsx("客户".to_owned()),
        }),
        Job::Archive(ArchiveJob {
            contact: Some(Id(7)),
            tables: vec![(Kind::Contact, vec![(keys::NAME, "名".to_owned())])],
            words: ExportWords::default(),
        }),
        Job::Backup(Some(Passphrase("电池".to_owned()))),
        Job::ReadBackup(None),
        Job::Erase(Erasure::new([(Kind::Contact, Id(7))])),
        Job::Restore(RestoreJob { passphrase: None, generation: 3, at }),
        Job::MergeBackup(MergeBackupJob { passphrase: None, into_nothing: true, name: String::new(), at }),
        Job::Rejects(RejectsJob {
            headers: Vec::new(),
            row_header: String::new(),
            reason_header: String::new(),
            rows: vec![(rejected, "why".to_owned())],
        }),
        Job::Dump,
        Job::Challenge(train(None)),
        Job::Number(train(Some(Bytes(vec![7])))),
        Job::Cluster(train(None), Some(3)),
        Job::Series(train(None), SeriesWish { horizon: Some(6), season: None, period: Some(Period::Month) }),
        Job::OrderLog(train(None)),
        Job::Counts(train(None)),
        Job::Look("Sheet 1".to_owned()),
        Job::Rows(RowsJob {
            part: String::new(),
            features: vec!["Age".to_owned()],
            target: Some("城市".to_owned()),
            answer: Some("1".to_owned()),
        }),
        Job::AddColumns(ColumnsJob {
            part: String::new(),
            headers: vec!["Chance".to_owned()],
            columns: vec![Values::Levels { codes: vec![0], levels: vec!["a".to_owned()] }],
        }),
        Job::Duplicates(DuplicatesJob {
            kind: Kind::Contact,
            seed: 7,
            of: Some(Entered { id: Id(9), values: vec![(keys::FIRST_NAME, Value::text("安"))] }),
        }),
        Job::Train(train(None)),
    ];
    for job in jobs {
        let request = Request::start(4, job);
        assert_eq!(decode::<Request>(&encode(&request)), Ok(request));
    }
    let cancel = Request::cancel(4);
    assert_eq!(decode::<Request>(&encode(&cancel)), Ok(cancel));
}

#[test]
fn events_survive_the_way() {
    let mut transaction = Transaction::new(Label::new(Act::Imported, Kind::Contact, 1, "f.csv"), Instant(5));
    transaction.edits.push(Edit::new(Kind::Contact, Id(1)).with(keys::FIRST_NAME, Some(Value::text("安"))));
    let about = About {
        created_at: Instant(5),
        schema: 1,
        encrypted: true,
        counts: vec![(Kind::Contact, 3)],
        bytes: 9,
        partial: false,
    };
    let warning = Warning { row: 1, column: "c".to_owned(), cell: "x".to_owned(), reason: Reason::NotADate };
    let report = Report { created: 3, warnings: vec![warning], ..Report::default() };
    let why = Evidence { aspect: Aspect::Email, likeness: Likeness::Same, weight: 19.5 };
    let duplicate = Duplicate { a: Id(1), b: Id(2), probability: 0.97, reasons: vec![why] };
    let refused: Result<Regression, LabRefusal> = Err(LabRefusal::TooFewRows { have: 3, need: 10 });
    assert_eq!(decode(&encode(&refused)), Ok(refused.clone()));
    let events = [
        Event::Ready { version: VERSION },
        Event::Progress { id: 1, done: 2, total: 0, stage: Stage::Loading },
        Event::Batch { id: 1, transaction: transaction.clone() },
        Event::Done { id: 1, outcome: Outcome::Preview(preview()) },
        Event::Done {
            id: 1,
            outcome: Outcome::Rehearsed(Box::new(Rehearsal {
                report: report.clone(),
                alike: Some(2),
                changed: transaction.clone(),
            })),
        },
        Event::Done { id: 1, outcome: Outcome::Imported(report) },
        Event::Done { id: 1, outcome: Outcome::ErasedSnapshots { removed: 1 } },
        Event::Done { id: 1, outcome: Outcome::ErasedBackup(Some(Bytes(vec![1]))) },
        Event::Done { id: 1, outcome: Outcome::File(Bytes(vec![0, 255])) },
        Event::Done { id: 1, outcome: Outcome::Collected(Box::new(Collected::Code(Code::default()))) },
        Event::Done { id: 1, outcome: Outcome::Sheet { file: Bytes(vec![1]), cut: 2 } },
        Event::Done { id: 1, outcome: Outcome::Backup { file: Bytes(vec![1]), about: about.clone() } },
        Event::Done {
            id: 1,
            outcome: Outcome::BackupRead(Box::new(BackupRead {
                about: about.clone(),
                kinds: vec![KindDifference {
                    kind: Kind::Contact,
                    added: Names::default(),
                    changed: Names { count: 1, names: vec!["安".to_owned()] },
                    removed: Names::default(),
                }],
                changes: transaction,
            })),
        },
        Event::Done { id: 1, outcome: Outcome::Merged(Box::new(Merged { about, added: 1, changed: 2, removed: 3 })) },
        Event::Failed { id: 1, failure: Failure::Backup(BackupError::Newer { format: 2, schema: 1 }) },
        Event::Done { id: 1, outcome: Outcome::Duplicates(vec![duplicate]) },
        Event::Done { id: 1, outcome: Outcome::Lab(Bytes(encode(&refused))) },
        Event::Failed { id: 1, failure: Failure::Import(ImportError::TooLarge { bytes: 5, limit: 4 }) },
    ];
    for event in events {
        assert_eq!(decode::<Event>(&encode(&event)), Ok(event));
    }
}

#[test]
fn a_file_travels_as_bytes_and_rubbish_is_told() {
    let message = encode(&Outcome::File(Bytes(vec![200; 1000])));
    assert!(message.len() < 1_020, "{}", message.len());
    assert!(decode::<Event>(&[1, 2, 3]).is_err());
}

#[test]
fn a_passphrase_is_not_shown() {
    let job = Job::Backup(Some(Passphrase("secret".to_owned())));
    assert!(!format!("{job:?}").contains("secret"));
}
