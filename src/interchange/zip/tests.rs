use super::*;
use domain::Instant;
use proptest::prelude::*;

fn archive(files: &[(&str, &[u8])], offset: u64) -> Vec<u8> {
    let mut zip = ZipWriter::new(Vec::new(), offset, Instant(1_777_629_600_000));
    for (name, bytes) in files {
        zip.start(name);
        bytes.chunks(70_001).for_each(|part| zip.write(part));
    }
    zip.finish().unwrap()
}

#[test]
fn files_come_back() {
    let long: Vec<u8> = (0..3_000_000_u32).map(|at| (at / 7 % 251) as u8).collect();
    let files: [(&str, &[u8]); 4] = [("a.txt", b"hello"), ("empty", b""), ("long/名.bin", &long), ("z", &[0; 200_000])];
    let bytes = archive(&files, 0);
    let zip = ZipReader::open(&bytes).unwrap();
    assert_eq!(zip.files.len(), 4);
    for (name, content) in files {
        assert!(zip.whole(zip.find(name).unwrap(), 1 << 30).unwrap() == content, "{name}");
    }
    assert!(bytes.len() < 60_000, "{}", bytes.len());
}

#[test]
fn offsets_may_count_what_stands_before() {
    let mut bytes = b"0123456789".to_vec();
    bytes.extend(archive(&[("a", b"x")], 10));
    let zip = ZipReader::open(&bytes).unwrap();
    assert_eq!(zip.whole(&zip.files[0], 9).unwrap(), b"x");
}

#[test]
fn a_bomb_is_stopped() {
    let bytes = archive(&[("bomb", &vec![b'a'; 8_000_000])], 0);
    assert!(bytes.len() < 30_000);
    let zip = ZipReader::open(&bytes).unwrap();
    assert_eq!(zip.whole(&zip.files[0], 1_000), Err(ZipError::TooLarge { limit: 1_000 }));
    // One that lies about its length is stopped where the lie ends.
    let mut liar = bytes.clone();
    let central = liar.windows(4).rposition(|window| window == CENTRAL.to_le_bytes()).unwrap();
    liar[central + 24..central + 28].copy_from_slice(&900_u32.to_le_bytes());
    let zip = ZipReader::open(&liar).unwrap();
    assert_eq!(zip.whole(&zip.files[0], 1_000), Err(ZipError::Damaged("bomb".to_owned())));
}

#[test]
fn what_is_no_archive_is_told() {
    assert!(matches!(ZipReader::open(b"Name,Email\n"), Err(ZipError::NotAZip)));
    let whole = archive(&[("a", b"hello hello hello hello")], 0);
    for end in 0..whole.len() {
        let read = ZipReader::open(&whole[..end]);
        assert!(matches!(read, Err(ZipError::Truncated | ZipError::NotAZip)), "{end}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_it(mut flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), junk in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = archive(&[("one", b"some text, some text, some text"), ("two", &[7; 40_000])], 0);
        for (at, value) in flips.drain(..) {
            let at = at.index(bytes.len());
            bytes[at] ^= value;
        }
        for bytes in [bytes, junk] {
            if let Ok(zip) = ZipReader::open(&bytes) {
                for file in &zip.files {
                    let _ = zip.whole(file, 1 << 20);
                }
            }
        }
    }
}
