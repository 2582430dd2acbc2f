//! A text in slices gives what the whole of it gives, wherever it is cut and however it is encoded.

use super::*;
use crate::{
    import::{self, Import},
    preview::{Look, preview},
    sources::tests::fixtures,
};
use domain::{
    Book, Currency, Date, Edit, Instant,
    import::{ImportError, Plan, PreviewOptions, Reason, Report},
};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use proptest::prelude::*;

type Found = Vec<(u64, Vec<String>)>;

/// Texts whose rows are easily cut wrong.
const TRICKY: [&str; 12] = [
    "a,b\r\n\r\n\"x\r\ny\",d\r\n\r\n\r\ne\r\n",
    "a,b\r\rc,d\r\n\n\re,f",
    "sep=;\na;b\n\n\nc;d\n",
    "a,\"b\nc,d\ne,f\n",
    "\"a\"\"b\",\"\"\"\"\n\"\",\"c\"d\n\"e",
    "\n\n\nx\n\n",
    "\r\n\r\n",
    "姓名,手机\r\n王小明,\"138,\n\"\"00\"\"\"\r\n李伟,\r\n",
    "x,\u{feff}y\n\u{feff}z,1\n\u{feff}\"q\",2\n",
    "one",
    "",
    "a,b\nc\"d,e\"\n\"f\ng\",\"h\n",
];

fn rows_of(text: &str, delimiter: char) -> Found {
    let mut found = Vec::new();
    take(&mut Rows::new(text, delimiter), &mut found);
    found
}

fn take(rows: &mut Rows<'_>, found: &mut Found) {
    while let Some(row) = rows.read() {
        found.push((row.number, row.cells.iter().map(str::to_owned).collect()));
    }
}

/// The rows of bytes that come in these slices.
fn in_slices<'s>(encoding: &'static Encoding, delimiter: char, slices: impl IntoIterator<Item = &'s [u8]>) -> Found {
    let mut windows = Windows::new(encoding);
    let mut found = Vec::new();
    let mut slices = slices.into_iter().peekable();
    loop {
        let slice = slices.next().unwrap_or_default();
        windows.push(slice, slices.peek().is_none());
        let mut rows = windows.rows(delimiter);
        take(&mut rows, &mut found);
        let rest = rows.rest();
        drop(rows);
        if !windows.leave(rest).unwrap() {
            return found;
        }
    }
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    encoding.encode(text).0.into_owned()
}

#[test]
fn every_cut_gives_the_same_rows() {
    for text in TRICKY {
        for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5] {
            // What an encoding cannot say is another text.
            let bytes = encoded(text, encoding);
            let said = encoding.decode_with_bom_removal(&bytes).0;
            for delimiter in [',', ';'] {
                let whole = rows_of(&said, delimiter);
                for at in 0..=bytes.len() {
                    let found = in_slices(encoding, delimiter, [&bytes[..at], &bytes[at..]]);
                    assert_eq!(found, whole, "{text:?} in {} cut at {at}", encoding.name());
                }
                assert_eq!(in_slices(encoding, delimiter, bytes.chunks(1)), whole, "{text:?} in {}", encoding.name());
            }
        }
    }
}

#[test]
fn an_open_quote_takes_only_its_own_line_in_windows_too() {
    let text = format!("a,\"b\n{}z,\"q\"\nx,\"y\n{}", "c,d\n".repeat(40_000), "e,\"f\"\n".repeat(30_000));
    let whole = rows_of(&text, ',');
    // The quote in row 40,003 closes in the next.
    assert_eq!(whole.len(), 70_002);
    for size in [10_000, 65_536, 150_000] {
        assert_eq!(in_slices(UTF_8, ',', text.as_bytes().chunks(size)), whole, "{size}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_slices_give_the_same_rows(
        parts in proptest::collection::vec(
            prop::sample::select(vec![",", ";", "\"", "\"\"", "\n", "\r", "\r\n", "a", "中", "é", "\u{feff}", "\u{20000}", "sep=;", " "]),
            0..40,
        ),
        sizes in proptest::collection::vec(1_usize..9, 1..8),
        which in 0_usize..5,
    ) {
        let encoding = [UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5][which];
        let bytes = encoded(&parts.concat(), encoding);
        let said = encoding.decode_with_bom_removal(&bytes).0;
        let mut slices = Vec::new();
        let mut rest = &bytes[..];
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (slice, others) = rest.split_at(rest.len().min(*size));
            slices.push(slice);
            rest = others;
        }
        prop_assert_eq!(in_slices(encoding, ',', slices), rows_of(&said, ','));
    }
}

/// A file of hundreds of megabytes, of which a slice is made at a time.
#[test]
fn what_is_in_memory_is_a_slice_and_a_row() {
    const SLICE: usize = 1 << 20;
    const SLICES: usize = 200;
    let row = "12345,Ada Holm,ada@holm.example,\"Storgata 1,\n0155 Oslo\",a note that fills the row\r\n";
    let slice: Vec<u8> = row.bytes().cycle().take(SLICE + row.len()).collect();
    let mut windows = Windows::new(UTF_8);
    let (mut rows, mut most, mut begin, mut last) = (0, 0, 0, (0, 0));
    for at in 1..=SLICES {
        windows.push(&slice[begin..begin + SLICE], at == SLICES);
        begin = (begin + SLICE) % row.len();
        most = most.max(windows.text().len());
        let mut window = windows.rows(',');
        while let Some(row) = window.read() {
            rows += 1;
            last = (row.number, row.cells.len());
        }
        let rest = window.rest();
        drop(window);
        windows.leave(rest).unwrap();
    }
    assert_eq!(rows, (SLICE * SLICES).div_ceil(row.len()));
    assert_eq!(last.0, rows as u64);
    assert!(most <= SLICE + 2 * row.len(), "{most}");
}

#[test]
fn a_row_without_end_is_refused() {
    let mut windows = Windows::new(UTF_8);
    windows.push(b"a,b\n1,2\n", false);
    let line = vec![b'x'; 4 << 20];
    let mut told = None;
    for _ in 0..6 {
        let mut rows = windows.rows(',');
        while rows.read().is_some() {}
        let rest = rows.rest();
        drop(rows);
        match windows.leave(rest) {
            Ok(more) => assert!(more),
            Err(error) => told = told.or(Some(error)),
        }
        windows.push(&line, false);
    }
    assert_eq!(told, Some(ImportError::RowTooLong { row: 3, limit: 16_000_000 }));
    // The limit of columns is of the row, the limit of a cell rejects it and nothing else.
    let wide = format!("{}\n", "x,".repeat(1_000));
    let told = preview(&Decoded { encoding: "UTF-8", text: wide }, &PreviewOptions::default());
    assert_eq!(told.map(|found| found.rows), Err(ImportError::TooManyColumns { columns: 1_001, limit: COLUMN_LIMIT }));
    let full = format!("{}\n{}\n", vec!["h"; 1_000].join(","), vec!["1"; 1_000].join(","));
    let told = preview(&Decoded { encoding: "UTF-8", text: full }, &PreviewOptions::default());
    assert_eq!(told.map(|found| found.columns.len()), Ok(1_000));
}

fn sniffed<'s>(slices: impl IntoIterator<Item = &'s [u8]>) -> &'static str {
    let mut sniffer = Sniffer::default();
    slices.into_iter().for_each(|slice| sniffer.feed(slice));
    sniffer.finish().name()
}

#[test]
fn an_encoding_is_known_by_all_bytes() {
    let text = "姓名,城市,备注\n王小明,上海市浦东新区,老客户，每月订购龙井茶两盒\n李伟,北京市朝阳区,新客户\n";
    for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5] {
        let text = if encoding == BIG5 {
            "姓名,城市\n王小明,臺北市大安區信義路\n李偉,高雄市左營區博愛路\n"
        } else {
            text
        };
        let bytes = encoded(text, encoding);
        assert_eq!(sniffed([&bytes[..]]), encoding.name());
        for at in 0..bytes.len() {
            assert_eq!(sniffed([&bytes[..at], &bytes[at..]]), encoding.name(), "cut at {at}");
        }
    }
    // Letters that come after more plain ones than are asked about at once.
    let plain = "name,city\n".repeat(300_000);
    for (late, expect) in
        [("王小明,上海市浦东新区,老客户，每月订购龙井茶两盒\n", GB18030), ("Zoë,Köln,Straße\n", WINDOWS_1252)]
    {
        let mut bytes = plain.clone().into_bytes();
        bytes.extend(encoded(&late.repeat(20), expect));
        assert_eq!(sniffed(bytes.chunks(1 << 16)), expect.name());
        assert_eq!(decode(bytes, None).map(|found| found.encoding), Ok(expect.name()));
        let bytes = [plain.as_bytes(), late.as_bytes()].concat();
        assert_eq!(sniffed(bytes.chunks(1 << 16)), "UTF-8");
    }
}

/// Imports a file in two windows, of which the second begins in its last row.
fn imported(bytes: &[u8], plan: &Plan) -> (Vec<Edit>, Report) {
    let book = Book::new();
    let mut windows = Windows::new(encoding::named(&plan.encoding).unwrap());
    windows.push(&bytes[..bytes.len() - 5], false);
    let (mut edits, mut import) = (Vec::new(), None);
    loop {
        let mut rows = windows.rows(plan.delimiter);
        let import = import.get_or_insert_with(|| Import::new(&book, &mut rows, plan.clone()).unwrap());
        while import.step(&mut rows, 3) {}
        edits.extend(import.take_edits());
        let rest = rows.rest();
        drop(rows);
        if !windows.leave(rest).unwrap() {
            break;
        }
        windows.push(&bytes[bytes.len() - 5..], true);
    }
    (edits, import.unwrap().report())
}

#[test]
fn a_file_in_windows_becomes_the_same_records() {
    for (name, bytes) in fixtures() {
        let file = decode(bytes.clone(), None).unwrap();
        let found = preview(&file, &PreviewOptions::default()).unwrap();
        let mut look = Look::new(&file.text, &PreviewOptions::default());
        let mut windows = Windows::begin(&bytes, encoding::named(file.encoding).unwrap(), false).unwrap();
        for (at, slice) in bytes.chunks(200).enumerate() {
            windows.push(slice, (at + 1) * 200 >= bytes.len());
            let mut rows = windows.rows(look.delimiter);
            while look.read(&mut rows, 2).unwrap() {}
            let rest = rows.rest();
            drop(rows);
            windows.leave(rest).unwrap();
        }
        assert_eq!(look.finish(windows.encoding(), &PreviewOptions::default()), Ok(found.clone()), "{name}");
        let plan = Plan::suggested(&found, &name, Currency::CNY, Instant(1), Date(20_000), 7);
        let whole = import::whole(&Book::new(), &file.text, plan.clone()).unwrap();
        assert_eq!(imported(&bytes, &plan), whole, "{name}");
    }
}

#[test]
fn some_lines_of_another_encoding_do_not_spoil_the_rest() {
    let text = |name: &str| format!("{name},上海市浦东新区,老客户，每月订购龙井茶两盒\n");
    let mut bytes = "姓名,城市,备注\n".to_owned().into_bytes();
    (0..20).for_each(|_| bytes.extend(text("王小明").bytes()));
    bytes.extend(encoded(&text("李伟"), GB18030));
    let latin = [&"Zoë,Köln,Straße\n".repeat(20).into_bytes()[..], &encoded("Zoë,Köln\n", WINDOWS_1252)].concat();
    for bytes in [bytes, latin] {
        for at in (0..bytes.len()).step_by(7) {
            assert_eq!(sniffed([&bytes[..at], &bytes[at..]]), "UTF-8", "cut at {at}");
        }
        assert_eq!(sniffed(bytes.chunks(1)), "UTF-8");
        let file = decode(bytes, None).unwrap();
        let found = preview(&file, &PreviewOptions::default()).unwrap();
        let plan = Plan::suggested(&found, "x.csv", Currency::CNY, Instant(1), Date(20_000), 7);
        let (_, report) = import::whole(&Book::new(), &file.text, plan).unwrap();
        let garbled = report.warnings.iter().filter(|warning| warning.reason == Reason::Garbled);
        assert_eq!(
            garbled.map(|warning| warning.row).collect::<Vec<_>>(),
            [found.rows + u64::from(found.header_row > 0)]
        );
    }
}
